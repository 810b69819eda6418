"""How the report says figures and what people typed: tidy, in Indonesian, and never invented."""

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from lakip.performance import numbers

LONGEST_NAME = 160  # A name in a list or a summary; in full it stands in its own paragraph.
_ENDS = ".?!…"
_STOPS = " .,;:?!…"
_MARKS = f"{_STOPS}–—-"
_CLOSING = "”’»)]"
# Explicit direction marks of bidirectional text would turn the sentence around them, too.
_TURNING = dict.fromkeys(
    (0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFFFE, 0xFFFF), ""
)
_TIDYING = (
    (re.compile(r"\(\s*\)|\[\s*\]|“\s*”|\"\s*\""), ""),
    (re.compile(r"\s+"), " "),
    (re.compile(r" +([,.;?!…])(?= |$)"), r"\1"),
    (re.compile(r"\.{3,}|…\.+"), "…"),
    (re.compile(r"…{2,}"), "…"),
    (re.compile(r"\.\.+"), "."),
    (re.compile(r"([,;:])(?: *[,;:])+"), r"\1"),
    (re.compile(r"[,;:] *([.?!…])(?= |$)"), r"\1"),
    (re.compile(r"([?!…])(?: *[.,;:])+(?= |$)"), r"\1"),
    (re.compile(r"\. +\.(?= |$)"), "."),
    (re.compile(r"([?!])[?!]+"), r"\1"),
)
_BULLET = re.compile(r"^(?:[-–—•*·▪●○]+|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+")
_STOP = re.compile(r"(?<=[^\W_][^\W_])[.?!…]\s+(?=[^\W\d_])")
# A full stop behind one of these does not end the sentence, or not surely.
_SHORT_FORMS = frozenset(
    {
        "bpk", "dll", "dr", "dra", "drs", "dsb", "dst", "gg", "hlm", "ir", "jl", "kab",
        "kec", "kel", "kep", "lih", "mis", "no", "nomor", "per", "perda", "perbup", "prof",
        "prov", "rp", "rt", "rw", "sda", "sdr", "sdri", "st", "tb", "tbk", "tgl", "thn",
        "ttg", "yth",
    }
)  # fmt: skip
_WORD = re.compile(r"[^\W_]+(?:[-/’'][^\W_]+)*")
_ROMAN = re.compile(r"[IVX]+")
# Names that often begin a sentence alone; other names show by a second capital, or are known.
_NAMES = frozenset(
    {
        "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus",
        "September", "Oktober", "November", "Desember", "Senin", "Selasa", "Rabu", "Kamis",
        "Jumat", "Sabtu", "Minggu", "Ramadan", "Ramadhan", "Idulfitri", "Lebaran", "Natal",
        "Indonesia", "Jawa", "Sumatra", "Sumatera", "Kalimantan", "Sulawesi", "Papua",
        "Bali", "Maluku", "Jakarta", "Presiden", "Menteri", "Gubernur", "Bupati", "Camat",
        "Inspektorat", "Bappeda", "Bapperida", "Puskesmas", "Posyandu", "Renstra", "Renja",
        "Tuhan", "Allah", "Pancasila",
    }
)  # fmt: skip


@lru_cache(maxsize=1024)  # A report says the same names again and again.
def clean(text: str) -> str:
    """A text on one line: no control marks, no double space, no empty brackets, one full stop."""
    kept = text if text.isprintable() else _without_marks(text)
    while (tidied := _tidied(kept)) != kept:
        kept = tidied
    return kept


def _without_marks(text: str) -> str:
    return "".join(
        " " if each.isspace() else each
        for each in text.translate(_TURNING)
        if each.isspace() or unicodedata.category(each) not in ("Cc", "Cs")
    )


def _tidied(text: str) -> str:
    for pattern, instead in _TIDYING:
        text = pattern.sub(instead, text)
    return text.strip()


