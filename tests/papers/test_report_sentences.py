"""The report's sentences, as stories: better is better, worse is worse, and missing is missing."""

from dataclasses import replace
from decimal import Decimal

from lakip.papers.laporan_kinerja.facts import IndicatorFacts, ReportFacts, YearFigure
from lakip.papers.laporan_kinerja.sentences import (
    causes,
    earlier_years,
    efficiency,
    national,
    objective_closing,
    plan_end,
    plan_summary,
    revision,
    this_year,
)
from lakip.papers.laporan_kinerja.sentences_direction import Standing, change, is_met
from lakip.papers.laporan_kinerja.sentences_indicator import PLAN, REVISED
from lakip.papers.laporan_kinerja.sentences_standing import NO_STANDARD
from lakip.performance.formulas import Polarity
from lakip.performance.planning import Target
from tests.papers.report_sentences_sample import YEAR, one_of, poor, rich, with_now


def year_of(year: int, actual: str, target: str = "") -> YearFigure:
    """A plain figure of an earlier year."""
    return YearFigure(
        year=year,
        target=target,
        target_number=_number(target),
        actual=actual,
        number=_number(actual),
    )


def _number(text: str) -> Decimal | None:
    return Decimal(text.replace(",", ".")) if text else None


def reached(each: IndicatorFacts, actual: str) -> IndicatorFacts:
    """The indicator with another plain actual this year."""
    return with_now(each, actual=actual, number=_number(actual))


def test_a_falling_relapse_rate_is_better() -> None:
    text = earlier_years(rich(), one_of(rich(), "S1.4")).text

    assert "turun 4,62 poin persen dari 23,1% menjadi 18,48%, yang berarti membaik" in text
    assert "semakin rendah semakin baik" in text
    assert "terus membaik sejak tahun 2023" in text
    assert "memburuk" not in text


def test_rising_poverty_is_worse() -> None:
    poverty = reached(one_of(rich(), "S2.2"), "11,3")
    text = earlier_years(rich(), poverty).text

    assert "naik 0,69 poin persen dari 10,61% menjadi 11,3%, yang berarti memburuk" in text
    assert "Arahnya tidak selalu sama" in text
    assert "membaik" not in text
    assert "lebih tinggi dari target, yang berarti target belum tercapai" in (
        this_year(rich(), poverty).text
    )


def test_a_rising_number_of_helped_children_is_better() -> None:
    text = earlier_years(rich(), one_of(rich(), "S1.2")).text

    assert "naik 23 anak dari 228 anak menjadi 251 anak, yang berarti membaik" in text


def test_a_better_year_with_a_lower_achievement_is_not_called_worse() -> None:
    text = earlier_years(rich(), one_of(rich(), "S2.1")).text

    assert "Walaupun realisasinya membaik, capaiannya turun dari 99,52% menjadi 98,28%" in text


def test_what_should_stay_near_its_target_is_judged_by_nearness() -> None:
    text = earlier_years(rich(), one_of(rich(), "S5.3")).text

    assert "lebih jauh dari target" in text
    assert "semakin" not in text
    assert (
        "menyimpang 1,4 poin persen dari target" in this_year(rich(), one_of(rich(), "S5.3")).text
    )


def test_crossing_the_target_by_as_much_is_neither_better_nor_a_course() -> None:
    quota = replace(
        one_of(rich(), "S5.3"), before=(year_of(2024, "98", "100"), year_of(2025, "101", "100"))
    )
    text = earlier_years(rich(), reached(quota, "102")).text

    assert "lebih jauh dari target" in text
    assert "hasilnya" not in text
    assert "tidak berubah" not in text


def test_an_unchanged_figure_is_said_to_be_the_same() -> None:
    text = earlier_years(rich(), one_of(rich(), "S5.1")).text

    assert "Realisasi tahun 2026 sama dengan tahun 2025, yaitu BB." in text
    assert "tidak pernah memburuk" in text


def test_a_lower_grade_is_worse_whatever_the_direction_says() -> None:
    grade = replace(one_of(rich(), "S5.1"), polarity=Polarity.MINIMIZE)
    fallen = with_now(grade, actual="B", number=Decimal(4))

    assert "turun dari BB menjadi B, yang berarti memburuk" in earlier_years(rich(), fallen).text
    assert change(grade.before[-1], fallen.now, fallen.polarity) is Standing.WORSE


def test_a_missing_actual_is_said_with_its_reason_and_is_not_zero() -> None:
    opinion = one_of(rich(), "S5.4")
    text = this_year(rich(), opinion).text

    assert (
        "belum ada data: laporan hasil pemeriksaan baru terbit pada bulan Maret. Karena itu "
        "capaiannya belum dapat dihitung dan tidak dianggap nol." in text
    )
    assert "belum dapat dibandingkan dengan tahun 2025, yang realisasinya WTP" in (
        earlier_years(rich(), opinion).text
    )
    assert "tingkat kemajuannya belum dapat dihitung" in plan_end(rich(), opinion).text
    assert "0" not in text.replace(str(YEAR), "")


