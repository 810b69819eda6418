"""What may be typed into a yellow cell, and what Excel says before and after."""

from typing import Any

from xlsxwriter.worksheet import Worksheet

from lakip.performance.forms import PARTS, AnswerField, Asks, BudgetRow, FormRow
from lakip.performance.values import Kind

LARGEST = 10**15
# Excel takes no longer texts in its boxes, and no longer list of choices.
_LONGEST_TITLE, _LONGEST_MESSAGE, _LONGEST_LIST = 32, 255, 255
YES, NO = "ya", "tidak"

NOT_A_NUMBER = "Isi dengan angka saja, tanpa satuan dan tanpa Rp. Contoh pecahan ada di Petunjuk."
NO_FIGURE_YET = f"{NOT_A_NUMBER} Jika angkanya belum ada, kosongkan dan isi kolom Alasan."
NOT_IN_LIST = "Pilih dari daftar. Jika belum ada, kosongkan dan isi kolom Alasan."
TOO_LONG = "Paling banyak {most} huruf. Ringkas, lalu coba lagi."
_BY_KIND = {
    Kind.RATIO: "Perbandingan. Tulis seperti 1:17,9.",
    Kind.RANGE: "Rentang. Tulis seperti 80-90.",
    Kind.GRADE: "Predikat. Pilih dari daftar.",
    Kind.YES_NO: "Pilih ya atau tidak.",
}


class EntryLimits:
    """The rules of a sheet's yellow cells; those of one rule are written as one."""

    def __init__(self) -> None:
        self._cells: dict[str, list[list[int]]] = {}
        self._rules: dict[str, dict[str, Any]] = {}

    def add(self, row_at: int, column: int, asked: AnswerField, row: FormRow | BudgetRow) -> None:
        """Note the rule and the two messages of a cell; rows come from above to below."""
        rule = _rule(asked, row) | {
            "ignore_blank": True,
            "error_title": "Isian belum sesuai",
            "input_title": _short(asked.heading.replace(" {year}", ""), _LONGEST_TITLE),
            "input_message": _short(_advice(asked, row), _LONGEST_MESSAGE),
        }
        key = f"{column} {sorted(rule.items())}"
        self._rules[key] = rule
        ranges = self._cells.setdefault(key, [])
        if ranges and ranges[-1][2] == row_at - 1:
            ranges[-1][2] = row_at
        else:
            ranges.append([row_at, column, row_at, column])

    def hang(self, sheet: Worksheet) -> None:
        """Put the rules on the sheet."""
        for key, ranges in self._cells.items():
            rule = self._rules[key] | ({"other_cells": ranges[1:]} if ranges[1:] else {})
            sheet.data_validation(*ranges[0], rule)


def _rule(asked: AnswerField, row: FormRow | BudgetRow) -> dict[str, Any]:
    if asked.asks is Asks.TEXT:
        return _at_most(asked.longest)
    if asked.asks is Asks.VALUE and isinstance(row, FormRow):
        if row.kind is Kind.YES_NO:
            return _one_of([YES, NO], asked)
        if row.kind is Kind.GRADE:
            return _one_of(list(row.grades), asked)
        if row.kind is not Kind.NUMBER:
            return _at_most(asked.longest)
        return _decimal(-LARGEST, NO_FIGURE_YET)
    return _decimal(0 if asked.asks is Asks.MONEY else -LARGEST, NOT_A_NUMBER)


def _decimal(least: int, sentence: str) -> dict[str, Any]:
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": least,
        "maximum": LARGEST,
        "error_message": sentence,
    }


def _at_most(letters: int) -> dict[str, Any]:
    return {
        "validate": "length",
        "criteria": "<=",
        "value": letters,
        "error_message": TOO_LONG.format(most=letters),
    }


def _one_of(choices: list[str], asked: AnswerField) -> dict[str, Any]:
    """A list to choose from; one that Excel cannot hold is judged when the form comes back."""
    fits = len(",".join(choices)) <= _LONGEST_LIST and not any("," in one for one in choices)
    if not choices or not fits:
        return _at_most(asked.longest)
    return {"validate": "list", "source": choices, "error_message": NOT_IN_LIST}


def _advice(asked: AnswerField, row: FormRow | BudgetRow) -> str:
    """What is shown beside the cell while it is filled."""
    if isinstance(row, BudgetRow):
        return asked.help
    if asked in PARTS:
        return row.numerator if asked is PARTS[0] else row.denominator
    if asked.asks is not Asks.VALUE:
        return asked.help
    unit = f"Satuan: {row.unit}. " if row.unit else ""
    return unit + _BY_KIND.get(row.kind, asked.help)


def _short(text: str, most: int) -> str:
    bare = " ".join(text.split())
    return bare if len(bare) <= most else bare[: most - 1].rstrip() + "…"
