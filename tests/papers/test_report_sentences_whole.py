"""All drafted paragraphs together: every number is known, and nothing is left to chance."""

import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest

from lakip.papers.laporan_kinerja.facts import ReportFacts
from lakip.papers.laporan_kinerja.sentences import (
    PLACEHOLDER,
    Change,
    Drafted,
    budget,
    changes,
    conclusion,
    drafts,
    place_of,
    remarks,
    seven,
    steps,
    summary,
    this_year,
)
from lakip.papers.laporan_kinerja.sentences_opening import LAWS
from lakip.performance import numbers
from tests.papers.report_sentences_sample import (
    FIRST,
    LAST,
    YEAR,
    one_of,
    poor,
    rich,
    with_now,
)

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
LAW = re.compile(r"Nomor \d+ Tahun \d{4}")
YEARS = {str(year) for year in range(FIRST, LAST + 1)}
BOTH = pytest.mark.parametrize("facts", [rich(), poor()], ids=["rich", "poor"])


def shown_of(each: Drafted) -> set[str]:
    """The numbers among the figures that a paragraph says it mentions."""
    shown = (figure.partition("=")[2] for figure in each.figures)
    return {number for text in shown for number in NUMBER.findall(text)}


def codes_of(facts: ReportFacts) -> list[str]:
    """All codes, the longest first, so that S1.1 is taken out before S1."""
    found = [each.code for each in (*facts.indicators, *facts.objectives, *facts.money)]
    return sorted(found, key=len, reverse=True)


def numbers_in(facts: ReportFacts, text: str) -> set[str]:
    """The numbers of a text that are neither codes, nor years, nor those of a regulation."""
    rest = LAW.sub("", text)
    for code in codes_of(facts):
        rest = re.sub(rf"(?<![\w.]){re.escape(code)}(?![\w])", "", rest)
    return set(NUMBER.findall(rest)) - YEARS


@BOTH
def test_every_number_in_a_paragraph_is_one_of_its_figures(facts: ReportFacts) -> None:
    for each in drafts(facts):
        assert numbers_in(facts, each.text) <= shown_of(each), each.key


def test_there_are_numbers_to_be_found() -> None:
    found = {number for each in drafts(rich()) for number in numbers_in(rich(), each.text)}

    assert {"43,01", "102,40", "17.172.896.810", "7", "18,48", "17,9"} <= found


@BOTH
def test_figures_are_those_of_the_facts(facts: ReportFacts) -> None:
    told = {figure for each in drafts(facts) for figure in each.figures}

    for each in facts.indicators:
        if each.now.actual:
            assert f"{each.code}/{YEAR}/realisasi={each.now.actual}" in told
        if each.now.achievement is not None:
            shown = numbers.show(each.now.achievement, places=2)
            assert f"{each.code}/{YEAR}/capaian={shown}%" in told
    for key, values in figures_by_key(told).items():
        assert len(values) == 1, key


def figures_by_key(told: set[str]) -> dict[str, set[str]]:
    """What is shown under each key, in all paragraphs."""
    found: dict[str, set[str]] = {}
    for figure in told:
        key, _, shown = figure.partition("=")
        found.setdefault(key, set()).add(shown)
    return found


@BOTH
def test_keys_are_stable_and_stand_once(facts: ReportFacts) -> None:
    keys = Counter(each.key for each in drafts(facts))

    assert set(keys.values()) == {1}
    # What stands before the last full stop is the place of a paragraph.
    assert sum(key.rpartition(".")[0] == "4.langkah" for key in keys) > 2
    assert {"3.S1.1.tahun-ini", "3.S1.pembuka", "3.B.jumlah", "4.simpulan.kinerja"} <= set(keys)


@BOTH
def test_each_indicator_has_its_seven_analyses(facts: ReportFacts) -> None:
    for at, each in enumerate(facts.indicators):
        told = seven(facts, each, at=place_of(facts, each))
        assert [one.key.rsplit(".", 1)[1] for one in told] == [
            "tahun-ini",
            "tahun-sebelumnya",
            "akhir-renstra",
            "standar-nasional",
            "penyebab",
            "efisiensi",
            "program",
        ]
        assert at == place_of(facts, each)
        assert all(one.text for one in told)


def test_the_same_facts_give_the_same_words() -> None:
    assert drafts(rich()) == drafts(replace(rich()))


def test_neighbours_do_not_open_alike() -> None:
    told = [this_year(rich(), each, at=at).text for at, each in enumerate(rich().indicators)]
    with_data = [text for text in told if "belum ada data" not in text]

    for one, other in pairwise(with_data):
        assert one.split(" ", 1)[0] != other.split(" ", 1)[0]


def test_places_to_write_stand_only_where_people_must_write() -> None:
    waiting = {each.key for each in drafts(rich()) if PLACEHOLDER.search(each.text)}

    assert waiting == {
        "1.organisasi.tugas-fungsi",
        "1.isu-strategis",
        "3.S4.3.penyebab",  # The bidang told no cause,
        "3.S5.3.penyebab",  # and here no solution for a target that was missed.
        "4.langkah.S5-3",
    }


