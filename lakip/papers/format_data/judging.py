"""Judges what was typed into a request: which figure it gives, and what still stands in the way.

The same judgement serves the page while somebody types, the workbook that comes back, the press
that hands the answer in, and the taking over of the figures.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from lakip.performance import numbers, values
from lakip.performance.forms import BUDGET_FIELDS, INDICATOR_FIELDS
from lakip.performance.planning import Indicator
from lakip.performance.requests import RequestLine
from lakip.performance.values import Kind, Missing, Number, Value

ACTUAL, NUMERATOR, DENOMINATOR, REASON = "realisasi", "pembilang", "penyebut", "alasan"
WORDS = {
    "penyebab": "causes",
    "hambatan": "obstacles",
    "upaya": "efforts",
    "tindak-lanjut": "follow_up",
    "sumber": "source",
}
CEILING, SPENT, NOTE = "pagu", "realisasi-anggaran", "keterangan"
_LONGEST = {field.slug: field.longest for field in (*INDICATOR_FIELDS, *BUDGET_FIELDS)}
LARGEST_MONEY = Decimal(10) ** 15
LARGEST_FIGURE = Decimal(10) ** 18

NEITHER = "Isi realisasinya, atau tulis alasan mengapa belum ada."
BOTH = "Isi realisasi atau alasannya, jangan keduanya."
NO_DENOMINATOR = "Penyebut nol, jadi realisasi tidak dapat dihitung. Tulis alasannya."
HALF_PARTS = "Isi pembilang dan penyebut kedua-duanya."
OTHER_QUOTIENT = (
    "Realisasi {typed} tidak sama dengan {numerator} ÷ {denominator} × {multiplier} = {counted}."
)
TOO_LONG = "Terlalu panjang ({length} huruf); paling banyak {most}."
TOO_LARGE = "Angka ini terlalu besar."
NEGATIVE_MONEY = "Anggaran tidak dapat kurang dari nol."
NO_MONEY = "Isi pagu dan realisasi anggarannya; bila tidak dibelanjakan, isi 0."
OVERSPENT = "Realisasi anggaran lebih besar dari pagunya. Periksa kembali."


@dataclass(kw_only=True)
class Judged:
    """What a line's cells give. A line is complete when it gives what was asked, faultlessly."""

    value: Value | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    ceiling: Decimal | None = None
    spent: Decimal | None = None
    words: dict[str, str] = field(default_factory=dict)
    faults: list[tuple[str, str]] = field(default_factory=list)  # The field, and the sentence.
    remarks: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_complete(self) -> bool:
        """Whether nothing stands in the way of taking the line over."""
        return not self.faults


def judge(line: RequestLine, typed: Mapping[str, str]) -> Judged:
    """Judge a line by the texts of its cells."""
    found = Judged()
    if line.indicator:
        _words(found, typed, {**WORDS, REASON: ""})
        _figure(found, line.indicator, typed)
    else:
        _words(found, typed, {NOTE: ""})
        _money(found, typed)
    return found


def _words(found: Judged, typed: Mapping[str, str], names: Mapping[str, str]) -> None:
    for name, column in names.items():
        text = typed.get(name, "").strip()
        if len(text) > _LONGEST[name]:
            found.faults.append((name, TOO_LONG.format(length=len(text), most=_LONGEST[name])))
        elif text:
            found.words[column or name] = text


def _figure(found: Judged, indicator: Indicator, typed: Mapping[str, str]) -> None:
    stated = _stated(found, indicator, typed.get(ACTUAL, ""))
    counted = _counted(found, indicator, typed) if indicator.has_parts else None
    found.value = stated if stated is not None else counted
    if isinstance(stated, Number) and isinstance(counted, Number):
        _compare(found, indicator, stated, counted)
    reason = typed.get(REASON, "").strip()
    if reason and found.value is not None:
        found.faults.append((REASON, BOTH))
    elif reason:
        found.value = Missing(reason)
    elif found.value is None and not found.faults:
        found.faults.append((ACTUAL, NEITHER))


def _stated(found: Judged, indicator: Indicator, text: str) -> Value | None:
    """The figure as typed; None when the cell is empty or cannot be read."""
    if not text.strip():
        return None
    try:
        value = values.read(text, kind=Kind(indicator.kind), grades=indicator.grade_list)
    except numbers.Unreadable as error:
        found.faults.append((ACTUAL, str(error)))
        return None
    if isinstance(value, Number) and abs(value.amount) >= LARGEST_FIGURE:
        found.faults.append((ACTUAL, TOO_LARGE))
        return None
    return value


def _counted(found: Judged, indicator: Indicator, typed: Mapping[str, str]) -> Value | None:
    """The figure that numerator and denominator give."""
    found.numerator = _number(found, NUMERATOR, typed.get(NUMERATOR, ""))
    found.denominator = _number(found, DENOMINATOR, typed.get(DENOMINATOR, ""))
    given = [part is not None for part in (found.numerator, found.denominator)]
    if not all(given):
        if any(given) and not found.faults:
            found.faults.append((NUMERATOR if given[1] else DENOMINATOR, HALF_PARTS))
        return None
    assert found.numerator is not None
    assert found.denominator is not None
    if found.denominator == 0:
        if not typed.get(REASON, "").strip():
            found.faults.append((DENOMINATOR, NO_DENOMINATOR))
        return None
    quotient = found.numerator / found.denominator * indicator.multiplier
    return Number(quotient.quantize(Decimal("0.01")))


def _number(found: Judged, name: str, text: str) -> Decimal | None:
    if not text.strip():
        return None
    try:
        number = numbers.read(text, whole=True)
    except (numbers.Unreadable, InvalidOperation) as error:
        found.faults.append((name, str(error)))
        return None
    if abs(number) >= LARGEST_FIGURE:
        found.faults.append((name, TOO_LARGE))
        return None
    return number


def _compare(found: Judged, indicator: Indicator, stated: Number, counted: Number) -> None:
    """A typed figure may be the quotient rounded to its own places, and nothing else."""
    places = -int(stated.amount.as_tuple().exponent or 0)
    slack = Decimal(1).scaleb(-max(places, 0))
    if abs(stated.amount - counted.amount) <= slack:
        return
    assert found.numerator is not None
    assert found.denominator is not None
    found.remarks.append(
        (
            ACTUAL,
            OTHER_QUOTIENT.format(
                typed=values.show(stated),
                numerator=numbers.show(found.numerator),
                denominator=numbers.show(found.denominator),
                multiplier=numbers.show(indicator.multiplier.normalize()),
                counted=values.show(counted),
            ),
        )
    )


def _money(found: Judged, typed: Mapping[str, str]) -> None:
    found.ceiling = _sum(found, CEILING, typed.get(CEILING, ""))
    found.spent = _sum(found, SPENT, typed.get(SPENT, ""))
    if found.spent is None and not found.faults:
        found.faults.append((SPENT, NO_MONEY))
    if found.ceiling is not None and found.spent is not None and found.spent > found.ceiling:
        found.remarks.append((SPENT, OVERSPENT))


def _sum(found: Judged, name: str, text: str) -> Decimal | None:
    number = _number(found, name, text)
    if number is None:
        return None
    if number < 0:
        found.faults.append((name, NEGATIVE_MONEY))
        return None
    if number >= LARGEST_MONEY:
        found.faults.append((name, TOO_LARGE))
        return None
    return number.quantize(Decimal("0.01"))
