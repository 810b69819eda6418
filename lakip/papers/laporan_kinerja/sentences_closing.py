"""Bab IV: what is to be concluded, and what is to be done better, from what the bidang plan."""

from lakip.papers.laporan_kinerja.facts import IndicatorFacts, ReportFacts
from lakip.papers.laporan_kinerja.sentences_direction import is_met
from lakip.papers.laporan_kinerja.sentences_drafted import Drafted, Noted, to_write
from lakip.papers.laporan_kinerja.sentences_indicator import achievement_of, names_of
from lakip.papers.laporan_kinerja.sentences_objective import codes
from lakip.papers.laporan_kinerja.sentences_opening import agency
from lakip.papers.laporan_kinerja.sentences_tally import (
    categories,
    counted,
    money,
    strongest_and_weakest,
    tally,
)
from lakip.papers.laporan_kinerja.sentences_words import (
    code,
    lower_first,
    said,
)

MEASURED = (
    "Pada tahun {year}, kinerja {agency} diukur dengan {indicators} indikator pada {objectives} "
    "sasaran."
)
NOT_MEASURED = (
    "Kinerja {agency} tahun {year} belum dapat disimpulkan karena indikatornya belum tercatat."
)
MISSED = "Indikator yang belum mencapai target adalah {codes}."
STEPS = (
    "Untuk memperbaiki kinerja pada tahun berikutnya, langkah yang direncanakan adalah sebagai "
    "berikut."
)
STEP = {
    True: "Indikator {code}, yang mencapai target dengan capaian {achievement}: {said}",
    False: "Indikator {code}, yang belum mencapai target dengan capaian {achievement}: {said}",
    None: "Indikator {code}, yang belum mempunyai capaian: {said}",
}
TO_COMPLETE = "Indikator {code}, yang belum mempunyai capaian: {lacking} perlu dilengkapi."
BOTH, TARGET, ACTUAL = "target dan realisasinya", "targetnya", "realisasinya"
NO_STEP = "langkah perbaikan untuk indikator {code}"
NO_STEPS = "langkah untuk meningkatkan kinerja pada tahun berikutnya"
LAST = (
    "Demikian Laporan Kinerja {agency} tahun {year} disusun sebagai pertanggungjawaban kinerja "
    "dan bahan perbaikan pada tahun berikutnya."
)


def conclusion(facts: ReportFacts) -> tuple[Drafted, ...]:
    """Simpulan: how many targets were reached, in which categories, with what money."""
    found, year = tally(facts), facts.year
    if not facts.indicators:
        note = Noted()
        return (
            note.drafted(
                "4.simpulan.kinerja", NOT_MEASURED.format(agency=agency(facts), year=year)
            ),
            note.drafted("4.simpulan.anggaran", money(note, facts)),
        )
    results, means = Noted(), Noted()
    measured = MEASURED.format(
        year=year,
        agency=agency(facts),
        indicators=results("jumlah/indikator", len(facts.indicators)),
        objectives=results("jumlah/sasaran", len(facts.objectives)),
    )
    named = results("jumlah/belum-tercapai-kode", codes(found.missed))
    missed = MISSED.format(codes=named) if named else ""
    return (
        results.drafted(
            "4.simpulan.kinerja",
            measured,
            counted(results, found),
            missed,
            categories(results, found),
        ),
        means.drafted(
            "4.simpulan.anggaran",
            strongest_and_weakest(means, facts.objectives, year),
            money(means, facts),
        ),
    )


def steps(facts: ReportFacts) -> tuple[Drafted, ...]:
    """Langkah perbaikan: an opening, then one for each that needs or plans one."""
    found = [step for each in facts.indicators if (step := _step(facts, each))]
    if not found:
        return (Drafted(key="4.langkah", text=to_write(NO_STEPS)),)
    return (Drafted(key="4.langkah", text=STEPS), *found)


def _step(facts: ReportFacts, each: IndicatorFacts) -> Drafted | None:
    note = Noted()
    # The last part of a key has no full stop, so that what stands before it is its place.
    key = f"4.langkah.{each.code.replace('.', '-')}"
    met, words = is_met(each), said(each.follow_up)
    achievement = achievement_of(note, each, each.now)
    if words:
        note(f"{each.code}/{each.now.year}/tindak-lanjut", words)
        told = STEP[met].format(
            code=code(each.code), achievement=achievement, said=lower_first(words, names_of(facts))
        )
        return note.drafted(key, told)
    if met is False:
        place = to_write(NO_STEP.format(code=code(each.code)))
        return note.drafted(
            key, STEP[met].format(code=code(each.code), achievement=achievement, said=place)
        )
    lacking = _lacking(each)
    if met is None and lacking:
        return note.drafted(key, TO_COMPLETE.format(code=code(each.code), lacking=lacking))
    return None


def _lacking(each: IndicatorFacts) -> str:
    if not each.now.target and not each.now.actual:
        return BOTH
    if not each.now.target:
        return TARGET
    return "" if each.now.actual else ACTUAL


def last_words(facts: ReportFacts) -> Drafted:
    """The sentence that closes the report."""
    return Drafted(key="4.penutup", text=LAST.format(agency=agency(facts), year=facts.year))
