"""Pembagian tugas tim dan rencana kerja: who writes which part, and when each task is done."""

import datetime
from itertools import chain

from lakip.documents.blocks import (
    Bar,
    Block,
    Break,
    Gantt,
    Heading,
    Paragraph,
    Signatures,
    Table,
    Title,
)
from lakip.documents.letter_words import upper, weekday_date
from lakip.papers import schedule
from lakip.papers.drafted import Drafted, Known, register
from lakip.papers.form import Answers, Column, Field, Kind, date_of
from lakip.papers.schedule import DAYS_NEEDED, Task, back_schedule
from lakip.papers.wording import FILLED_IN, on_day, paragraphs
from lakip.sop.worktime import last_working_day_on_or_before, legal_deadline

SLUG = "pembagian-tugas-dan-rencana-kerja"
LONGEST_PLAN = datetime.timedelta(days=366)

# The outline that PermenPANRB 53/2014, Lampiran II recommends for the report.
FRONT = ("Kata pengantar, ikhtisar eksekutif, dan daftar isi", "")
CHAPTERS_BEFORE = (
    ("Bab I Pendahuluan", "Gambaran umum organisasi, aspek strategis, dan permasalahan utama"),
    ("Bab II Perencanaan Kinerja", "Ringkasan perjanjian kinerja"),
)
ACHIEVEMENT = "Bab III huruf A, Capaian Kinerja Organisasi"
ANALYSES = "Perbandingan target dan realisasi, penyebab, efisiensi, dan program penunjang"
CHAPTERS_AFTER = (
    ("Bab III huruf B, Realisasi Anggaran", "Anggaran yang digunakan untuk mewujudkan kinerja"),
    ("Bab IV Penutup", "Simpulan umum dan langkah perbaikan kinerja"),
    ("Lampiran", "Perjanjian kinerja dan lampiran lain yang diperlukan"),
)

FIELDS = (
    Field(
        name="pengantar",
        label="Pengantar",
        kind=Kind.TEXT,
        help=FILLED_IN,
        is_wording=True,
        group="Pembagian tugas",
    ),
    Field(
        name="tugas",
        label="Bagian laporan",
        kind=Kind.ROWS,
        help="Satu baris untuk setiap bab; Bab III huruf A juga untuk setiap indikator.",
        columns=(
            Column(name="bagian", label="Bagian laporan", is_required=True),
            Column(name="siapa", label="Penanggung jawab", is_required=True),
            Column(name="keterangan", label="Keterangan"),
        ),
        group="Pembagian tugas",
    ),
    Field(
        name="tanggal", label="Tanggal rencana", kind=Kind.DATE, is_required=True, group="Rencana"
    ),
    Field(
        name="batas",
        label="Laporan Kinerja disampaikan paling lambat",
        kind=Kind.DATE,
        help="Ubah bila batas setempat lebih awal, lalu kosongkan semua kegiatan agar jadwalnya "
        "dihitung ulang.",
        is_required=True,
        group="Rencana",
    ),
    Field(
        name="rencana",
        label="Kegiatan",
        kind=Kind.ROWS,
        columns=(
            Column(name="kegiatan", label="Kegiatan", is_required=True),
            Column(name="siapa", label="Penanggung jawab", is_required=True),
            Column(name="mulai", label="Mulai", kind=Kind.DATE, is_required=True),
            Column(name="selesai", label="Selesai", kind=Kind.DATE, is_required=True),
        ),
        group="Rencana",
    ),
)


def deadline_of(known: Known) -> datetime.date:
    """The last working day on which the report can be handed in by law."""
    return last_working_day_on_or_before(legal_deadline(known.year), calendar=known.calendar)


def planned(known: Known) -> tuple[Bar, ...]:
    """The tasks as they are planned before anybody typed.

    The figures of a whole year are there only after it ended, so no plan begins before.
    """
    today = max(known.today, datetime.date(known.year, 12, 31))
    return back_schedule(deadline=deadline_of(known), today=today, calendar=known.calendar)


def due_of(known: Known, task: Task) -> datetime.date:
    """When that task ends: by the plan that was drafted, else by the plan as it begins."""
    rows = known.earlier.get(SLUG, {}).get("rencana", [])
    typed = [date_of(row["selesai"]) for row in rows if row["kegiatan"] == task.text]
    computed = next(bar.ends for bar in planned(known) if bar.text == task.text)
    return next((date for date in typed if date), computed)


def _first(known: Known) -> Answers:
    return {
        "pengantar": "Berdasarkan rapat persiapan penyusunan Laporan Kinerja {opd} tahun {tahun}, "
        "tugas tim penyusun dibagi sebagai berikut.",
        "tugas": _division(known),
        "tanggal": known.today.isoformat(),
        "batas": deadline_of(known).isoformat(),
        "rencana": [_row(bar) for bar in planned(known)],
    }


def _row(bar: Bar) -> dict[str, str]:
    starts, ends = bar.starts.isoformat(), bar.ends.isoformat()
    return {"kegiatan": bar.text, "siapa": bar.who, "mulai": starts, "selesai": ends}


