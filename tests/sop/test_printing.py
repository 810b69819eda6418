"""The SOP in a terminal and as a page: all of it, aligned, within the width, and harmless."""

import dataclasses

import pytest

from lakip.sop import printing, reading
from lakip.sop.edition import Edition, Step

SOP = reading.shipped()


def said(text: str) -> str:
    """The words alone, without what the layout put between them."""
    return " ".join(text.replace("•", " ").replace("●", " ").replace("○", " ").split())


def with_first_step(**changes: str) -> Edition:
    step = dataclasses.replace(SOP.steps[0], **changes)  # type: ignore[arg-type]
    return dataclasses.replace(SOP, steps=(step, *SOP.steps[1:]))


@pytest.mark.parametrize("width", [40, 60, 80, 87, 88, 90, 100, 120, 160, 250])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    assert max(map(len, printing.table(SOP, width=width).splitlines())) <= width


def columns_of(text: str) -> list[list[str]]:
    """The table read back: for each row, the text of each column, by the rule's dashes."""
    lines = text.splitlines()
    rule = next(line for line in lines if line.startswith("──"))
    starts = [0] + [i + 2 for i in range(len(rule)) if rule[i : i + 2] == "  "]
    bounds = list(zip(starts, [*starts[1:], 999], strict=True))
    rows: list[list[str]] = [[""] * len(bounds)]
    for line in lines[lines.index(rule) + 1 :]:
        if line == rule:
            rows.append([""] * len(bounds))
            continue
        for i, (start, end) in enumerate(bounds):
            rows[-1][i] += line[start:end].rstrip() + "\n"
    return rows


@pytest.mark.parametrize("width", [100, 160])
def test_every_cell_of_the_sop_stands_in_its_row_and_column(width: int) -> None:
    rows = columns_of(printing.table(SOP, width=width))
    assert len(rows) == 12
    for (number, step), row in zip(SOP, rows, strict=True):
        assert [said(cell) for cell in row] == expected_cells(number, step)


def expected_cells(number: int, step: Step) -> list[str]:
    performers = [step.by, *step.joined_by]
    return [
        str(number),
        " ".join(step.lines),
        " ".join(SOP.role(slug).name for slug in performers),
        step.kelengkapan,
        str(step.within),
        step.output,
        step.see,
    ]


def test_a_narrow_terminal_gets_every_step_by_itself() -> None:
    blocks = printing.table(SOP, width=70).strip().split("\n\n")[1:]
    assert len(blocks) == 12
    for (number, step), block in zip(SOP, blocks, strict=True):
        headings = [line.split(":")[0] for line in block.splitlines() if line[0] != " "]
        assert headings[:6] == list(printing.HEADINGS[:6])
        words = [word for cell in expected_cells(number, step) for word in cell.split()]
        assert [word for word in said(block).split() if word.rstrip(":") not in headings] == [
            word for word in words if word not in headings
        ]


def test_the_summary_counts() -> None:
    assert printing.summary(SOP) == (
        f"SAH: 12 langkah, 5 pelaksana, 18 surat, SHA-256 {SOP.sha256}"
    )


def test_without_words_of_the_sop_the_names_of_the_papers_are_printed() -> None:
    text = printing.markdown(with_first_step(kelengkapan="", output=""))
    row = next(line for line in text.splitlines() if line.startswith("| 1 | "))
    assert row.endswith("| Permintaan penyusunan LAKIP | 15 menit | Disposisi Kepala Dinas |  |")


def table_rows(text: str, heading: str) -> list[list[str]]:
    """The cells of the table under a heading, its head first and the line of dashes left out."""
    section = text.split(f"## {heading}\n\n")[1].split("\n\n")[0]
    head, _, *rows = (line[2:-2].split(" | ") for line in section.strip().splitlines())
    return [head, *rows]


def test_the_page_has_a_column_for_each_performer() -> None:
    head, *rows = table_rows(printing.markdown(SOP), "Tabel SOP")
    assert head[2:7] == [role.name for role in SOP.roles]
    for (_, step), row in zip(SOP, rows, strict=True):
        marks = dict(zip([role.slug for role in SOP.roles], row[2:7], strict=True))
        assert [slug for slug, mark in marks.items() if mark.strip() == "●"] == [step.by]
        joined = {slug for slug, mark in marks.items() if mark.strip() == "○"}
        assert joined == set(step.joined_by)


def test_the_page_lists_every_duty_return_and_paper() -> None:
    text = printing.markdown(SOP)
    duties = [duty.text for step in SOP.steps for duty in step.duties]
    assert [row[1] for row in table_rows(text, "Tugas dalam langkah")[1:]] == duties
    returns = table_rows(text, "Pengembalian")[1:]
    assert [row[2] for row in returns] == ["tambahan", "tambahan", "tertulis di SOP", "tambahan"]
    papers = table_rows(text, "Surat")[1:]
    assert [row[1] for row in papers] == [f"`{paper.slug}`" for paper in SOP.papers]
    assert all(row[2] for row in papers)


def test_the_page_of_an_sop_without_duties_and_returns_says_so() -> None:
    steps = tuple(
        dataclasses.replace(step, duties=(), returns_to=None, text="Kerja") for step in SOP.steps
    )
    text = printing.markdown(dataclasses.replace(SOP, steps=steps))
    assert "SOP ini tidak merinci tugas." in text
    assert "SOP ini tidak menyediakan pengembalian." in text


def test_words_of_an_edition_are_not_taken_for_markup() -> None:
    text = printing.markdown(with_first_step(text="a|b\n<script>*x* `y` [z](w) & \\"))
    row = next(line for line in text.splitlines() if line.startswith("| 1 | "))
    assert row.startswith(r"| 1 | a\|b &lt;script>\*x\* \`y\` \[z\](w) &amp; \\ | ● |")


def test_lines_in_an_editions_words_do_not_break_the_table() -> None:
    rows = columns_of(printing.table(with_first_step(text="satu\ndua\n\ttiga"), width=120))
    assert said(rows[0][1]) == "satu dua tiga"


def test_lines_of_a_cell_are_marked_and_hang_under_their_first_word() -> None:
    rows = columns_of(printing.table(SOP, width=120))
    meeting, first = rows[5], rows[0]
    assert [line[:2] for line in meeting[1].strip("\n").splitlines()].count("• ") == 3
    assert {line[:2] for line in meeting[2].strip("\n").splitlines()} == {"● ", "○ ", "  "}
    assert "•" not in first[1]
    assert not any(line.startswith(" ") for line in first[1].strip("\n").splitlines())


def test_a_wide_terminal_is_used_and_no_more_than_that() -> None:
    heights = [printing.table(SOP, width=width).count("\n") for width in (100, 130, 180, 600)]
    assert heights == sorted(heights, reverse=True)
    assert len(set(heights)) == 4
    widest = max(map(len, printing.table(SOP, width=600).splitlines()))
    assert widest == max(map(len, printing.table(SOP, width=900).splitlines())) < 600


def test_the_page_tells_where_each_paper_comes_from() -> None:
    origin = {row[1]: row[2] for row in table_rows(printing.markdown(SOP), "Surat")[1:]}
    assert origin["`permintaan-penyusunan`"] == "surat masuk"
    assert origin["`draft-sk-tim`"] == "langkah 3: menyusun; langkah 4: memeriksa dan memaraf"
    assert origin["`notula`"] == "langkah 6: disertakan (tambahan)"
