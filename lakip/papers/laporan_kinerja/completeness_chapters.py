"""The chapters around the seven analyses: front matter, Bab I, II, III.B, IV and the annexes.

Source: PermenPANRB 53/2014, Lampiran II. The front matter is not in it, but evaluators expect it.
"""

from collections.abc import Sequence
from dataclasses import replace

from lakip.papers.laporan_kinerja import tables, tables_annexes
from lakip.papers.laporan_kinerja.circumstances import Circumstances
from lakip.papers.laporan_kinerja.completeness_elements import (
    CONTENT,
    Element,
    Goal,
    Lack,
    State,
    judged,
    named,
    told,
)
from lakip.papers.laporan_kinerja.completeness_indicator import planned
from lakip.papers.laporan_kinerja.completeness_reading import Reading
from lakip.papers.laporan_kinerja.facts import IndicatorFacts, ReportFacts
from lakip.papers.laporan_kinerja.sentences_indicator import PLAN
from lakip.papers.laporan_kinerja.sentences_preparation import PLACE as PREPARATION

INTRODUCTION = (
    "1.latar-belakang",
    "1.dasar-hukum",
    "1.maksud-tujuan",
    "1.organisasi",
    "1.isu-strategis",
    "1.sistematika",
)
CLOSING = ("4.simpulan", "4.langkah", "4.penutup")
LISTS = ("isi", "tabel", "gambar")
REVIEWED = "telah direviu"

NO_COVER = "halaman sampul belum ada"
NO_LISTS = "belum ada {lists}"
NO_PLAN = "Renstra yang berlaku pada tahun {year} belum dicatat"
NO_INDICATOR = "indikator kinerja tahun {year} belum dicatat"
NOT_AGREED = "belum mempunyai target Perjanjian Kinerja"
NO_AGREEMENT_TABLE = "tabel Perjanjian Kinerja belum memuat semua indikator"
NO_POLICY = "cara menghitung capaian belum ditetapkan"
NO_OBJECTIVE = "sasaran tahun {year} belum dicatat"
NO_BUDGET = "anggaran tahun {year} belum dicatat"
NO_CEILING, NO_SPENDING = "belum mempunyai pagu", "belum mempunyai realisasi anggaran"
NO_BUDGET_TABLE = "tabel pagu dan realisasi anggaran belum ada"
NOT_REVIEWED = "Pernyataan ini baru dimuat setelah hasil reviu dicatat."
STATEMENT_BESIDE = "sudah ditandatangani; surat tersendiri yang menyertai laporan"
NO_STATEMENT = "reviu sudah dicatat, tetapi pernyataannya belum dimuat"
NOT_ATTACHED = "Perjanjian Kinerja belum dilampirkan"
NO_MEASUREMENT = "tabel Pengukuran Kinerja belum memuat semua indikator"
NO_TEAM = "tim penyusun belum ditetapkan dengan SK"
NO_OTHERS = "Tidak ada lampiran lain; PermenPANRB 53/2014 tidak mewajibkannya."

THE_PLAN = Goal(kind="rencana", name="renstra", label="Rencana kinerja")
THE_AGREEMENT = Goal(kind="rencana", name="perjanjian-kinerja", label="Perjanjian Kinerja")
THE_BUDGET = Goal(kind="anggaran", name="", label="Pagu dan realisasi anggaran")
THE_DOCUMENT = Goal(kind="periksa", name="dokumen", label="Susunan laporan")
THE_TEAM = Goal(kind="periksa", name="tim", label="Tim penyusun")


def is_agreed(each: IndicatorFacts) -> bool:
    """Whether the target that counts is one of the agreement, first or revised."""
    return bool(each.now.target) and each.basis != PLAN


def front(
    facts: ReportFacts, reading: Reading, circumstances: Circumstances
) -> tuple[Element, ...]:
    """Cover, kata pengantar, the statement of the review, ikhtisar, and the lists."""
    cover = [] if reading.has_cover else [NO_COVER]
    lists = [f"daftar {kind}" for kind in LISTS if kind not in reading.lists]
    return (
        judged("depan.sampul", "Halaman sampul", lacking=cover, goals=[THE_DOCUMENT], found="ada"),
        _words(reading, "depan.kata-pengantar", "Kata Pengantar", ("kata-pengantar",)),
        _statement(facts, reading, circumstances),
        _words(reading, "depan.ikhtisar", "Ikhtisar Eksekutif", ("ikhtisar",)),
        judged(
            "depan.daftar-isi",
            "Daftar isi, tabel, dan gambar",
            lacking=[NO_LISTS.format(lists=", ".join(lists))] if lists else [],
            goals=[THE_DOCUMENT],
            found="ketiganya ada",
        ),
    )


