"""Reads the sheets of an xlsx with calamine, and from its XML what calamine does not tell.

Calamine gives values only. A formula that was never calculated and an error are empty cells to it,
and a cell shown as 93,75% is 0.9375. Each would be taken for something that nobody wrote, so the
cells of these three kinds are looked up in the XML. The gate has passed the file before.
"""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from posixpath import join, normpath
from xml.parsers import expat

from python_calamine import CalamineWorkbook, SheetTypeEnum

from lakip.performance.plan_cells import Odd
from lakip.performance.plan_finding import RawSheet

DAMAGED = (
    "Berkas ini tidak dapat dibuka sebagai buku kerja Excel. Buka di Excel, simpan ulang sebagai "
    ".xlsx, lalu pilih lagi."
)
MOST_SHEETS, MOST_ODD, MOST_MERGED = 30, 20_000, 1_000
_PIECE = 1 << 20
_PERCENT_FORMATS = {"9", "10"}
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_STYLE = re.compile(rb'\bs="(\d+)"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|t)(?:\s[^>]*)?>[^<]")
_ERROR = b't="e"'


def workbook_sheets(path: Path) -> list[RawSheet]:
    """The sheets of the workbook; whatever calamine raises for a broken file is raised."""
    odd = _odd_cells(path)
    # Opened as a file, for calamine judges a path by its extension and stored files have none.
    with path.open("rb") as file:
        book = CalamineWorkbook.from_filelike(file)
        names = [
            sheet.name for sheet in book.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet
        ]
        return [_sheet(book, name, odd.get(name, {})) for name in names[:MOST_SHEETS]]


def _sheet(book: CalamineWorkbook, name: str, odd: dict[tuple[int, int], Odd]) -> RawSheet:
    sheet = book.get_sheet_by_name(name)
    merged = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
    return RawSheet(name=name, rows=_rows(sheet), merged=merged[:MOST_MERGED], odd=odd)


def _rows(sheet: object) -> Iterator[list[object]]:
    """The rows from the first of the sheet on, each from its first column on."""
    left = sheet.start[1] if sheet.start else 0  # type: ignore[attr-defined]
    before = [""] * left
    for row in sheet.iter_rows():  # type: ignore[attr-defined]
        yield before + row if left else row


def _odd_cells(path: Path) -> dict[str, dict[tuple[int, int], Odd]]:
    """By the sheet's name, the cells that are more than their value."""
    with zipfile.ZipFile(path) as archive:
        parts = {info.filename.lower(): info for info in archive.infolist()}
        percents = _percent_styles(archive, parts)
        return {
            name: found
            for name, part in _parts_of_sheets(archive, parts).items()
            if part.lower() in parts
            and (found := _odd_in(archive.open(parts[part.lower()]), percents))
        }


def _parts_of_sheets(archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo]) -> dict[str, str]:
    """The part of each sheet by its name, as the workbook and its relationships say."""
    sheets: list[tuple[str, str]] = []
    targets: dict[str, str] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        local = tag.rpartition(":")[2]
        if local == "sheet":
            key = next((v for k, v in attributes.items() if k.endswith(":id")), "")
            sheets.append((attributes.get("name", ""), key))
        elif local == "Relationship":
            target = attributes.get("Target", "")
            rooted = target.lstrip("/") if target.startswith("/") else join("xl", target)
            targets[attributes.get("Id", "")] = normpath(rooted)

    for part in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
        _parse(archive, parts, part, start)
    return {name: targets[key] for name, key in sheets if key in targets}


def _percent_styles(
    archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo]
) -> frozenset[bytes]:
    """The numbers of the cell styles that show percent."""
    formats, styles, inside = set(_PERCENT_FORMATS), list[str](), [False]

    def start(tag: str, attributes: dict[str, str]) -> None:
        local = tag.rpartition(":")[2]
        if local == "numFmt" and "%" in _QUOTED.sub("", attributes.get("formatCode", "")):
            formats.add(attributes.get("numFmtId", ""))
        elif local == "cellXfs":
            inside[0] = True
        elif local in ("cellStyles", "dxfs"):
            inside[0] = False
        elif local == "xf" and inside[0]:
            styles.append(attributes.get("numFmtId", "0"))

    _parse(archive, parts, "xl/styles.xml", start)
    return frozenset(b"%d" % at for at, style in enumerate(styles) if style in formats)


def _parse(
    archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo], name: str, start: object
) -> None:
    if name not in parts:
        return
    parser = expat.ParserCreate()
    parser.StartElementHandler = start  # type: ignore[assignment]
    with archive.open(parts[name]) as part:
        parser.ParseFile(part)


def _odd_in(part: object, percents: frozenset[bytes]) -> dict[tuple[int, int], Odd]:
    """The odd cells of one sheet. Pieces without a sign of one are passed over quickly."""
    found: dict[tuple[int, int], Odd] = {}
    styles = re.compile(rb'\bs="(?:' + b"|".join(sorted(percents)) + rb')"') if percents else None
    rest = b""
    with part:  # type: ignore[attr-defined]
        while piece := part.read(_PIECE):  # type: ignore[attr-defined]
            rest += piece
            cut = max(rest.rfind(b"</row>"), rest.rfind(b":row>")) + 6
            if cut > 6:
                _look(rest[:cut], percents, styles, found)
                rest = rest[cut:]
            if len(found) > MOST_ODD:
                break
    _look(rest, percents, styles, found)
    return found


def _look(
    piece: bytes,
    percents: frozenset[bytes],
    styles: re.Pattern[bytes] | None,
    found: dict[tuple[int, int], Odd],
) -> None:
    has_formula = b"<f" in piece or b":f" in piece
    if not has_formula and _ERROR not in piece and not (styles and styles.search(piece)):
        return
    for cell in _CELL.finditer(piece):
        attributes, inner = cell[1], cell[2] or b""
        odd = _odd(attributes, inner, percents)
        place = _PLACE.search(attributes) if odd else None
        if odd and place:
            found[int(place[2]) - 1, _column(place[1])] = odd


def _odd(attributes: bytes, inner: bytes, percents: frozenset[bytes]) -> Odd | None:
    if _ERROR in attributes:
        return Odd.ERROR
    if _FORMULA.search(inner) and not _VALUE.search(inner):
        return None if b't="str"' in attributes else Odd.UNCALCULATED
    style = _STYLE.search(attributes)
    if style and style[1] in percents and inner:
        return Odd.PERCENT
    return None


def _column(letters: bytes) -> int:
    """The place of a column, counted from 0."""
    at = 0
    for letter in letters:
        at = at * 26 + letter - 64
    return at - 1
