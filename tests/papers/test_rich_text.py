"""What a browser sends becomes paragraphs, lists, bold, italic and live figures, and no more."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lakip.papers.laporan_kinerja.rich_text import (
    LiveFigure,
    Part,
    PartKind,
    RichText,
    Words,
    of_plain,
    to_plain,
)
from lakip.papers.laporan_kinerja.rich_text_reading import (
    LONGEST,
    TooLong,
    from_html,
    from_marks,
)
from lakip.papers.laporan_kinerja.rich_text_writing import to_html, to_marks

FIGURES = {"S1.1/2026/realisasi": "43,01"}
FROM_A_WORD_PROCESSOR = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<style>p.MsoNormal {margin:0cm; font-family:"Times New Roman"}</style>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings/></xml><![endif]--></head>
<body lang=IN><!--StartFragment--><p class=MsoNormal style='text-align:justify'><b><span
style='font-size:12.0pt;color:red'>Kinerja</span></b><span> tahun ini </span><i>baik</i>.
<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><script>alert(1)</script>Satu&nbsp;hal</p>
<img src="file:///C:/a.png" onerror="alert(2)"><a href="javascript:alert(3)">tautan</a>
<!--EndFragment--></body></html>"""


def shown(html: str) -> str:
    return from_html(html).shown(FIGURES)


def test_a_paste_from_a_word_processor_leaves_its_words() -> None:
    text = from_html(FROM_A_WORD_PROCESSOR)
    assert text.shown({}) == "Kinerja tahun ini baik.\nSatu hal\ntautan"
    assert text.parts[0].lines[0][0] == Words(text="Kinerja", bold=True)
    assert text.parts[0].lines[0][2] == Words(text="baik", italic=True)
    assert "alert" not in to_html(text, {})


def test_lists_stay_lists() -> None:
    text = from_html("<p>Ada dua:</p><ul><li><p>satu</p></li><li>dua</li></ul><ol><li>a</li></ol>")
    assert [part.kind for part in text.parts] == [
        PartKind.PARAGRAPH,
        PartKind.BULLETS,
        PartKind.NUMBERS,
    ]
    assert text.shown({}) == "Ada dua:\nsatu\ndua\na"


def test_a_list_within_a_list_is_one_list() -> None:
    text = from_html("<ul><li>satu<ul><li>dua</li></ul></li><li>tiga</li></ul>")
    assert len(text.parts) == 1
    assert text.shown({}) == "satu\ndua\ntiga"


def test_a_live_figure_shows_what_it_is_now_and_not_what_it_was() -> None:
    sent = '<p>Menjadi <strong><data value="S1.1/2026/realisasi">41</data></strong>%.</p>'
    assert shown(sent) == "Menjadi 43,01%."
    assert from_html(sent).figures == {"S1.1/2026/realisasi"}


def test_the_editor_s_own_form_of_a_live_figure_is_read() -> None:
    sent = (
        "<p>Menjadi <figure data-trix-attachment='"
        '{"contentType":"lakip/angka","content":"&lt;b&gt;41&lt;/b&gt;",'
        '"figure":"S1.1/2026/realisasi"}\'><b>41</b></figure>%.</p>'
    )
    assert shown(sent) == "Menjadi 43,01%."


@pytest.mark.parametrize(
    "attachment", ["", "{", "[]", '{"figure": 3}', '{"figure": ""}', '{"lain": "x"}']
)
def test_an_attachment_that_is_no_figure_is_left_out(attachment: str) -> None:
    assert shown(f"<p>a <figure data-trix-attachment='{attachment}'>b</figure> c</p>") == "a c"


def test_marks_that_show_nothing_are_taken_out() -> None:
    assert shown("<p>ki\u00adner\u200bja\u202e baik\ufeff\x07</p>") == "kinerja baik"


def test_letters_that_are_equal_become_the_same() -> None:
    assert shown("<p>cafe\u0301</p>") == "caf\u00e9"


def test_right_to_left_text_stays_as_it_is() -> None:
    assert shown("<p dir=rtl>السلام عليكم</p>") == "السلام عليكم"


def test_a_text_that_is_too_long_is_refused_with_its_length() -> None:
    with pytest.raises(TooLong, match=f"{LONGEST + 1} huruf"):
        from_html("<p>" + "a" * (LONGEST + 1) + "</p>")
    with pytest.raises(TooLong):
        from_html("<span>" * 100_000)
    assert from_html("<p>" + "a" * LONGEST + "</p>").typed == "a" * LONGEST


@pytest.mark.parametrize("sent", ["", " ", "<p></p>", "<p>&nbsp;</p>", "<ul><li></li></ul>", "<p"])
def test_nothing_is_an_empty_text(sent: str) -> None:
    assert from_html(sent) == RichText()


def test_plain_lines_with_marks_say_the_same_as_html() -> None:
    marks = "Kinerja **sangat** *baik*.\n\n- satu\n- dua {S1.1/2026/realisasi}\n\n1. a\n2. b"
    html = (
        "<p>Kinerja <b>sangat</b> <i>baik</i>.</p><ul><li>satu</li><li>dua "
        '<data value="S1.1/2026/realisasi"></data></li></ul><ol><li>a</li><li>b</li></ol>'
    )
    assert from_marks(marks) == from_html(html)


def test_what_looks_like_code_is_only_words() -> None:
    said = from_marks("# judul <b>x</b> [tautan](http://x) `kode`").shown({})
    assert said == "# judul <b>x</b> [tautan](http://x) `kode`"


WORDS = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "Zs", "S")), min_size=1, max_size=30
)


@given(WORDS, WORDS, WORDS, st.booleans(), st.booleans())
def test_what_an_editor_opens_is_read_back_as_the_same_text(
    before: str, middle: str, after: str, bold: bool, italic: bool
) -> None:
    def dressed(text: str) -> str:
        html = text.replace("&", "&amp;").replace("<", "&lt;")
        html = f"<b>{html}</b>" if bold else html
        return f"<i>{html}</i>" if italic else html

    plain = [text.replace("&", "&amp;").replace("<", "&lt;") for text in (before, after)]
    text = from_html(f"<p>{plain[0]}{dressed(middle)}{plain[1]}</p><ul><li>{plain[0]}</li></ul>")
    assert from_html(to_html(text, {})) == text
    assert of_plain(to_plain(text)) == text


@given(st.lists(WORDS, min_size=1, max_size=4), st.sampled_from(list(PartKind)))
@example(["0."], PartKind.BULLETS)
@example(["-"], PartKind.NUMBERS)
@example(["- lagi"], PartKind.PARAGRAPH)
def test_plain_lines_are_read_back_as_the_same_words(lines: list[str], kind: PartKind) -> None:
    text = from_html(
        "".join(f"<p>{line.replace('&', '&amp;').replace('<', '&lt;')}</p>" for line in lines)
    )
    parts = tuple(Part(kind=kind, lines=part.lines) for part in text.parts)
    said = RichText(parts=parts)
    assert from_marks(to_marks(said)).shown({}) == said.shown({})


def test_a_live_figure_survives_both_editors() -> None:
    line = (Words(text="Naik ke "), LiveFigure(name="S1.1/2026/realisasi", bold=True))
    text = RichText(parts=(Part(kind=PartKind.PARAGRAPH, lines=(line,)),))
    assert from_html(to_html(text, FIGURES)) == text
    assert from_marks(to_marks(text)).figures == text.figures