def _division(known: Known) -> list[dict[str, str]]:
    """The chapters with who sees to them: the planner, and each bidang for its own indicators."""
    planner = "Kepala Sub Bagian Perencanaan"
    chair = _seated(known, "ketua") or "Ketua tim"
    writer = _seated(known, "sekretaris") or planner
    heads = [f"Kepala {bidang}" for bidang in known.bidang] or ["Kepala Bidang terkait"]
    parts = chain(
        [(*FRONT, chair)],
        ((part, note, planner) for part, note in CHAPTERS_BEFORE),
        ((ACHIEVEMENT, ANALYSES, head) for head in heads),
        ((part, note, writer) for part, note in CHAPTERS_AFTER),
    )
    return [{"bagian": part, "siapa": who, "keterangan": note} for part, note, who in parts]


def _seated(known: Known, standing: str) -> str:
    names = (one.name for one in known.team if one.standing.casefold() == standing)
    return next(names, "")


def _blocks(known: Known, answers: Answers) -> tuple[Block, ...]:
    name = upper(known.agency)
    return (
        known.letterhead,
        Title(
            lines=(
                "PEMBAGIAN TUGAS TIM PENYUSUN LAPORAN KINERJA",
                f"{name} TAHUN {known.year}",
            )
        ),
        *paragraphs(known, answers["pengantar"], indent=False),
        *_divided(answers["tugas"]),
        Break(landscape=True),
        Title(
            lines=(
                f"RENCANA KERJA PENYUSUNAN LAPORAN KINERJA TAHUN {known.year}",
                f"Batas penyampaian: {on_day(answers['batas'])}",
            )
        ),
        *_plan(known, answers),
        Signatures(
            columns=(known.signature("sekretaris", date=date_of(answers["tanggal"])),),
        ),
    )


def _divided(parts: list[dict[str, str]]) -> tuple[Block, ...]:
    if not parts:
        return ()
    rows = tuple(
        (str(at), row["bagian"], row["siapa"], row["keterangan"] or "–")
        for at, row in enumerate(parts, start=1)
    )
    headings = ("No.", "Bagian laporan", "Penanggung jawab", "Keterangan")
    return (Table(headings=headings, rows=rows, widths=(2, 9, 8, 9)),)


def _plan(known: Known, answers: Answers) -> tuple[Block, ...]:
    bars = _bars(known, answers)
    if not bars:
        return ()
    first, last = min(bar.starts for bar in bars), max(bar.ends for bar in bars)
    days_off: tuple[datetime.date, ...] = ()
    if last - first <= LONGEST_PLAN:
        days_off = schedule.days_off_between(first=first, last=last, calendar=known.calendar)
    return (*_warning(known, answers), Gantt(bars=bars, days_off=days_off))


def _bars(known: Known, answers: Answers) -> tuple[Bar, ...]:
    """The tasks that were typed; the schedule, counted anew, when all of them were taken out."""
    since, until = date_of(answers["tanggal"]), date_of(answers["batas"])
    if not answers["rencana"] and since and until:
        return back_schedule(deadline=until, today=since, calendar=known.calendar)
    found = ((row, date_of(row["mulai"]), date_of(row["selesai"])) for row in answers["rencana"])
    return tuple(
        Bar(text=row["kegiatan"], who=row["siapa"], starts=starts, ends=ends)
        for row, starts, ends in found
        if starts and ends and starts <= ends
    )


def _warning(known: Known, answers: Answers) -> tuple[Block, ...]:
    """What the reader of a plan must know when the SOP's time limits do not fit any more."""
    since, until = date_of(answers["tanggal"]), date_of(answers["batas"])
    if since is None or until is None:
        return ()
    left = schedule.days_left(deadline=until, today=since, calendar=known.calendar)
    if left >= DAYS_NEEDED:
        return ()
    if left == 0:
        text = f"Batas penyampaian, {weekday_date(until)}, sudah lewat atau jatuh hari ini."
    else:
        text = (
            f"Waktu yang tersisa {left} hari kerja, kurang dari {DAYS_NEEDED} hari kerja menurut "
            "SOP. Jadwal dipadatkan."
        )
    return (Heading(text="Perhatian"), Paragraph(text=text))


def _faults(known: Known, answers: Answers) -> list[str]:
    found = []
    dates = []
    for number, row in enumerate(answers["rencana"], start=1):
        starts, ends = date_of(row["mulai"]), date_of(row["selesai"])
        if starts and ends:
            dates += [starts, ends]
            if ends < starts:
                found.append(f"Kegiatan baris {number}: selesai sebelum mulai.")
    if dates and max(dates) - min(dates) > LONGEST_PLAN:
        found.append("Rencana kerja lebih lama dari satu tahun. Periksa tahun pada tanggalnya.")
    return found


def lay_out() -> None:
    """Put the plan on the table of drafted papers."""
    register(
        Drafted(
            slug=SLUG,
            fields=FIELDS,
            first=_first,
            blocks=_blocks,
            signed_by="sekretaris",
            date_field="tanggal",
            faults=_faults,
        )
    )
