"""Whether a higher figure is better: read from a column, else guessed from an indicator's words.

A guess is only a guess: what follows from it is said with low certainty.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class Direction(StrEnum):
    """Which way an indicator should move; UNKNOWN where nothing tells."""

    UP = "semakin tinggi semakin baik"
    DOWN = "semakin rendah semakin baik"
    STEADY = "semakin dekat ke target semakin baik"
    UNKNOWN = "tidak jelas"


@dataclass(frozen=True, slots=True)
class Polarity:
    """A direction, and whether the table states it or it is guessed from words."""

    direction: Direction
    is_stated: bool


UNKNOWN = Polarity(Direction.UNKNOWN, False)

_UNCLEAR = re.compile(r"tidak jelas|unclear|unknown|^\W*$", re.IGNORECASE)
# The first word decides; what follows explains it: “positif (persentase penurunan)”.
_FIRST_WORD = (
    (r"^\W*(?:negati|minim|lower|down|decreas)", Direction.DOWN),
    (r"^\W*(?:positi|maks|maxim|higher|up\b|increas|naik)", Direction.UP),
)
_STATED = (
    (r"stabil|rentang|\brange\b|dekat ke target", Direction.STEADY),
    (r"semakin (?:tinggi|besar)\b.*semakin (?:rendah|buruk|jelek|kecil)", Direction.DOWN),
    (r"semakin (?:rendah|kecil|sedikit|cepat)\b.*semakin (?:baik|tinggi)", Direction.DOWN),
    (r"negati|minim|lower|down|decreas|turun|invers|terbalik|regres", Direction.DOWN),
    (r"positi|maks|maxim|higher|\bup\b|increas|naik|meningkat|progres", Direction.UP),
    (r"semakin (?:tinggi|besar|banyak)", Direction.UP),
)
# What one wants less of.
_BAD = re.compile(
    r"\b(?:kematian|kesakitan|kemiskinan|miskin|penganggur(?:an)?|stunting|gizi (?:buruk|kurang)"
    r"|kurang gizi|underweight|wasting|prevalensi|insiden\w*|pelanggaran|kejahatan|kriminalitas"
    r"|tindak pidana|kecelakaan|temuan|waktu (?:tunggu|tanggap|respon)|response time|kekerasan"
    r"|lama (?:waktu|proses|penyelesaian|pelayanan)|putus sekolah|drop ?out|buta (?:aksara|huruf)"
    r"|inflasi|gini|ketimpangan|pencemaran|emisi|kerusakan|kebocoran|tunggakan|sisa perkara|keluhan"
    r"|pengaduan|komplain|konflik|tertinggal|kumuh|tidak layak|lahan kritis|titik api|hotspot"
    r"|deforestasi|korban|tpt|aki|akb|akaba|unmet need|defisit|backlog|risiko|kerawanan|rawan"
    r"|penyalahgunaan|perceraian|pernikahan (?:dini|anak)|perkawinan anak|kesalahan|keterlambatan"
    r"|kehilangan air|kebakaran|gagal|mortality|poverty|unemployment|complaints?|delay|accidents?"
    r"|ketergantungan)\b",
    re.IGNORECASE,
)
# With these words less of the bad is itself what is counted, so that nothing can be said.
_HELP = re.compile(
    r"\b(?:penurunan|menurun\w*|turun\w*|pengurangan|berkurang\w*|penanganan|ditangani|tertangani"
    r"|penyelesaian|(?:di|ter)selesai\w*|selesai|tindak lanjut|ditindaklanjuti|pencegahan|dicegah"
    r"|penanggulangan|pengendalian|pelayanan|layanan|mendapat\w*|memperoleh|dilayani|terlayani"
    r"|bebas|lolos|keluar dari|terpulihkan|tanpa|cakupan|deteksi|penemuan|ditemukan|sembuh|tanggap"
    r"|kesembuhan|keberhasilan|skrining|pembinaan|bantuan|dokumen|ketahanan|mitigasi|kesiapsiagaan"
    r"|pengentasan|rehabilitasi|perbaikan|tertib|pemadaman|reduction|handled|resolved|pemulihan"
    r"|penerima|peserta|yang tidak)\b",
    re.IGNORECASE,
)
_GOOD = re.compile(
    r"\b(?:cakupan|produksi|produktivitas|pendapatan|indeks|nilai|kunjungan|wisatawan|peserta"
    r"|pertumbuhan ekonomi|harapan hidup|melek huruf|kelulusan|partisipasi|kepuasan|kepemilikan"
    r"|opini|swasembada|ketersediaan|kepatuhan|sertifika\w*|terakreditasi|akreditasi|elektrifikasi"
    r"|ipm|ikm|investasi|ekspor|rata-rata lama sekolah|jalan (?:dalam )?kondisi (?:baik|mantap)"
    r"|coverage|satisfaction|imunisasi|air (?:minum|bersih)|sanitasi layak|lulus\w*)\b",
    re.IGNORECASE,
)
# Response time counts minutes; “tanggap” elsewhere is a service.
_WAITING = re.compile(r"\bwaktu (?:tunggu|tanggap|respon)|response time", re.IGNORECASE)


@lru_cache(maxsize=4096)
def polarity_of(stated: str, name: str) -> Polarity:
    """The polarity from the text of its column, or guessed from the indicator's name.

    A column that says “tidak jelas” is taken at its word: then nothing is guessed.
    """
    if stated.strip() == "+":
        return Polarity(Direction.UP, True)
    if stated.strip():
        if _UNCLEAR.search(stated):
            return UNKNOWN
        for pattern, direction in (*_FIRST_WORD, *_STATED):
            if re.search(pattern, stated.lower()):
                return Polarity(direction, True)
    return _guessed(name)


def _guessed(name: str) -> Polarity:
    is_bad, is_helped = bool(_BAD.search(name)), bool(_HELP.search(name))
    if is_bad and (not is_helped or _WAITING.search(name)):
        return Polarity(Direction.DOWN, False)
    if not is_bad and not re.search(r"\b(?:penurunan|pengurangan)\b", name, re.IGNORECASE):
        return Polarity(Direction.UP, False) if _GOOD.search(name) else UNKNOWN
    return UNKNOWN