def said(text: str) -> str:
    """What somebody typed as whole sentences on one line; empty for nothing, or a mere dash."""
    lines = (clean(_BULLET.sub("", line.strip())).lstrip(_STOPS) for line in text.splitlines())
    return clean(" ".join(ended(line) for line in lines if _says_something(line)))


def _says_something(line: str) -> bool:
    return any(each.isalnum() for each in line)


def ended(text: str) -> str:
    """The text with the mark that ends a sentence."""
    bare = text.rstrip(" ,;:–—-")
    return bare if bare.rstrip(_CLOSING)[-1:] in tuple(_ENDS) else f"{bare}."


def bare_name(text: str) -> str:
    """A name or title within a sentence, without marks at its ends; empty for a mere dash."""
    bare = clean(text).strip(_MARKS)
    return bare if _says_something(bare) else ""


def person(text: str) -> str:
    """A person's name: the full stop of the last academic title stays."""
    bare = clean(text).strip(" ,;:?!…–—-").lstrip(_STOPS)
    return bare if _says_something(bare) else ""


def first_sentence(text: str) -> str:
    """The first of several sentences, where a summary has room for one."""
    for stop in _STOP.finditer(text):
        before = text[: stop.start()].split()
        if before and before[-1].strip("(“").casefold() not in _SHORT_FORMS:
            return text[: stop.start() + 1]
    return text


def lower_first(text: str, names: frozenset[str] = frozenset()) -> str:
    """The text to go on after a colon: its first letter is small unless it begins a name.

    A name is known (`names`), or shows by a second capital: BNN, Kabupaten Contoh, e-KTP.
    """
    found = list(_WORD.finditer(text))
    if not found or found[0].start() or not text[0].isupper():
        return text
    first = found[0].group()
    is_name = first in _NAMES or first in names or any(each.isdigit() for each in first)
    is_name = is_name or (len(first) > 1 and first != first.capitalize())
    if len(found) > 1 and not is_name:
        between = text[found[0].end() : found[1].start()]
        second = found[1].group()
        is_name = between == " " and second[0].isupper() and not _ROMAN.fullmatch(second)
    return text if is_name else text[0].lower() + text[1:]


def label(text: str) -> str:
    """A category or class in the middle of a sentence: "sangat tinggi", but AA stays."""
    return " ".join(word if word.isupper() else word.lower() for word in clean(text).split())


def quoted(text: str) -> str:
    """A name between quotation marks; marks within it become the inner ones."""
    bare = bare_name(text)
    inner = re.sub(r"[“\"„]([^“”\"„]*)[”\"]", r"‘\1’", bare)
    return f"“{re.sub('[“”„"]', '’', inner)}”"


def shortened(text: str) -> str:
    """A name short enough for a list, cut between words."""
    bare = bare_name(text)
    if len(bare) <= LONGEST_NAME:
        return bare
    cut = bare[:LONGEST_NAME].rsplit(" ", 1)[0]
    return f"{bare_name(cut)} …"


def code(text: str) -> str:
    """A code within a sentence: "1." of a numbered plan is 1, so that no full stop doubles."""
    return bare_name(text) or "tanpa kode"


def percent(value: Decimal) -> str:
    """A percentage as the whole report prints it: two decimals and the sign."""
    return f"{numbers.show(value, places=2)}%"


def rupiah(value: Decimal) -> str:
    """Money with its sign: Rp1.875.000.000."""
    return f"Rp{numbers.show(value)}"


def listed(words: Iterable[str]) -> str:
    """`A`, `A dan B`, `A, B, dan C`."""
    all_ = tuple(words)
    if len(all_) < 3:
        return " dan ".join(all_)
    return f"{', '.join(all_[:-1])}, dan {all_[-1]}"


def many(count: str, what: str) -> str:
    """A count at the beginning of a sentence: "Satu indikator", "Sebanyak 4 indikator"."""
    return f"Satu {what}" if count == "1" else f"Sebanyak {count} {what}"


def sentence(text: str) -> str:
    """The text with a capital letter and a full stop."""
    return ended(text[:1].upper() + text[1:])
