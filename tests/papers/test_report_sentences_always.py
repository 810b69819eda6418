"""Whatever the facts are, every paragraph is a decent Indonesian text: nothing raises or shows."""

import re
import time
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lakip.papers.laporan_kinerja.facts import (
    EarlierFacts,
    IndicatorFacts,
    MoneyFacts,
    ObjectiveFacts,
    PreparationFacts,
    ReportFacts,
    YearFigure,
)
from lakip.papers.laporan_kinerja.sentences import PLACEHOLDER, drafts, remarks
from lakip.papers.laporan_kinerja.sentences_words import (
    clean,
    first_sentence,
    lower_first,
    quoted,
    said,
    shortened,
)
from lakip.performance import numbers, values
from lakip.performance.formulas import Polarity
from lakip.performance.values import Grade, Number, Range, Ratio, Value, YesNo
from tests.papers.report_sentences_sample import rich

BAD = {
    "a Python word": re.compile(r"\b(?:None|nan|NaN|True|False|Infinity)\b|Decimal\("),
    "empty brackets": re.compile(r"\(\s*\)|“\s*”|\[\s*\]"),
    "two spaces": re.compile(r"\s\s|[\n\t\r]"),
    "two marks": re.compile(r"[,;:]\s*[,;:]|[,;:]\s*\.(?= |$)|\.\s*\.|[?!]\.(?= |$)|,(?=$)"),
    "a space before a mark": re.compile(r" [,.;](?= |$)"),
    "an unfilled place": re.compile(
        r"\{(?:year|name|code|said|owner|target|actual|count|agency)\}"
    ),
    "a glued ending": re.compile(r"[%\d”)]nya\b"),
    "an open sentence": re.compile(r"[^.?!…\])”’»]$"),
}
# Without n, r and s, N, T, F and D nobody can type one of the Python words that must not be seen.
WORDS = st.text(
    st.sampled_from("abcdefghijklmopqtuvwxyzABCEG  .,;:!?()-–—…\"“”'[]{}\n\t0123456789%/é‮שב﻿"),
    max_size=60,
).filter(lambda said: not BAD["an unfilled place"].search(said))  # Somebody's name may be none.
SMALL = st.decimals(
    min_value=-(10**7), max_value=10**7, places=3, allow_nan=False, allow_infinity=False
)
PERCENT = st.none() | st.decimals(min_value=0, max_value=10**6, places=2)
SUM = st.none() | st.decimals(min_value=0, max_value=10**13, places=2)
CODE = st.from_regex(r"[A-Z]?[1-9](\.[1-9]){0,2}\.?", fullmatch=True)
VALUE = st.one_of(
    SMALL.map(Number),
    st.tuples(st.integers(1, 50), SMALL).map(lambda ends: Ratio(Decimal(ends[0]), ends[1])),
    st.tuples(SMALL, SMALL).map(lambda ends: Range(min(ends), max(ends))),
    st.sampled_from(["BB", "WTP", "Sangat Baik", "A"]).map(Grade),
    st.booleans().map(YesNo),
)


def as_number(value: Value | None) -> Decimal | None:
    match value:
        case Number(amount):
            return amount
        case Ratio(left, right):
            return right / left
        case Range(low, high):
            return (low + high) / 2
        case Grade(code):
            return Decimal(len(code))
        case YesNo(is_yes):
            return Decimal(int(is_yes))
    return None


@st.composite
def figures(draw: st.DrawFn, year: int) -> YearFigure:
    target, actual = draw(st.none() | VALUE), draw(st.none() | VALUE)
    can_be_known = target is not None and actual is not None
    return YearFigure(
        year=year,
        target=values.show(target) if target else "",
        target_number=as_number(target),
        actual=values.show(actual) if actual else "",
        number=as_number(actual),
        missing_because=draw(WORDS) if actual is None else "",
        achievement=draw(PERCENT) if can_be_known else None,
        category=draw(st.sampled_from(["", "Sangat tinggi", "AA", "Sangat Baik"])),
        why=draw(st.sampled_from(["", "Capaian tidak dapat dihitung. Targetnya nol."])),
    )


@st.composite
def monies(draw: st.DrawFn) -> MoneyFacts:
    return MoneyFacts(
        code=draw(CODE),
        name=draw(WORDS),
        level=draw(st.sampled_from(["program", "kegiatan", "sub-kegiatan"])),
        ceiling=draw(SUM),
        spent=draw(SUM),
        absorption=draw(PERCENT),
        supports=tuple(draw(st.lists(CODE, max_size=3))),
    )