def _statement(facts: ReportFacts, reading: Reading, circumstances: Circumstances) -> Element:
    code, title = "depan.pernyataan-reviu", "Pernyataan Telah Direviu"
    if not circumstances.is_reviewed and facts.review is None:
        return _not_asked(code, title, NOT_REVIEWED)
    if circumstances.is_reviewed and circumstances.statement_is_beside:
        return judged(code, title, lacking=[], goals=[], found=STATEMENT_BESIDE)
    is_there = any(REVIEWED in heading.casefold() for heading in reading.headings)
    lacking = [] if is_there else [NO_STATEMENT]
    return judged(code, title, lacking=lacking, goals=[THE_DOCUMENT], found="ada")


def _words(reading: Reading, code: str, title: str, places: Sequence[str]) -> Element:
    """An element that is nothing but words."""
    return judged(
        code,
        title,
        lacking=_lacking(reading, places),
        goals=_goals(reading, places),
        found="sudah ditulis",
    )


def _lacking(reading: Reading, places: Sequence[str]) -> list[str]:
    lacks = ((reading.title(place), reading.lack(place)) for place in places)
    return [f"“{title}” {lack}" for title, lack in lacks if lack]


def _goals(reading: Reading, places: Sequence[str]) -> list[Goal]:
    return [reading.to_write(place) for place in places if reading.lack(place)]


def introduction(facts: ReportFacts, reading: Reading) -> Element:
    """Bab I: who the agency is, with its strategic issues, and how the report is made."""
    made = (PREPARATION,) if facts.preparation else ()
    return _words(reading, "I", "Pendahuluan", (*INTRODUCTION, *made))


def planning(facts: ReportFacts, reading: Reading) -> tuple[Element, ...]:
    """Bab II: the Renstra in short, the agreement of the year, and how achievement is computed."""
    has_plan = bool(facts.plan or facts.plan_last)
    policy = [] if facts.policy else [NO_POLICY]
    return (
        judged(
            "II.A",
            "Ringkasan Rencana Strategis",
            lacking=[
                *([] if has_plan else [NO_PLAN.format(year=facts.year)]),
                *_lacking(reading, ("2.renstra",)),
            ],
            goals=[*([] if has_plan else [THE_PLAN]), *_goals(reading, ("2.renstra",))],
            found="sudah ditulis",
        ),
        _agreement(facts, reading),
        judged(
            "II.C",
            "Cara menghitung capaian",
            lacking=policy,
            goals=[Goal(kind="periksa", name="dokumen", label="Kebijakan penghitungan capaian")],
            found="dijelaskan",
        ),
    )


def _agreement(facts: ReportFacts, reading: Reading) -> Element:
    places = ["2.perjanjian-kinerja"]
    if facts.agreement_is_revised:
        places.append("2.perubahan")
    missing = [each for each in facts.indicators if not is_agreed(each)]
    lacks = [Lack(code=each.code, what=NOT_AGREED, goal=planned(each)) for each in missing]
    lacking = [told(lacks, of=len(facts.indicators)), *_lacking(reading, places)]
    goals = [*(lack.goal for lack in lacks), *_goals(reading, places)]
    if not facts.indicators:
        lacking.insert(0, NO_INDICATOR.format(year=facts.year))
        goals.insert(0, THE_PLAN)
    elif not _is_in_table(facts, reading, in_annex=False):
        lacking.append(NO_AGREEMENT_TABLE)
        goals.append(THE_AGREEMENT)
    return judged(
        "II.B",
        "Perjanjian Kinerja",
        lacking=lacking,
        goals=goals,
        found=f"target {len(facts.indicators)} indikator dimuat",
    )


def _is_in_table(facts: ReportFacts, reading: Reading, *, in_annex: bool) -> bool:
    """Whether a table of the agreement holds every indicator by its code and name."""
    caption = tables.agreement(_without_rows(facts), number="").caption
    return all(
        reading.has_row(caption, f"{each.code} {each.name}", in_annex=in_annex)
        for each in facts.indicators
    )


def _without_rows(facts: ReportFacts) -> ReportFacts:
    """Facts enough for the caption of a table, which is all that is wanted of it."""
    return replace(facts, objectives=(), money=())


