"""How a data format looks: colours, type, room for words, and how it is printed."""

import datetime
from collections.abc import Iterable, Iterator
from io import BytesIO
from math import ceil
from typing import Any

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

# A document says when it was made; a fixed day makes the same form the same bytes.
MADE_ON = datetime.datetime(2000, 1, 1)  # noqa: DTZ001 (the file format has no time zones)
FOLIO = 14  # 8,5 × 13 inch, which Indonesian offices call F4.
A4 = 9
LONGEST_CELL = 32_767

BLUE_DEEP, BLUE, BLUE_TINT, BLUE_LINE = "#00307A", "#0049B8", "#EAF2FF", "#C3DAFD"
TEXT, MUTED, LINE = "#1F1F1F", "#525252", "#D9D9D6"
YELLOW, YELLOW_LINE, AMBER_DEEP = "#FFF8D6", "#E0CF86", "#755300"
GOLD, BROWN = "#F5DC82", "#4A3A00"
ORANGE, RED_TINT, RED_DEEP, GREEN_DEEP = "#FFD9A8", "#FBD5D5", "#A90909", "#1D6428"
WHITE = "#FFFFFF"

_STYLES: dict[str, dict[str, Any]] = {
    "base": {"font_name": "Calibri", "font_size": 10, "font_color": TEXT, "valign": "top"},
    "title": {"font_size": 18, "bold": True, "font_color": BLUE_DEEP, "valign": "vcenter"},
    "subtitle": {"font_size": 12, "bold": True, "valign": "vcenter"},
    "overline": {"font_color": MUTED, "valign": "vcenter"},
    "muted": {"font_color": MUTED},
    "small": {"font_size": 9},
    "section": {
        "font_size": 12,
        "bold": True,
        "font_color": BLUE_DEEP,
        "bottom": 2,
        "bottom_color": BLUE_DEEP,
        "valign": "vcenter",
    },
    "heading": {
        "bold": True,
        "font_color": WHITE,
        "bg_color": BLUE_DEEP,
        "align": "center",
        "valign": "vcenter",
        "text_wrap": True,
        "border": 1,
        "border_color": WHITE,
    },
    "heading-entry": {"bg_color": GOLD, "font_color": BROWN},
    "group": {
        "bold": True,
        "font_size": 9,
        "font_color": BLUE_DEEP,
        "bg_color": BLUE_TINT,
        "valign": "vcenter",
    },
    "group-entry": {"font_color": AMBER_DEEP, "bg_color": YELLOW},
    "band": {
        "bold": True,
        "font_color": BLUE_DEEP,
        "bg_color": BLUE_TINT,
        "valign": "vcenter",
        "top": 1,
        "bottom": 1,
        "top_color": BLUE_LINE,
        "bottom_color": BLUE_LINE,
    },
    "cell": {"border": 1, "border_color": LINE},
    "entry": {
        "border": 1,
        "border_color": YELLOW_LINE,
        "bg_color": YELLOW,
        "locked": False,
        "text_wrap": True,
    },
    # The sign for thin diagonal lines: nothing is asked here.
    "closed": {"border": 1, "border_color": LINE, "pattern": 14, "fg_color": LINE},
    "fact": {"bottom": 1, "bottom_color": LINE, "valign": "vcenter"},
    "due": {"bold": True, "font_size": 12, "font_color": RED_DEEP},
    "required": {"bg_color": RED_TINT},
    "check": {"bg_color": ORANGE},
    "red": {"font_color": RED_DEEP},
    "green": {"font_color": GREEN_DEEP},
    "amber": {"font_color": AMBER_DEEP},
    "link": {"font_color": BLUE, "underline": 1},
    "shut": {"locked": True},
    "wrap": {"text_wrap": True},
    "bold": {"bold": True},
    "center": {"align": "center"},
    "right": {"align": "right"},
    "left": {"align": "left"},
    "middle": {"valign": "vcenter"},
    "as-text": {"num_format": "@"},
    "money": {"num_format": "#,##0"},
    "two-places": {"num_format": "0.00"},
    "indent-1": {"indent": 1},
    "indent-2": {"indent": 2},
}


class Book:
    """A workbook being written in memory, and its formats by the names of their styles."""

    def __init__(self, *, title: str, author: str) -> None:
        self._bytes = BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self.workbook: Workbook = xlsxwriter.Workbook(self._bytes, options)
        self.workbook.set_properties({"title": title, "author": author, "created": MADE_ON})
        self._formats: dict[tuple[str, ...], Any] = {}

    def style(self, *names: str, places: int | None = None) -> Any:
        """The format in which later names override earlier ones, with so many decimals."""
        key = (*names, str(places))
        if key not in self._formats:
            merged: dict[str, Any] = dict(_STYLES["base"])
            for name in names:
                merged |= _STYLES[name]
            if places is not None:
                merged["num_format"] = f"#,##0.{'0' * places}" if places else "#,##0"
            self._formats[key] = self.workbook.add_format(merged)
        return self._formats[key]

    def rule(self, *names: str) -> Any:
        """As `style`, but only what a conditional colour may change."""
        key = ("rule", *names)
        if key not in self._formats:
            merged = {prop: value for name in names for prop, value in _STYLES[name].items()}
            self._formats[key] = self.workbook.add_format(merged)
        return self._formats[key]

    def sheet(self, name: str) -> Worksheet:
        """A further sheet, without grid lines."""
        sheet: Worksheet = self.workbook.add_worksheet(name)
        sheet.hide_gridlines(2)
        return sheet

    def finished(self) -> bytes:
        """The bytes of the workbook, which is closed by this."""
        self.workbook.close()
        return self._bytes.getvalue()


def protect(sheet: Worksheet) -> None:
    """Lock the sheet against slips of the hand; rows and columns may be drawn wider.

    There is no password: a lock is a help here and no security.
    """
    sheet.protect("", {"format_columns": True, "format_rows": True})


def set_up_print(sheet: Worksheet, *, footer: str, landscape: bool = True) -> None:
    """Folio (F4) lying, or A4 standing; as wide as one page; pages are numbered."""
    if landscape:
        sheet.set_landscape()
    sheet.set_paper(FOLIO if landscape else A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    # An ampersand is a command in a footer, and a footer has at most 255 characters.
    said = footer[:110].replace("&", "&&")
    sheet.set_footer(f"&L&8{said}&R&8Halaman &P dari &N")


def height_of(texts: Iterable[tuple[str, float]], *, least: float, size: float = 10) -> float:
    """The height in points for wrapped texts in columns of these widths.

    It is an estimate from the mean width of a letter, on the roomy side.
    """
    lines = max((sum(_lines(text, width)) for text, width in texts), default=1)
    return min(max(least, lines * size * 1.36 + 6), 400)


def _lines(text: str, width: float) -> Iterator[int]:
    per_line = max(width * 1.15 - 1, 4)
    return (max(1, ceil(len(line) / per_line)) for line in text.split("\n"))
