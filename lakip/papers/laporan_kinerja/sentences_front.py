"""Kata pengantar and ikhtisar eksekutif: the first pages, and for many readers the only ones."""

from lakip.papers.laporan_kinerja.facts import IndicatorFacts, ReportFacts
from lakip.papers.laporan_kinerja.sentences_drafted import Drafted, Noted
from lakip.papers.laporan_kinerja.sentences_indicator import (
    achievement_of,
    actual_of,
    names_of,
    target_of,
)
from lakip.papers.laporan_kinerja.sentences_opening import agency
from lakip.papers.laporan_kinerja.sentences_tally import (
    Tally,
    counted,
    money,
    strongest_and_weakest,
    tally,
)
from lakip.papers.laporan_kinerja.sentences_words import (
    bare_name,
    code,
    first_sentence,
    listed,
    lower_first,
    said,
    shortened,
)

MOST_LEADING, MOST_MISSED = 3, 3

PREFACE = (
    "Puji syukur kami panjatkan ke hadirat Tuhan Yang Maha Esa atas tersusunnya Laporan Kinerja "
    "{agency} tahun {year}.",
    "Laporan ini merupakan pertanggungjawaban atas pelaksanaan Perjanjian Kinerja tahun {year}, "
    "sebagaimana diamanatkan Peraturan Presiden Nomor 29 Tahun 2014 tentang Sistem Akuntabilitas "
    "Kinerja Instansi Pemerintah. Di dalamnya disajikan target, realisasi, dan capaian setiap "
    "indikator, perbandingannya dengan tahun-tahun sebelumnya dan dengan target Renstra, serta "
    "realisasi anggaran. Target yang belum tercapai dan data yang belum tersedia dinyatakan apa "
    "adanya.",
    "Kami mengucapkan terima kasih kepada semua pihak yang telah membantu penyusunan laporan ini. "
    "Saran dan masukan kami harapkan agar kinerja {agency} pada tahun-tahun mendatang semakin "
    "baik.",
)

MEASURED = (
    "Kinerja {agency} tahun {year} diukur dengan {indicators} indikator pada {objectives} sasaran."
)
NOT_MEASURED = "Indikator kinerja {agency} untuk tahun {year} belum tercatat."
LEADING = "Di antara {kind}, {figures}."
ONE_LEADING = "Pada {kind}, {figures}."
FIGURE = "{name} terealisasi {actual} dari target {target}"
MISSED = "Target yang belum tercapai adalah {missed}."
MISSED_FIGURE = "{name} ({code}, capaian {achievement})"
ALL_MET = "Tidak ada target terukur yang belum tercapai."
NOT_TOLD = "Karena itu belum dapat disimpulkan target mana yang tercapai."
WHY = "Mengenai indikator {code}, {owner} menjelaskan: {said}"
WHY_UNOWNED = "Penyebab pada indikator {code}: {said}"
NEXT = "Tindak lanjut yang direncanakan untuk indikator {code}: {said}"
NEXT_OF_ALL = "Langkah perbaikan untuk tahun berikutnya diuraikan pada Bab IV."


def preface(facts: ReportFacts) -> tuple[Drafted, ...]:
    """Kata pengantar; place, date and the head's name follow it in the layout."""
    return tuple(
        Drafted(key=f"kata-pengantar.{at}", text=text.format(agency=agency(facts), year=facts.year))
        for at, text in enumerate(PREFACE, start=1)
    )


def summary(facts: ReportFacts) -> tuple[Drafted, ...]:
    """Ikhtisar eksekutif in two paragraphs: what came of the year; what failed, why, what follows.

    Five to eight sentences.
    """
    found = tally(facts)
    results, rest = Noted(), Noted()
    return (
        results.drafted(
            "ikhtisar.hasil",
            _measured(results, facts),
            counted(results, found) if facts.indicators else "",
            strongest_and_weakest(results, facts.objectives, facts.year),
            _leading(results, facts),
        ),
        rest.drafted(
            "ikhtisar.lanjutan",
            _missed(rest, found),
            _why(rest, facts, found),
            money(rest, facts),
            _next(rest, facts, found),
        ),
    )


def _measured(note: Noted, facts: ReportFacts) -> str:
    if not facts.indicators:
        return NOT_MEASURED.format(agency=agency(facts), year=facts.year)
    return MEASURED.format(
        agency=agency(facts),
        year=facts.year,
        indicators=note("jumlah/indikator", len(facts.indicators)),
        objectives=note("jumlah/sasaran", len(facts.objectives)),
    )


def _leading(note: Noted, facts: ReportFacts) -> str:
    """The first figures of the IKU; of any indicators where none is an IKU."""
    keys = [each for each in facts.known if each.is_key]
    chosen = (keys or list(facts.known))[:MOST_LEADING]
    chosen = [each for each in chosen if each.now.actual and each.now.target]
    if not chosen:
        return ""
    figures = listed(
        FIGURE.format(
            name=name_in_list(each),
            actual=actual_of(note, each, each.now),
            target=target_of(note, each, each.now),
        )
        for each in chosen
    )
    kind = "indikator kinerja utama" if keys else "indikator yang diukur"
    return (LEADING if len(chosen) > 1 else ONE_LEADING).format(kind=kind, figures=figures)


def name_in_list(each: IndicatorFacts) -> str:
    """An indicator in a list: its name, not too long, with a small letter where that is right."""
    return lower_first(shortened(each.name)) or f"indikator {code(each.code)}"


def _missed(note: Noted, found: Tally) -> str:
    if not found.known:
        return NOT_TOLD
    weakest = found.weakest_first
    if not weakest:
        return ALL_MET
    named = [
        MISSED_FIGURE.format(
            name=name_in_list(each),
            code=code(each.code),
            achievement=achievement_of(note, each, each.now),
        )
        for each in weakest[:MOST_MISSED]
    ]
    more = len(weakest) - len(named)
    if more:
        named.append(f"{note('jumlah/belum-tercapai-lainnya', more)} indikator lain")
    return MISSED.format(missed=listed(named))


def _why(note: Noted, facts: ReportFacts, found: Tally) -> str:
    """The first sentence of what was said about the weakest that anybody explained."""
    for each in found.weakest_first:
        words = first_sentence(said(each.causes))
        if words:
            note(f"{each.code}/{each.now.year}/penyebab", said(each.causes))
            owner = bare_name(each.owner)
            shape = WHY if owner else WHY_UNOWNED
            return shape.format(
                code=code(each.code), owner=owner, said=lower_first(words, names_of(facts))
            )
    return ""


def _next(note: Noted, facts: ReportFacts, found: Tally) -> str:
    for each in found.weakest_first:
        words = first_sentence(said(each.follow_up))
        if words:
            note(f"{each.code}/{each.now.year}/tindak-lanjut", said(each.follow_up))
            return NEXT.format(code=code(each.code), said=lower_first(words, names_of(facts)))
    return NEXT_OF_ALL