@st.composite
def indicators(draw: st.DrawFn) -> IndicatorFacts:
    return IndicatorFacts(
        code=draw(CODE),
        name=draw(WORDS),
        unit=draw(st.sampled_from(["%", "persen", "", "anak", "Rp", "per 1.000 jiwa", "indeks"])),
        polarity=draw(st.sampled_from(Polarity)),
        is_key=draw(st.booleans()),
        owner=draw(WORDS),
        now=draw(figures(2026)),
        agreement=draw(st.sampled_from(["", "12", "1 : 4", "BB", "80–90"])),
        basis=draw(st.sampled_from(["", "Renstra", "Perjanjian Kinerja Perubahan"])),
        before=tuple(draw(figures(year)) for year in range(draw(st.integers(2022, 2026)), 2026)),
        plan_end=draw(st.none() | figures(draw(st.integers(2025, 2029)))),
        progress=draw(PERCENT),
        standard=draw(st.sampled_from(["", "40", "BB", "ya"])),
        standard_source=draw(WORDS),
        standard_gap=draw(st.sampled_from(["", "lebih baik", "setara", "di bawah"])),
        causes=draw(WORDS),
        obstacles=draw(WORDS),
        efforts=draw(WORDS),
        follow_up=draw(WORDS),
        money=tuple(draw(st.lists(monies(), max_size=6))),
        absorption=draw(PERCENT),
        efficiency=draw(st.sampled_from(["", "Efisien", "Tidak dapat dihitung"])),
        efficiency_why=draw(WORDS),
    )


@st.composite
def objectives(draw: st.DrawFn) -> ObjectiveFacts:
    return ObjectiveFacts(
        code=draw(CODE),
        text=draw(WORDS),
        goal=draw(WORDS),
        indicators=tuple(draw(st.lists(indicators(), max_size=3))),
        mean=draw(PERCENT),
        category=draw(WORDS),
        mean_why=draw(WORDS),
    )


@st.composite
def preparations(draw: st.DrawFn) -> PreparationFacts:
    earlier = EarlierFacts(
        year=2025,
        is_finished=draw(st.booleans()),
        steps=12,
        span="31 hari kerja",
        standard="20 hari kerja dan 3 jam 15 menit",
        late=tuple(draw(st.lists(WORDS, max_size=6))),
        waited_at=draw(WORDS),
        waited=draw(st.sampled_from(["", "2 jam kerja 5 menit"])),
        returns=draw(st.integers(0, 3)),
    )
    return PreparationFacts(
        sop=draw(WORDS),
        steps=draw(st.integers(0, 20)),
        team=draw(WORDS),
        is_seated=draw(st.booleans()),
        verifier=draw(WORDS),
        ratifier=draw(WORDS),
        asked=tuple(draw(st.lists(WORDS, max_size=15))),
        earlier=draw(st.sampled_from([None, earlier])),
    )


@st.composite
def reports(draw: st.DrawFn) -> ReportFacts:
    has_plan = draw(st.booleans())
    return ReportFacts(
        agency=draw(WORDS),
        government=draw(WORDS),
        year=2026,
        place=draw(WORDS),
        head=draw(WORDS),
        head_title=draw(WORDS),
        plan=draw(WORDS) if has_plan else "",
        plan_first=2023 if has_plan else 0,
        plan_last=2027 if has_plan else 0,
        goals=tuple(draw(st.lists(st.tuples(CODE, WORDS), max_size=8))),
        objectives=tuple(draw(st.lists(objectives(), max_size=3))),
        money=tuple(draw(st.lists(monies(), max_size=6))),
        ceiling=draw(SUM),
        spent=draw(SUM),
        absorption=draw(PERCENT),
        bidang=tuple(draw(st.lists(WORDS, max_size=4))),
        agreement_is_revised=draw(st.booleans()),
        decree=draw(WORDS),
        decree_date=draw(WORDS),
        preparation=draw(st.none() | preparations()),
    )


def faults(text: str) -> list[str]:
    return [what for what, pattern in BAD.items() if pattern.search(text)]


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(reports())
def test_no_facts_make_a_bad_sentence(facts: ReportFacts) -> None:
    told = drafts(facts)

    for each in told:
        assert each.text, each.key
        assert not faults(each.text), (each.key, faults(each.text), each.text)
        assert all("=" in figure for figure in each.figures)
    assert drafts(facts) == told
    assert all(remark.text and not faults(remark.text) for remark in remarks(facts))


