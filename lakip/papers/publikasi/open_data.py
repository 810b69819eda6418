"""The figures of a public report for other programs: JSON in one piece, and two CSV tables.

What is one number is a number, beside the text in which the report prints it: so a reader can
compute without reading Indonesian, and can compare with the printed table. What is not known is
null with its reason in JSON and an empty cell in CSV, and never zero.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from lakip.papers.laporan_kinerja.facts import (
    IndicatorFacts,
    MoneyFacts,
    ObjectiveFacts,
    ReportFacts,
    YearFigure,
)
from lakip.papers.publikasi.records import Publication

SCHEMA, VERSION = "lakip-data-kinerja", 1
LICENCE = "Data terbuka; boleh dipakai dengan menyebut sumber."
UNRECORDED = "Realisasinya belum dicatat."
# A ratio is printed as 1 : 3 and has no end as one number; no figure of a report has more places.
PLACES, PERCENT = Decimal("0.000001"), Decimal("0.01")
# Spreadsheets take a text that begins so for a formula.
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n")
_FIGURE = re.compile(r"[+-]?[\d.,]+")
INDICATOR_HEADINGS = (
    "tahun", "kode_sasaran", "sasaran", "kode_indikator", "indikator", "satuan", "iku", "arah",
    "target", "target_angka", "realisasi", "realisasi_angka", "alasan_belum_ada",
    "capaian_persen", "kategori", "cara_hitung", "target_akhir_renstra", "penanggung_jawab",
)  # fmt: skip
BUDGET_HEADINGS = (
    "tahun", "jenjang", "kode", "nama", "mendukung_indikator", "pagu_rupiah", "realisasi_rupiah",
    "serapan_persen",
)  # fmt: skip


def as_json(publication: Publication, facts: ReportFacts, *, address: str) -> bytes:
    """Everything as one document; `address` is that of the public page."""
    mark = publication.mark
    told = {
        "skema": SCHEMA,
        "versi": VERSION,
        "lisensi": LICENCE,
        "instansi": facts.agency,
        "pemerintah": facts.government,
        "tahun": facts.year,
        "laporan": {
            "laman": address,
            "disahkan_pada": mark.at.isoformat(timespec="seconds"),
            "disahkan_oleh": mark.by_label,
            "terbit_pada": publication.published_at.isoformat(timespec="seconds"),
            "sha256": publication.version.sha256,
        },
        "rencana": _plan(facts),
        "ketentuan_penghitungan": list(facts.policy),
        "sasaran": [_objective(each) for each in facts.objectives],
        "anggaran": {
            "pagu_rupiah": _number(facts.ceiling),
            "realisasi_rupiah": _number(facts.spent),
            "serapan_persen": _percent(facts.absorption),
            "rincian": [_money(each) for each in facts.money],
        },
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"


def _plan(facts: ReportFacts) -> dict[str, Any] | None:
    if not facts.plan:
        return None
    years = {"tahun_awal": facts.plan_first, "tahun_akhir": facts.plan_last}
    return {"nama": facts.plan, **years}


def _objective(objective: ObjectiveFacts) -> dict[str, Any]:
    return {
        "kode": objective.code,
        "sasaran": objective.text,
        "tujuan": objective.goal or None,
        "rata_rata_capaian_persen": _percent(objective.mean),
        "kategori": objective.category or None,
        "cara_hitung": objective.mean_why or None,
        "indikator": [_indicator(each) for each in objective.indicators],
    }


def _indicator(each: IndicatorFacts) -> dict[str, Any]:
    return {
        "kode": each.code,
        "indikator": each.name,
        "satuan": each.unit or None,
        "iku": each.is_key,
        "arah": each.polarity.words,
        "penanggung_jawab": each.owner or None,
        "definisi": each.definition or None,
        "rumus": each.formula or None,
        **_figure(each.now),
        "target_akhir_renstra": _aim(each.plan_end) if each.plan_end else None,
        "tren": [_figure(figure) for figure in (*each.before, each.now)],
    }


def _figure(figure: YearFigure) -> dict[str, Any]:
    """One year of an indicator."""
    return {
        "tahun": figure.year,
        "target": _aim(figure),
        "realisasi": _said(figure.actual, figure.number),
        "alasan_belum_ada": _reason(figure) or None,
        "capaian_persen": _percent(figure.achievement),
        "kategori": figure.category or None,
        "cara_hitung": figure.why or None,
    }


def _aim(figure: YearFigure) -> dict[str, Any] | None:
    return _said(figure.target, figure.target_number)


def _said(text: str, number: Decimal | None) -> dict[str, Any] | None:
    return {"tertulis": text, "angka": _number(number)} if text else None


def _reason(figure: YearFigure) -> str:
    """Why there is no actual; empty where there is one."""
    return "" if figure.actual else figure.missing_because or UNRECORDED


def _money(money: MoneyFacts) -> dict[str, Any]:
    return {
        "jenjang": money.level,
        "kode": money.code,
        "nama": money.name,
        "mendukung_indikator": list(money.supports),
        "pagu_rupiah": _number(money.ceiling),
        "realisasi_rupiah": _number(money.spent),
        "serapan_persen": _percent(money.absorption),
    }


def _number(value: Decimal | None) -> int | float | None:
    """A figure as a JSON number. Up to fifteen digits a float is written just as it was said."""
    if value is None:
        return None
    exact = _exact(value)
    return int(exact) if exact == exact.to_integral_value() else float(exact)


def _percent(value: Decimal | None) -> int | float | None:
    return _number(_rounded(value))


def _rounded(value: Decimal | None) -> Decimal | None:
    """A percentage as the tables of the report print it."""
    return None if value is None else value.quantize(PERCENT, rounding=ROUND_HALF_UP)


def _exact(value: Decimal) -> Decimal:
    exponent = value.as_tuple().exponent
    is_long = isinstance(exponent, int) and exponent < -6
    return value.quantize(PLACES, rounding=ROUND_HALF_UP) if is_long else value


def indicators_csv(facts: ReportFacts) -> bytes:
    """A row for each indicator in the year of the report."""
    return _csv(
        INDICATOR_HEADINGS,
        (
            (
                str(facts.year),
                _harmless(objective.code),
                _harmless(objective.text),
                _harmless(each.code),
                _harmless(each.name),
                _harmless(each.unit),
                "ya" if each.is_key else "tidak",
                _harmless(each.polarity.words),
                _harmless(each.now.target),
                _digits(each.now.target_number),
                _harmless(each.now.actual),
                _digits(each.now.number if each.now.actual else None),
                _harmless(_reason(each.now)),
                _digits(_rounded(each.now.achievement)),
                _harmless(each.now.category),
                _harmless(each.now.why),
                _harmless(each.plan_end.target if each.plan_end else ""),
                _harmless(each.owner),
            )
            for objective in facts.objectives
            for each in objective.indicators
        ),
    )


def budget_csv(facts: ReportFacts) -> bytes:
    """A row for each programme, kegiatan and sub-kegiatan; `jenjang` says which it is."""
    return _csv(
        BUDGET_HEADINGS,
        (
            (
                str(facts.year),
                _harmless(money.level),
                _harmless(money.code),
                _harmless(money.name),
                _harmless(" ".join(money.supports)),
                _digits(money.ceiling),
                _digits(money.spent),
                _digits(_rounded(money.absorption)),
            )
            for money in facts.money
        ),
    )


def _csv(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """As RFC 4180 has it. The mark in front tells Excel that the letters are UTF-8."""
    into = io.StringIO()
    writer = csv.writer(into, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows(rows)
    return into.getvalue().encode("utf-8-sig")


def _harmless(text: str) -> str:
    """A text that no spreadsheet runs. A figure such as -2,5 is no formula and stays as it is."""
    is_formula = text.lstrip(" ").startswith(FORMULAS) and not _FIGURE.fullmatch(text)
    return f"'{text}" if is_formula else text


def _digits(value: Decimal | None) -> str:
    """A figure with a point and nothing else, for it is read by programs; empty when unknown."""
    return "" if value is None else format(_exact(value).normalize(), "f")