def objectives(facts: ReportFacts, reading: Reading) -> Element:
    """III.A: that each sasaran is introduced and concluded."""
    lacks = [
        Lack(
            code=each.code,
            what=f"{name}nya {lack}",
            goal=reading.to_write(f"3.{each.code}.{name}", of=each.code),
        )
        for each in facts.objectives
        for name in ("pembuka", "penutup")
        if (lack := reading.lack(f"3.{each.code}.{name}"))
    ]
    goals = [lack.goal for lack in lacks]
    lacking = [told(lacks, of=len(facts.objectives), unit="sasaran")]
    if not facts.objectives:
        lacking, goals = [NO_OBJECTIVE.format(year=facts.year)], [THE_PLAN]
    return judged(
        "III.A",
        "Capaian setiap sasaran",
        lacking=lacking,
        goals=goals,
        found=f"{len(facts.objectives)} sasaran diuraikan",
    )


def budget(facts: ReportFacts, reading: Reading) -> Element:
    """III.B: the money of the year, every programme with its ceiling and spending."""
    lacks = [
        Lack(code=one.code, what=what, goal=_spending(one.code))
        for what, unknown in (
            (NO_CEILING, [one for one in facts.money if one.ceiling is None]),
            (NO_SPENDING, [one for one in facts.money if one.spent is None]),
        )
        for one in unknown
    ]
    lacking = [told(lacks, of=len(facts.money), unit="program dan kegiatan")]
    goals = [lack.goal for lack in lacks]
    if not facts.money:
        lacking.append(NO_BUDGET.format(year=facts.year))
        goals.append(THE_BUDGET)
    elif not reading.has_table(tables.budget(_without_rows(facts), number="").caption):
        lacking.append(NO_BUDGET_TABLE)
        goals.append(THE_DOCUMENT)
    return judged(
        "III.B",
        "Realisasi Anggaran",
        lacking=[*lacking, *_lacking(reading, ("3.B",))],
        goals=[*goals, *_goals(reading, ("3.B",))],
        found=f"{len(facts.money)} program dan kegiatan dimuat",
    )


def _spending(code: str) -> Goal:
    return Goal(kind="anggaran", name=code, label=f"{code}: pagu dan realisasi anggaran")


def closing(reading: Reading) -> Element:
    """Bab IV: the conclusion, and the steps to do better."""
    return _words(reading, "IV", "Penutup", CLOSING)


def annexes(facts: ReportFacts, reading: Reading) -> tuple[Element, ...]:
    """The agreement, which is always asked for, and what evaluators look for besides."""
    others = (*facts.attachments, *(each.title for each in facts.pictures))
    team = [] if facts.team else [NO_TEAM]
    return (
        _attached_agreement(facts, reading),
        _measurement(facts, reading),
        judged(
            "Lampiran.3", "SK tim penyusun", lacking=team, goals=[THE_TEAM], found="susunan tim ada"
        ),
        judged("Lampiran.4", "Lampiran lain", lacking=[], goals=[], found=named(others))
        if others
        else _not_asked("Lampiran.4", "Lampiran lain", NO_OTHERS),
    )


def _attached_agreement(facts: ReportFacts, reading: Reading) -> Element:
    """The agreement's table among the annexes, or a file of the team with its name."""
    is_file = any("perjanjian kinerja" in title.casefold() for title in facts.attachments)
    is_table = bool(facts.indicators) and _is_in_table(facts, reading, in_annex=True)
    is_agreed_upon = any(is_agreed(each) for each in facts.indicators)
    lacking = [] if is_file or (is_table and is_agreed_upon) else [NOT_ATTACHED]
    return judged(
        "Lampiran.1", "Perjanjian Kinerja", lacking=lacking, goals=[THE_AGREEMENT], found="ada"
    )


def _measurement(facts: ReportFacts, reading: Reading) -> Element:
    caption = tables_annexes.measurement(_without_rows(facts), number="").caption
    is_there = bool(facts.indicators) and all(
        reading.has_row(caption, each.code, in_annex=True) for each in facts.indicators
    )
    lacking = [] if is_there else [NO_MEASUREMENT]
    goals = [THE_DOCUMENT] if facts.indicators else [THE_PLAN]
    return judged("Lampiran.2", "Pengukuran Kinerja", lacking=lacking, goals=goals, found="ada")


def _not_asked(code: str, title: str, reason: str) -> Element:
    return Element(code=code, group=CONTENT, title=title, state=State.NOT_APPLICABLE, reason=reason)