def test_a_missing_actual_without_a_reason_has_no_dangling_colon() -> None:
    silent = with_now(one_of(rich(), "S5.4"), missing_because=" - ")

    assert "Realisasinya belum ada data. Karena itu" in this_year(rich(), silent).text


def test_a_missing_target_gives_no_achievement() -> None:
    visits = with_now(
        one_of(poor(), "S1.3"), target="", target_number=None, achievement=None, category=""
    )
    text = this_year(poor(), visits).text

    assert "adalah 24.187 kunjungan" in text
    assert "Target tahun 2026 belum ditetapkan" in text


def test_one_earlier_year_is_compared_and_makes_no_course() -> None:
    text = earlier_years(poor(), one_of(poor(), "S1.1")).text

    assert "naik 2,6 poin dari 59,8 menjadi 62,4" in text
    assert "Perkembangannya" not in text


def test_no_earlier_year_is_said() -> None:
    text = earlier_years(poor(), one_of(poor(), "S1.3")).text

    assert text.startswith("Realisasi tahun-tahun sebelumnya belum ada data")


def test_the_first_year_of_a_plan_has_no_year_before() -> None:
    facts = replace(rich(), plan_first=YEAR)
    first = replace(one_of(rich(), "S1.1"), before=())

    assert "tahun pertama Renstra" in earlier_years(facts, first).text


def test_a_year_without_data_is_a_gap_and_is_compared_with_the_year_before_it() -> None:
    gap = YearFigure(year=2025, missing_because="Survei tidak dilaksanakan")
    each = one_of(rich(), "S5.2")
    text = earlier_years(rich(), replace(each, before=(*each.before[:2], gap))).text

    assert "Realisasi tahun 2025 belum ada data: survei tidak dilaksanakan." in text
    assert "Dibandingkan tahun 2024, realisasi naik 2,41 poin" in text
    assert "tahun 2025 belum ada data." in text.rsplit("Perkembangannya", 1)[1]


def test_the_end_of_the_plan_is_seen_in_the_indicators_direction() -> None:
    rate = plan_end(rich(), one_of(rich(), "S1.4")).text
    share = plan_end(rich(), one_of(rich(), "S1.1")).text

    assert "tingkat kemajuan 97,33%. Untuk mencapainya, realisasi masih harus turun 0,48" in rate
    assert "masih harus naik 2,99 poin persen dalam 1 tahun" in share
    assert "sudah terlampaui" in plan_end(rich(), one_of(rich(), "S5.5")).text


def test_the_last_year_of_the_plan_is_a_verdict() -> None:
    each = one_of(rich(), "S2.1")
    assert each.plan_end is not None
    last = replace(each, plan_end=replace(each.plan_end, year=YEAR))

    assert plan_end(rich(), last).text.endswith(
        "Tahun 2026 adalah tahun terakhir Renstra, dan target akhirnya belum tercapai."
    )


def test_without_a_plan_nothing_is_compared_with_its_end() -> None:
    facts = replace(rich(), plan="", plan_first=0, plan_last=0)
    each = replace(one_of(rich(), "S1.1"), plan_end=None, progress=None)

    assert "Renstra yang berlaku pada tahun 2026 belum tercatat" in plan_end(facts, each).text
    assert not plan_summary(facts)[0].is_written


def test_the_national_standard_is_better_worse_or_none() -> None:
    assert national(rich(), one_of(rich(), "S1.2")).text == NO_STANDARD
    assert "lebih baik dari standar nasional, dengan selisih 3,01 poin persen" in (
        national(rich(), one_of(rich(), "S1.1")).text
    )
    # Poverty above the national figure is worse, though the number is higher.
    assert "belum sebaik standar nasional" in national(rich(), one_of(rich(), "S2.2")).text
    assert "setara" in national(rich(), one_of(rich(), "S4.1")).text


def test_near_the_target_is_best_so_a_standard_is_neither_better_nor_worse() -> None:
    steady = replace(one_of(rich(), "S5.3"), standard="99", standard_gap="lebih baik")

    assert "belum dapat dinilai terhadap standar" in national(rich(), steady).text


def test_a_target_of_zero_cases_is_reached_or_missed() -> None:
    complaints = one_of(rich(), "S2.3")

    assert "Target nol itu tercapai" in this_year(rich(), complaints).text
    missed = with_now(
        complaints, actual="2", number=Decimal(2), achievement=Decimal(0), category="Sangat rendah"
    )
    assert "Target nol itu belum tercapai" in this_year(rich(), missed).text
    assert "0,00%" in this_year(rich(), missed).text


