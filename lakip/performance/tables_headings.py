"""What a heading of a table says: the role of its column, and of which period it speaks.

Case, punctuation and line breaks do not matter. Source of the spellings: the tables of published
Laporan Kinerja, PermenPANRB 53/2014 and 29/2010, and the headings that other systems print.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What stands in a column."""

    INDICATOR = "indikator"
    OBJECTIVE = "sasaran"
    AGENCY = "instansi"
    UNIT = "satuan"
    POLARITY = "polaritas"
    YEAR = "tahun"
    LEVEL = "tingkat"
    CODE = "kode"
    TARGET = "target"
    ACTUAL = "realisasi"
    ACHIEVEMENT = "capaian"
    CEILING = "pagu"
    SPENT = "realisasi anggaran"
    SHARE = "persentase anggaran"
    REST = "sisa anggaran"
    PERCENT = "persen"
    CATEGORY = "kategori"
    TREND = "naik atau turun"
    HISTORY = "tahun-tahun lalu"
    TEXT = "uraian"
    REMARK = "keterangan"
    NOTHING = "tidak diperiksa"


# Roles of columns that hold a figure; a row of headings has at least two of them.
FIGURES = frozenset(
    {Role.TARGET, Role.ACTUAL, Role.ACHIEVEMENT, Role.CEILING, Role.SPENT, Role.SHARE, Role.PERCENT}
)
PRIOR, END, BENCHMARK = "lalu", "akhir", "pembanding"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading as printed, its role, and its period ("" where none is named)."""

    at: int
    heading: str
    role: Role
    period: str = ""


# What tells the answer or is about the making of the table is never read as evidence.
_IGNORED = {
    *("formula", "rounding", "status", "analyst note", "pct recomputed", "difference", "note"),
    *("notes", "source", "provenance", "published is", "sumber", "sumber data", "rumus", "url"),
    *("formulasi", "formulasi perhitungan", "cara perhitungan", "definisi operasional", "no"),
    *("nomor", "no urut", "selisih", "penanggung jawab", "expected", "recomputed", "check", "cek"),
    *("certainty", "kind", "finding", "mistake", "error", "label", "comment", "remark", "remarks"),
}
_EXACT = {
    **dict.fromkeys(("satuan", "unit", "uom", "satuan ukuran", "satuan target"), Role.UNIT),
    **dict.fromkeys(("level", "jenjang", "tingkatan"), Role.LEVEL),
    **dict.fromkeys(("kode", "kode rekening", "code", "kode program"), Role.CODE),
    **dict.fromkeys(("tahun", "year", "ta", "tahun anggaran", "thn", "periode"), Role.YEAR),
    **dict.fromkeys(("prior year", "tahun lalu", "tahun sebelumnya", "history"), Role.HISTORY),
    **dict.fromkeys(("tahun tahun sebelumnya", "riwayat", "prior years"), Role.HISTORY),
    **dict.fromkeys(("naik turun", "tren", "trend", "kenaikan penurunan"), Role.TREND),
    **dict.fromkeys(("naik turun tetap", "perkembangan"), Role.TREND),
    **dict.fromkeys(("%", "persen", "persentase", "pct", "prosentase", "presentase"), Role.PERCENT),
    **dict.fromkeys(("pct published", "percent", "percentage"), Role.PERCENT),
    **dict.fromkeys(("keterangan", "ket", "uraian"), Role.REMARK),
    **dict.fromkeys(("catatan", "analisis", "analisa", "text", "teks", "narasi"), Role.TEXT),
    **dict.fromkeys(("penjelasan", "evaluasi", "analysis", "explanation"), Role.TEXT),
    **dict.fromkeys(("name", "nama", "item", "akun", "iku", "indicator", "pos"), Role.INDICATOR),
}
# Searched in this order; the first that is found decides.
_BY_WORD = (
    (r"polari|(?:jenis|sifat|tipe|arah) indikator|\bdirection\b", Role.POLARITY),
    (r"satuan kerja|satker|unit kerja|unit organisasi|perangkat daerah", Role.AGENCY),
    (r"^(?:nama )?(?:opd|skpd|instansi|dinas|agency|badan)\b", Role.AGENCY),
    (r"\b(?:kategori|predikat|category|kriteria|peringkat|interpretasi)\b", Role.CATEGORY),
    (r"\b(?:analisis|analisa|penjelasan|narasi|evaluasi)\b", Role.TEXT),
    (r"\b(?:faktor|penyebab|hambatan|kendala|upaya|solusi|rekomendasi)\b", Role.NOTHING),
    (r"\btindak lanjut\b|\bfisik\b|\befisiensi\b|\befficiency\b", Role.NOTHING),
    (r"\bsisa\b", Role.REST),
    (r"\b(?:indikator|indicator|iku|ikk)\b", Role.INDICATOR),
    (r"^satuan\b", Role.UNIT),
)
_MONEY = re.compile(
    r"\b(?:anggaran|keuangan|pagu|belanja|budget|dana|rp|rupiah|serapan|penyerapan|ceiling|spent)\b"
)
_DONE = re.compile(
    r"\b(?:realisasi|serapan|penyerapan|terserap|spent|actual|realization|realisation|spending)\b"
)
_PERCENT = re.compile(
    r"%|\b(?:persen|persentase|prosentase|presentase|pct|percent|percentage|tingkat)\b"
)
_FIGURE_WORD = re.compile(
    r"\b(?P<TARGET>target|planned|rencana target)\b"
    r"|\b(?P<ACTUAL>realisasi|realiasi|actuals?|realization|realisation)\b"
    r"|\b(?P<ACHIEVEMENT>capaian|achievements?|kemajuan|progress|pencapaian|ketercapaian)\b"
)
_LAST_RESORT = (
    (r"\b(?:sasaran|tujuan|objective|goal)\b", Role.OBJECTIVE),
    (r"\b(?:program|kegiatan|uraian|item|jenis belanja|nama|description)\b", Role.INDICATOR),
)
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_PERIODS = (
    (r"\b(?:lalu|sebelumnya)\b|\bn 1\b|\b(?:prior|previous|last) year\b", PRIOR),
    (r"\bakhir\b|\brenstra\b|\brpjmd?n?\b|\bjangka menengah\b|\bend of plan\b", END),
    (r"\bnasional\b|\bprovinsi\b|\bstandar\b|\bbenchmark\b|\bnational\b", BENCHMARK),
)
_QUARTER = re.compile(r"\b(?:tw|triwulan|semester|smt|quarter|q) ?([1-4]|iv|i{1,3})\b|\bq([1-4])\b")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}


def plain(text: str) -> str:
    """The heading in lower case, without accents, punctuation and line breaks; `%` is kept."""
    text = unicodedata.normalize("NFKC", text).lower().replace("%", " % ")
    return " ".join(re.sub(r"[^\w%]|_", " ", text).split())


def understand(heading: str) -> tuple[Role, str]:
    """The role and the period that a heading names; NOTHING for what is not checked."""
    words = plain(heading)
    if not words or words in _IGNORED:
        return Role.NOTHING, ""
    period, words = _period(words)
    if words in _EXACT:
        return _EXACT[words], period
    if words in _IGNORED:
        return Role.NOTHING, period
    for pattern, role in _BY_WORD:
        if re.search(pattern, words):
            return role, period
    return _figure_role(words), period


def _figure_role(words: str) -> Role:
    is_money, is_done = bool(_MONEY.search(words)), bool(_DONE.search(words))
    is_percent = bool(_PERCENT.search(words))
    first = _FIGURE_WORD.search(words)
    role = first.lastgroup if first else None
    if role == "TARGET" and not (is_money and is_done):
        return Role.TARGET
    if is_money:
        if is_percent or role == "ACHIEVEMENT":
            return Role.SHARE
        return Role.SPENT if is_done else Role.CEILING
    if role == "ACTUAL" and is_percent:
        return Role.PERCENT
    if role:
        return Role[role]
    if re.search(r"\balokasi\b|\bdpa\b", words):
        return Role.CEILING
    if is_done:
        return Role.SPENT
    if is_percent and re.search(r"\bkinerja\b|\bperformance\b", words):
        return Role.ACHIEVEMENT
    for pattern, last in _LAST_RESORT:
        if re.search(pattern, words):
            return last
    return Role.PERCENT if "%" in words.split() and len(words.split()) == 1 else Role.NOTHING


def _period(words: str) -> tuple[str, str]:
    """The period that the words name, and the words without it."""
    found = []
    for pattern, period in _PERIODS:
        if re.search(pattern, words):
            found.append(period)
    if quarter := _QUARTER.search(words):
        number = quarter[1] or quarter[2]
        found.append(f"tw{_ROMAN.get(number, number)}")
    years = _YEAR.findall(words)
    if (years and not found) or (years and found[0].startswith("tw")):
        found.append(years[-1])
    bare = _YEAR.sub(" ", words)
    bare = re.sub(r"\b(?:tahun|year|th|thn|ta)\s*(?=$| %)", " ", bare) if years else bare
    return "-".join(found), " ".join(bare.split()) or words
