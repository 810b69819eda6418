"""Bab I, mekanisme: by which SOP the report is made, from whose data, and what was learnt before.

What the SOP says is told as what it says. Nothing is said to be done that a later step of the same
year has yet to do: a draft that speaks of its own verification would lie until it is verified.
"""

from lakip.papers.laporan_kinerja.facts import EarlierFacts, PreparationFacts, ReportFacts
from lakip.papers.laporan_kinerja.sentences_drafted import Drafted, Noted
from lakip.papers.laporan_kinerja.sentences_words import bare_name, clean, listed, quoted

PLACE = "1.mekanisme"
MOST_LATE, MOST_ASKED = 3, 12

BY_THE_SOP = "Laporan kinerja ini disusun menurut SOP {title}{steps}."
IN_STEPS = ", yang terdiri atas {count} langkah"
THE_TEAM = "Penyusunnya adalah {team}{decree}."
BY_DECREE = ", yang dibentuk dengan Surat Keputusan Nomor {number} tanggal {date}"
BY_THE_DECREE = ", yang dibentuk dengan surat keputusan kepala perangkat daerah"
VERIFIED_AND_RATIFIED = (
    "SOP itu mengatur bahwa draf laporan diverifikasi oleh {verifier} sebelum disahkan oleh "
    "{ratifier}."
)
RATIFIED = "SOP itu mengatur bahwa laporan disahkan oleh {ratifier}."
ASKED = "Data kinerja diminta dengan format data kepada {count} bidang dan instansi, yaitu {named}."
ASKED_MANY = "Data kinerja diminta dengan format data kepada {count} bidang dan instansi."
ASKED_ONE = "Data kinerja diminta dengan format data kepada {named}."

LASTED = (
    "Penyusunan laporan kinerja tahun {year} berlangsung {span}; jumlah waktu semua langkah "
    "menurut SOP adalah {standard}."
)
UNFINISHED = (
    "Penyusunan laporan kinerja tahun {year} belum tercatat selesai, sehingga lamanya belum dapat "
    "dibandingkan dengan SOP."
)
ALL_KEPT = "Semua langkahnya selesai dalam batas waktu."
SOME_LATE = "Dari {steps} langkahnya, {late} melewati batas waktu, yaitu {named}."
WAITED = "Waktu tunggu terlama terjadi pada langkah {step}, yaitu {waited}."
RETURNED = "Naskah dikembalikan untuk direvisi sebanyak {count} kali."
NOT_RETURNED = "Tidak ada naskah yang dikembalikan untuk direvisi."


def preparation(facts: ReportFacts) -> tuple[Drafted, ...]:
    """Mekanisme penyusunan; nothing where it is not known how the report is made."""
    found = facts.preparation
    if found is None:
        return ()
    told = (_by_the_sop(facts, found), _data(found), earlier(found.earlier))
    return tuple(each for each in told if each is not None)


def _by_the_sop(facts: ReportFacts, found: PreparationFacts) -> Drafted:
    note = Noted()
    count = note("jumlah/langkah-penyusunan", found.steps) if found.steps else ""
    title = bare_name(bare_name(found.sop).removeprefix("SOP ")) or "penyusunan laporan kinerja"
    return note.drafted(
        f"{PLACE}.sop",
        BY_THE_SOP.format(title=title, steps=IN_STEPS.format(count=count) if count else ""),
        _team(note, facts, found),
        _checked(found),
    )


def _team(note: Noted, facts: ReportFacts, found: PreparationFacts) -> str:
    """Who writes it, once the SK has made the team."""
    team = bare_name(found.team)
    if not (team and found.is_seated):
        return ""
    number, date = bare_name(facts.decree), bare_name(facts.decree_date)
    decree = BY_THE_DECREE
    if number and date:
        decree = BY_DECREE.format(number=note("SK tim/nomor", number), date=date)
    return THE_TEAM.format(team=team, decree=decree)


def _checked(found: PreparationFacts) -> str:
    verifier, ratifier = bare_name(found.verifier), bare_name(found.ratifier)
    if not ratifier:
        return ""
    shape = VERIFIED_AND_RATIFIED if verifier else RATIFIED
    return shape.format(verifier=verifier, ratifier=ratifier)


def _data(found: PreparationFacts) -> Drafted | None:
    note = Noted()
    asked = tuple(filter(None, map(bare_name, found.asked)))
    if not asked:
        return None
    if len(asked) == 1:
        return note.drafted(f"{PLACE}.data", ASKED_ONE.format(named=asked[0]))
    shape = ASKED if len(asked) <= MOST_ASKED else ASKED_MANY
    count = note("jumlah/permintaan-data", len(asked))
    return note.drafted(f"{PLACE}.data", shape.format(count=count, named=listed(asked)))


def earlier(found: EarlierFacts | None) -> Drafted | None:
    """How an earlier report was made, against the SOP; None where none is recorded."""
    if found is None:
        return None
    note, key = Noted(), f"{PLACE}.sebelumnya"
    if not found.is_finished:
        return note.drafted(key, UNFINISHED.format(year=found.year))
    count = note(f"jumlah/pengembalian-{found.year}", found.returns) if found.returns else ""
    return note.drafted(
        key,
        LASTED.format(
            year=found.year,
            span=note(f"penyusunan/{found.year}/lama", clean(found.span)),
            standard=note(f"penyusunan/{found.year}/waktu-menurut-SOP", clean(found.standard)),
        ),
        _late(found),
        _waited(note, found),
        RETURNED.format(count=count) if count else NOT_RETURNED,
    )


def _late(found: EarlierFacts) -> str:
    late = tuple(quoted(title) for title in found.late if bare_name(title))
    if not late:
        return ALL_KEPT
    named = late[:MOST_LATE]
    if more := len(late) - len(named):
        named = (*named, f"{more} langkah lain")
    return SOME_LATE.format(steps=found.steps, late=len(late), named=listed(named))


def _waited(note: Noted, found: EarlierFacts) -> str:
    step, waited = bare_name(found.waited_at), clean(found.waited)
    if not (step and waited):
        return ""
    waited = note(f"penyusunan/{found.year}/waktu-tunggu-terlama", waited)
    return WAITED.format(step=quoted(step), waited=waited)