def test_every_bracket_is_a_place_to_write() -> None:
    for each in drafts(poor()):
        assert each.text.count("[") == len(PLACEHOLDER.findall(each.text)), each.key
        assert each.is_written == ("[" not in each.text)


def test_a_figure_that_changed_marks_the_paragraphs_that_say_it() -> None:
    written = {each.key: each for each in drafts(rich())}
    first, *others = rich().objectives
    mended = with_now(first.indicators[0], actual="44,2", number=Decimal("44.2"))
    objective = replace(first, indicators=(mended, *first.indicators[1:]))
    now = {each.key: each for each in drafts(replace(rich(), objectives=(objective, *others)))}
    marked = {
        key: changes(each.figures, now[key].figures)
        for key, each in written.items()
        if changes(each.figures, now[key].figures)
    }

    assert set(marked) == {
        "ikhtisar.hasil",
        "3.S1.1.tahun-ini",
        "3.S1.1.tahun-sebelumnya",
        "3.S1.1.akhir-renstra",
        "3.S1.1.standar-nasional",
    }
    assert marked["3.S1.1.tahun-ini"] == (
        Change(figure="S1.1/2026/realisasi", before="43,01", now="44,2"),
    )


def test_words_of_a_bidang_that_changed_mark_their_paragraph() -> None:
    each = one_of(rich(), "S1.1")
    before = seven(rich(), each)[4]
    after = seven(rich(), replace(each, causes="Bantuan modal terlambat."))[4]

    (change,) = changes(before.figures, after.figures)
    assert change.figure == "S1.1/2026/penyebab"


@BOTH
def test_the_summary_is_five_to_eight_sentences(facts: ReportFacts) -> None:
    text = " ".join(each.text for each in summary(facts))

    assert 5 <= len(re.findall(r"[.?!](?= [A-Z]|$)", text)) <= 8
    assert "Anggaran tahun 2026" in text


def test_the_summary_says_what_failed_why_and_what_follows() -> None:
    _, rest = summary(rich())

    assert "jumlah relawan sosial terlatih (S3.2, capaian 87,33%)" in rest.text
    assert "satu angkatan ditunda karena anggaran bergeser ke penanganan bencana." in rest.text
    assert "Tindak lanjut yang direncanakan untuk indikator S3.2" in rest.text


def test_money_is_said_with_what_is_left_and_who_spent_least() -> None:
    whole, programmes, beside = budget(rich())

    assert "Rp17.172.896.810 dari pagu Rp17.971.500.000, atau 95,56%" in whole.text
    assert "Sisa anggaran yang tidak terserap adalah Rp798.603.190." in whole.text
    assert "terendah pada Program Pemberdayaan Sosial (85,46%)" in programmes.text
    assert "12 mencapai target dan 5 belum" in beside.text


def test_spending_that_nobody_told_is_not_counted_as_none() -> None:
    money = list(rich().money)
    money[0] = replace(money[0], spent=None, absorption=None)
    whole = budget(replace(rich(), money=tuple(money)))[0]

    assert "belum memuat realisasi 1 program yang belum ada datanya" in whole.text


def test_no_money_at_all_is_said() -> None:
    facts = replace(rich(), money=(), ceiling=None, spent=None, absorption=None)

    assert [each.text for each in budget(facts)] == [
        "Pagu dan realisasi anggaran tahun 2026 belum ada data."
    ]


def test_the_conclusion_counts_what_was_reached() -> None:
    results, means = conclusion(rich())

    assert "Dari 17 indikator yang dapat dihitung capaiannya, 12 mencapai" in results.text
    assert "S2.1, S3.1, S3.2, S5.2, dan S5.3" in results.text
    assert "sasaran S3 sebesar 96,66%" in means.text


def test_steps_are_those_that_the_bidang_plan() -> None:
    told = {each.key: each.text for each in steps(rich())}

    assert "pembinaan pengurus baru." in told["4.langkah.S3-1"]
    assert "[Tuliskan langkah perbaikan" in told["4.langkah.S5-3"]
    assert "4.langkah.S1-2" not in told  # It was reached and nobody plans anything.


def test_an_achievement_above_120_is_a_note_for_the_writer_and_not_in_the_text() -> None:
    found = {remark.key: remark.text for remark in remarks(rich())}

    assert "terlalu rendah" in found["3.S5.5.tahun-ini"]
    assert not any("terlalu rendah" in each.text for each in drafts(rich()))
    assert "2.perubahan" in found  # The easier target of the revised agreement.


def test_regulations_are_cited_whole() -> None:
    told = " ".join(each.text for each in drafts(rich()))

    assert all(title in told for _, title in LAWS)
    for number in ("8 Tahun 2006", "29 Tahun 2014", "53 Tahun 2014", "88 Tahun 2021"):
        assert any(f"Nomor {number}" in title for _, title in LAWS)