def test_ranges_ratios_grades_and_yes_are_said_as_people_say_them() -> None:
    said = {code: this_year(rich(), one_of(rich(), code)).text for code in ("S1.3", "S3.3", "S4.3")}

    assert "ditargetkan 1 : 18 dan terealisasi 1 : 17,9" in said["S1.3"]
    assert "7–8 hari kerja dan terealisasi 6,5 hari kerja" in said["S3.3"]
    assert "di bawah rentang target, yang berarti lebih baik" in said["S3.3"]
    assert "ditargetkan “ya” dan terealisasi “ya”" in said["S4.3"]


def test_a_target_made_easier_in_the_revised_agreement_is_said_so() -> None:
    people = this_year(rich(), one_of(rich(), "S3.2")).text
    poverty = this_year(rich(), one_of(rich(), "S2.2")).text

    assert "diturunkan dalam Perjanjian Kinerja Perubahan dari semula 160 orang" in people
    assert people.endswith("sehingga lebih ringan.")
    # A higher target for poverty is the easier one.
    assert "dinaikkan dalam Perjanjian Kinerja Perubahan dari semula 10%" in poverty
    assert poverty.endswith("sehingga lebih ringan.")
    (changed,) = revision(rich())
    assert "target indikator S3.2 diturunkan dari 160 orang menjadi 150 orang" in changed.text


def test_a_target_from_the_plan_is_said_to_be_that() -> None:
    planned = replace(one_of(rich(), "S1.1"), basis=PLAN)

    assert "diambil dari Renstra" in this_year(rich(), planned).text


def test_the_names_of_agreements_are_those_of_the_data() -> None:
    assert Target.Basis.REVISED.label == REVISED
    assert Target.Basis.PLAN.label == PLAN


def test_short_of_the_target_by_a_hair_is_short_though_it_prints_as_full() -> None:
    close = with_now(
        one_of(rich(), "S2.1"),
        actual="86,999",
        number=Decimal("86.999"),
        achievement=Decimal("100.00"),
    )

    assert is_met(close) is False
    assert "belum mencapai target" in this_year(rich(), close).text


def test_what_the_bidang_said_is_quoted_and_nothing_is_concluded_from_it() -> None:
    text = causes(rich(), one_of(rich(), "S2.2")).text

    assert text == (
        "Penyebab hasil ini menurut Badan Pusat Statistik Kabupaten Contoh: harga pangan naik "
        "pada semester I."
    )


def test_unexplained_results_leave_a_place_to_write() -> None:
    assert not causes(rich(), one_of(rich(), "S4.3")).is_written
    # A missed target without any effort or follow-up needs a solution, too.
    assert "[Tuliskan solusi" in causes(rich(), one_of(rich(), "S5.3")).text
    # Nothing is there to explain before there is a figure.
    assert causes(poor(), one_of(poor(), "S1.2")).is_written


def test_money_that_supports_several_indicators_is_said_to() -> None:
    text = efficiency(rich(), one_of(rich(), "S1.1")).text

    assert "terserap 96,78%, sedangkan capaian kinerjanya 102,40%" in text
    assert "juga mendukung 3 indikator lain" in text


def test_efficiency_without_money_or_achievement_is_not_guessed() -> None:
    unsupported = efficiency(rich(), one_of(rich(), "S5.2")).text
    without = replace(
        one_of(rich(), "S1.1"),
        now=YearFigure(year=YEAR, target="42"),
        efficiency="Tidak dapat dihitung",
        efficiency_why="Efisiensi tidak dapat dihitung karena capaiannya belum ada.",
    )

    assert "belum dapat dihitung" in unsupported
    assert efficiency(rich(), without).text == without.efficiency_why


def test_a_sasaran_closes_with_its_mean_and_how_many_are_missing() -> None:
    text = objective_closing(rich(), rich().objectives[4]).text

    assert text == (
        "Rata-rata capaian 4 indikator pada sasaran ini adalah 105,70%, termasuk kategori sangat "
        "tinggi. Dari 4 indikator yang dapat dihitung, 2 mencapai target, sedangkan 2 belum: S5.2 "
        "dan S5.3. Satu indikator belum mempunyai capaian dan tidak dihitung nol: S5.4."
    )


def test_a_sasaran_of_which_nothing_is_known_has_no_mean() -> None:
    objective = poor().objectives[0]
    missing = tuple(each for each in objective.indicators if each.now.achievement is None)
    closing = objective_closing(poor(), replace(objective, indicators=missing, mean=None)).text

    assert "belum dapat dihitung karena belum ada indikator yang mempunyai capaian" in closing
    assert "Sebanyak 2 indikator belum mempunyai capaian" in closing


def test_nothing_at_all_is_a_plain_report_too() -> None:
    empty = ReportFacts(agency="Dinas Baru", government="Pemerintah Kota Contoh", year=YEAR)

    assert "belum tercatat" in plan_summary(empty)[0].text
