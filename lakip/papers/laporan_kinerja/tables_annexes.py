"""The tables of the annexes. Their forms: PermenPANRB 53/2014 and PermenPAN 29/2010."""

from lakip.documents.blocks import Table
from lakip.papers.laporan_kinerja.facts import MoneyFacts, ReportFacts
from lakip.papers.laporan_kinerja.tables_cells import (
    CENTER,
    DASH,
    LEFT,
    RIGHT,
    made,
    percent,
    reached,
    rupiah,
)

TOTAL = "Jumlah"
QUARTERS = ("Triwulan I", "Triwulan II", "Triwulan III", "Triwulan IV")


def programmes(facts: ReportFacts, *, number: str) -> Table:
    """The second table of a Perjanjian Kinerja: the programmes and their money."""
    found = of_the_top(facts)
    rows = [
        (str(at), money.name, rupiah(money.ceiling), _serves(facts, money))
        for at, money in enumerate(found, start=1)
    ]
    rows.append(("", TOTAL, rupiah(facts.ceiling), ""))
    return made(
        number=number,
        caption=f"Anggaran program tahun {facts.year}",
        headings=("No.", "Program", "Anggaran (Rp)", "Keterangan"),
        rows=rows,
        aligns=(CENTER, LEFT, RIGHT, LEFT),
        strong_rows=(len(rows) - 1,),
    )


def of_the_top(facts: ReportFacts) -> tuple[MoneyFacts, ...]:
    """The programmes; all money where none of it is called a programme."""
    return tuple(one for one in facts.money if one.level == "program") or facts.money


def _serves(facts: ReportFacts, money: MoneyFacts) -> str:
    """Which sasaran the programme supports."""
    found = [
        objective.code
        for objective in facts.objectives
        if any(each.code in money.supports for each in objective.indicators)
    ]
    return f"Mendukung sasaran {', '.join(found)}" if found else DASH


def measurement(facts: ReportFacts, *, number: str) -> Table:
    """Pengukuran kinerja: the whole year, each sasaran with its mean above its indicators."""
    rows: list[tuple[str, ...]] = []
    strong = []
    for objective in facts.objectives:
        strong.append(len(rows))
        rows.append((objective.code, objective.text, "", "", "", percent(objective.mean)))
        rows += [
            (
                each.code,
                each.name,
                each.unit,
                each.now.target or DASH,
                reached(each.now),
                percent(each.now.achievement),
            )
            for each in objective.indicators
        ]
    return made(
        number=number,
        caption=f"Pengukuran kinerja tahun {facts.year}",
        headings=(
            "Kode",
            "Sasaran strategis dan indikator kinerja",
            "Satuan",
            "Target",
            "Realisasi",
            "Capaian",
        ),
        rows=rows,
        aligns=(LEFT, LEFT, LEFT, RIGHT, RIGHT, RIGHT),
        strong_rows=tuple(strong),
    )


def measured_money(facts: ReportFacts, *, number: str) -> Table:
    """The money of the same form: each programme with what was spent of it."""
    rows = [
        (
            money.code,
            money.name,
            rupiah(money.ceiling),
            rupiah(money.spent),
            percent(money.absorption),
        )
        for money in of_the_top(facts)
    ]
    rows.append(("", TOTAL, rupiah(facts.ceiling), rupiah(facts.spent), percent(facts.absorption)))
    return made(
        number=number,
        caption=f"Pengukuran anggaran program tahun {facts.year}",
        headings=("Kode", "Program", "Pagu (Rp)", "Realisasi (Rp)", "Serapan"),
        rows=rows,
        aligns=(LEFT, LEFT, RIGHT, RIGHT, RIGHT),
        strong_rows=(len(rows) - 1,),
    )


def action_plan(facts: ReportFacts, *, number: str) -> Table:
    """Rencana aksi: what is aimed at up to each quarter."""
    return made(
        number=number,
        caption=f"Rencana aksi atas Perjanjian Kinerja tahun {facts.year}",
        headings=("Kode", "Indikator kinerja", "Satuan", f"Target {facts.year}", *QUARTERS),
        rows=[
            (
                each.code,
                each.name,
                each.unit,
                each.now.target or DASH,
                *(told or DASH for told in each.quarters or ("",) * len(QUARTERS)),
            )
            for each in facts.indicators
        ],
        aligns=(LEFT, LEFT, LEFT, RIGHT, RIGHT, RIGHT, RIGHT, RIGHT),
    )


def team(facts: ReportFacts, *, number: str) -> Table:
    """Who writes the report, as the team is when the report is made.

    Who left is not listed: the SK that is filed names them still, and the history says why.
    """
    return made(
        number=number,
        caption="Tim penyusun Laporan Kinerja",
        headings=("No.", "Nama", "Kedudukan dalam tim"),
        rows=[
            (str(at), name, standing.capitalize())
            for at, (name, standing) in enumerate(facts.team, start=1)
        ],
        aligns=(CENTER, LEFT, LEFT),
    )


def attachments(facts: ReportFacts, *, number: str) -> Table:
    """The files that the team adds; they go with the report as files of their own."""
    return made(
        number=number,
        caption="Dokumen yang disertakan",
        headings=("No.", "Dokumen"),
        rows=[(str(at), name) for at, name in enumerate(facts.attachments, start=1)],
        aligns=(CENTER, LEFT),
    )
