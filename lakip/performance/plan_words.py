"""The words of a plan's workbook: what the cells of a list may say, and how texts are compared."""

import re
import unicodedata

# One of these alone in a cell takes away what is there; an empty cell leaves it.
DASHES = ("-", "–", "—")
YES, NO = "ya", "tidak"


def _meanings(**words: str) -> dict[str, str]:
    """Every word that is understood, with what it means; underlines stand for hyphens."""
    return {
        word: meaning.replace("_", "-")
        for meaning, said in words.items()
        for word in said.split(", ")
    }


LEVELS = _meanings(tujuan="tujuan", sasaran="sasaran, sasaran strategis")
PROGRAMME_LEVELS = _meanings(
    program="program",
    kegiatan="kegiatan",
    sub_kegiatan="sub-kegiatan, sub kegiatan, subkegiatan",
)
YES_NO = _meanings(
    ya="ya, y, iku, v, ✓, 1, yes, true, benar",
    tidak="tidak, t, bukan, bukan iku, 0, no, false, salah",
)
POLARITIES = _meanings(
    maksimal="maksimal, maksimum, maximize, positif, +, naik, semakin tinggi semakin baik, "
    "makin tinggi makin baik, semakin besar semakin baik, higher is better",
    minimal="minimal, minimum, minimize, negatif, turun, semakin rendah semakin baik, "
    "makin rendah makin baik, semakin kecil semakin baik, lower is better",
    stabil="stabil, stabilize, netral, tetap, semakin dekat target semakin baik",
)
CONSOLIDATIONS = _meanings(
    jumlah="jumlah, sum, dijumlahkan, penjumlahan",
    terakhir="terakhir, last, akhir, posisi akhir, nilai akhir, take last known",
    rata_rata="rata-rata, rata rata, rerata, average",
)
KINDS = _meanings(
    angka="angka, bilangan, numerik, persen, desimal",
    rasio="rasio, perbandingan",
    rentang="rentang, kisaran",
    predikat="predikat, huruf, opini, kategori",
    ya_tidak="ya-tidak, ya/tidak, ya tidak, ada/tidak",
)

_ADDED = re.compile(r"\((?:rp|rupiah|rp\.|wajib)\)|[*:]")
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff"
    r"\ufffe\uffff]"
)


def normal(text: str) -> str:
    """A heading or a name as they are compared: small letters, no stars, no double spaces."""
    return " ".join(_ADDED.sub(" ", text.casefold()).split())


def clean(text: str) -> str:
    """A text as it is kept: composed letters, plain ends of lines, nothing that nobody sees."""
    if text.isascii() and text.isprintable():
        return text.strip()
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFC", plain))
    return "\n".join(line.strip() for line in plain.strip().split("\n"))


def in_one_line(text: str) -> str:
    """A clean text without line breaks and double spaces."""
    return " ".join(clean(text).split())


def grades_of(text: str) -> tuple[str, ...]:
    """The grades that a text lists, from the best to the worst."""
    return tuple(grade for part in re.split(r"[,;>]", text) if (grade := in_one_line(part)))


def codes_of(text: str) -> tuple[str, ...]:
    """The codes that a text lists, each once, in the order of their letters."""
    return tuple(
        sorted({code for part in re.split(r"[;,\n]", text) if (code := in_one_line(part))})
    )