@given(WORDS)
def test_tidying_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(WORDS)
def test_a_quoted_name_has_no_marks_within_marks(text: str) -> None:
    assert quoted(text)[1:-1].count("“") == 0


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Pendampingan usaha diberikan.", "pendampingan usaha diberikan."),
        ("BNN memperluas layanan.", "BNN memperluas layanan."),
        ("Bupati Contoh menetapkan aturan.", "Bupati Contoh menetapkan aturan."),
        ("Kabupaten Contoh dilanda banjir.", "Kabupaten Contoh dilanda banjir."),
        ("Triwulan I belum dimulai.", "triwulan I belum dimulai."),
        ("Inspektorat belum memeriksa.", "Inspektorat belum memeriksa."),
        ("Ratna menindaklanjuti.", "Ratna menindaklanjuti."),
        ("E-KTP belum dicetak.", "E-KTP belum dicetak."),
        ("Covid-19 menurun.", "Covid-19 menurun."),
        ("412 orang pindah.", "412 orang pindah."),
        ("“Sapa Warga” dihentikan.", "“Sapa Warga” dihentikan."),
    ],
)
def test_a_capital_stays_only_with_a_name(typed: str, told: str) -> None:
    assert lower_first(typed, frozenset({"Ratna"})) == told


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("  dua   spasi ", "dua spasi."),
        ("satu\n- dua\n2. tiga;", "satu. dua. tiga."),
        ("-", ""),
        ("…", ""),
        ("menunggu BPS ..", "menunggu BPS."),
        ("dan lain-lain...", "dan lain-lain…"),
        ("kosong () di sini", "kosong di sini."),
        ("apa , lalu ;", "apa, lalu."),
        ("selesai!", "selesai!"),
        ("-12,5 persen", "-12,5 persen."),
    ],
)
def test_what_people_type_becomes_sentences(typed: str, told: str) -> None:
    assert said(typed) == told


def test_the_first_sentence_does_not_end_at_a_short_form() -> None:
    told = "Data Kab. Contoh terlambat. Lalu dilengkapi."

    assert first_sentence(told) == "Data Kab. Contoh terlambat."
    assert first_sentence("Naik 3,5 persen. Lalu turun.") == "Naik 3,5 persen."


def test_a_name_of_600_characters_stands_once_in_full_and_short_elsewhere() -> None:
    long = " ".join(["persentase pelayanan kesejahteraan sosial"] * 15)[:600].strip()
    first, *others = rich().objectives
    named = replace(first.indicators[2], name=long)
    unmet = replace(named, now=replace(named.now, achievement=Decimal("10.00"), number=Decimal(30)))
    objective = replace(first, indicators=(*first.indicators[:2], unmet, first.indicators[3]))
    told = drafts(replace(rich(), objectives=(objective, *others)))

    assert [each.key for each in told if long in each.text] == ["3.S1.3.tahun-ini"]
    assert f"{shortened(long)} (S1.3" in next(
        each.text for each in told if each.key == "ikhtisar.lanjutan"
    )


def test_what_people_typed_is_no_template() -> None:
    first, *others = rich().objectives
    odd = replace(first.indicators[0], causes="Nilai {said} dan {owner} {0} tetap.")
    objective = replace(first, indicators=(odd, *first.indicators[1:]))
    told = {each.key: each for each in drafts(replace(rich(), objectives=(objective, *others)))}

    assert "nilai {said} dan {owner} {0} tetap." in told["3.S1.1.penyebab"].text


def test_four_hundred_indicators_take_no_time_to_speak_of() -> None:
    """About 3000 paragraphs. The bound is loose: a machine of a tenth of the speed passes."""
    first, *_ = rich().objectives
    many = tuple(
        replace(first.indicators[at % 4], code=f"S1.{at}", name=f"Indikator nomor {at}")
        for at in range(400)
    )
    facts = replace(rich(), objectives=(replace(first, indicators=many),))
    begun = time.perf_counter()
    told = drafts(facts)

    assert len(told) > 2800
    assert time.perf_counter() - begun < 10
    closing = next(each for each in told if each.key == "3.S1.penutup")
    assert len(closing.text) < 600


def test_each_place_to_write_has_the_shape_that_the_panel_finds() -> None:
    found = [each for text in drafts(rich()) for each in PLACEHOLDER.findall(text.text)]

    assert found
    assert all(each.startswith("[Tuliskan ") and each.endswith("]") for each in found)


def test_numbers_are_shown_the_indonesian_way() -> None:
    text = " ".join(each.text for each in drafts(rich()))

    assert not re.search(r"\d\.\d{1,2}%", text)
    assert not re.search(r"(?<!poin )\bpersen\b", text)
    assert numbers.show(Decimal("17172896810")) in text
