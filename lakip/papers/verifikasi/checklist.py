"""The verifier's checklist in three parts: format, how the report was made, substance.

Its items are those of the review of performance reports in PermenPANRB 53/2014, Lampiran III, in
our own words; the Sekretaris goes by the same list before the Inspektorat does. An explanation is
asked for only where something was found wanting: S3 after a no at S1 or S2, and so on.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

YES, NO, NOT_ASKED = CHOICES = ("ya", "tidak", "tidak berlaku")
LONGEST_NOTE = 1000

FORMAT, MAKING, SUBSTANCE = "Format", "Mekanisme penyusunan", "Substansi"

UNANSWERED = "Daftar periksa belum lengkap: {count} butir belum dijawab ({codes})."
NO_NOTE = "Butir {code} dijawab tidak. Tuliskan catatannya."
LONG_NOTE = "Catatan butir {code} terlalu panjang ({length} huruf); paling banyak {most}."
MOST_NAMED = 6


@dataclass(frozen=True, kw_only=True)
class Item:
    """One statement to be answered. `after` are the items of which one must be a no.

    `seen_in` are the codes of elements of completeness that help to answer it.
    """

    code: str
    part: str
    text: str
    after: tuple[str, ...] = ()
    seen_in: tuple[str, ...] = ()


def _items(part: str, *told: tuple[str, str, tuple[str, ...], tuple[str, ...]]) -> list[Item]:
    return [
        Item(code=code, part=part, text=text, after=after, seen_in=seen_in)
        for code, text, after, seen_in in told
    ]


ITEMS = (
    *_items(
        FORMAT,
        ("F1", "Laporan menampilkan data penting perangkat daerah", (), ("I", "depan.sampul")),
        ("F2", "Laporan menyajikan target kinerja", (), ("II.B",)),
        ("F3", "Laporan menyajikan capaian kinerja secara memadai", (), ("III.A", "III.A.1")),
        ("F4", "Lampiran mendukung informasi pada badan laporan", (), ("Lampiran.1", "Lampiran.2")),
        ("F5", "Laporan menyajikan upaya perbaikan ke depan", (), ("IV",)),
        ("F6", "Laporan menyajikan akuntabilitas keuangan", (), ("III.B",)),
    ),
    *_items(
        MAKING,
        ("M1", "Laporan disusun oleh tim yang bertugas untuk itu", (), ("Lampiran.3",)),
        ("M2", "Informasi dalam laporan didukung data yang memadai", (), ("angka",)),
        ("M3", "Ada cara penyampaian data dari bidang ke tim penyusun", (), ()),
        ("M4", "Penanggung jawab data ditetapkan di setiap bidang", (), ()),
        ("M5", "Data dalam laporan diyakini keandalannya", (), ("angka",)),
        ("M6", "Analisis dalam laporan diketahui bidang terkait", (), ("III.A.5",)),
        ("M7", "Laporan menggabungkan sumbangan dari semua bidang", (), ()),
    ),
    *_items(
        SUBSTANCE,
        ("S1", "Tujuan dan sasaran sesuai dengan Perjanjian Kinerja", (), ("perjanjian",)),
        ("S2", "Tujuan dan sasaran selaras dengan rencana strategis", (), ("II.A",)),
        ("S3", "Bila tidak sesuai, alasannya dijelaskan secara memadai", ("S1", "S2"), ()),
        ("S4", "Tujuan dan sasaran sesuai dengan indikator kinerja", (), ("perjanjian",)),
        ("S5", "Tujuan dan sasaran sesuai dengan indikator kinerja utama", (), ()),
        ("S6", "Bila tidak sesuai, alasannya dijelaskan secara memadai", ("S4", "S5"), ()),
        (
            "S7",
            "Ada perbandingan dengan tahun lalu, akhir renstra, dan standar nasional",
            (),
            ("III.A.2", "III.A.3", "III.A.4"),
        ),
        ("S8", "Indikator cukup mengukur tujuan dan sasaran", (), ()),
        ("S9", "Bila tidak cukup, alasannya dijelaskan secara memadai", ("S8",), ()),
        ("S10", "Indikator sudah spesifik, terukur, dapat dicapai, relevan, berjangka", (), ()),
    ),
)  # fmt: skip
CODES = frozenset(item.code for item in ITEMS)

type Answers = Mapping[str, Mapping[str, Any]]


def answer_of(answers: Answers, code: str) -> str:
    """What was answered to an item; empty where nothing was."""
    return str(answers.get(code, {}).get("answer", ""))


def note_of(answers: Answers, code: str) -> str:
    """What was noted beside the answer."""
    return str(answers.get(code, {}).get("note", ""))


def is_asked(item: Item, answers: Answers) -> bool:
    """Whether the item is to be answered, by the answers to those it follows from."""
    return not item.after or any(answer_of(answers, code) == NO for code in item.after)


def obstacles(answers: Answers) -> Iterable[str]:
    """What the checklist still lacks, as sentences."""
    asked = [item for item in ITEMS if is_asked(item, answers)]
    left = [item.code for item in asked if not answer_of(answers, item.code)]
    if left:
        named = ", ".join(left[:MOST_NAMED]) + (", …" if len(left) > MOST_NAMED else "")
        yield UNANSWERED.format(count=len(left), codes=named)
    yield from unexplained(answers)


def unexplained(answers: Answers) -> Iterable[str]:
    """Items that are answered with no and have no note."""
    asked = [item for item in ITEMS if is_asked(item, answers)]
    for item in asked:
        if answer_of(answers, item.code) == NO and not note_of(answers, item.code):
            yield NO_NOTE.format(code=item.code)


def cleaned(sent: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """The answers of a form without what is not known; items that are not asked lose theirs."""
    known = {
        code: {
            "answer": said.get("answer", "") if said.get("answer") in (YES, NO, NOT_ASKED) else "",
            "note": " ".join(said.get("note", "").split()),
        }
        for code, said in sent.items()
        if code in CODES
    }
    return {
        item.code: known[item.code]
        for item in ITEMS
        if item.code in known and is_asked(item, known) and any(known[item.code].values())
    }


def faults(answers: Answers) -> list[str]:
    """What cannot be kept of the answers."""
    return [
        LONG_NOTE.format(code=item.code, length=length, most=LONGEST_NOTE)
        for item in ITEMS
        if (length := len(note_of(answers, item.code))) > LONGEST_NOTE
    ]
