"""What a paper has to say, told from its blocks alone, and what ECMA-376 says of a Word file.

Written without the writer: here stands what is expected, so nothing is imported from it.
"""

import datetime
import itertools
from collections.abc import Iterator
from string import ascii_lowercase
from typing import Any

from lakip.documents.blocks import Block, Gantt, Letterhead, Sheet, Signature, Signatures

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SENTENCE = "Keabsahan dokumen dapat diperiksa dengan memindai kode ini atau di"
MONTHS = "JanFebMarAprMeiJunJulAguSepOktNovDes"
NARROW_FRAME = 2  # Cells beside each other, in which who initials stands below who signs.

# ECMA-376 part 1 (transitional), the sequences of the elements a paper is made of.
SEQUENCES = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers "
        "pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE "
        "autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents "
        "suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle "
        "rPr sectPr pPrChange"
    ),
    "rPr": (
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
        "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u "
        "effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"
    ),
    "tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc "
        "tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption "
        "tblDescription tblPrChange"
    ),
    "tcPr": (
        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText "
        "vAlign hideMark"
    ),
    "tblBorders": "top left start bottom right end insideH insideV",
    "tcBorders": "top left start bottom right end insideH insideV tl2br tr2bl",
    "tblCellMar": "top left start bottom right end",
    "tcMar": "top left start bottom right end",
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "tc": "tcPr p tbl",  # Any order of p and tbl is right; see `misplaced`.
    "sectPr": (
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders "
        "lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter "
        "docGrid printerSettings sectPrChange"
    ),
    "style": (
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed "
        "qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr "
        "tblStylePr"
    ),
    "font": "altName panose1 charset family notTrueType pitch sig embedRegular embedBold",
    "settings": (
        "writeProtection view zoom defaultTabStop characterSpacingControl footnotePr endnotePr "
        "compat docVars rsids themeFontLang clrSchemeMapping shapeDefaults decimalSymbol "
        "listSeparator"
    ),
}


def misplaced(tree: Any) -> Iterator[str]:
    """What stands where ECMA-376 does not have it."""
    for each in tree.iter(f"{W}*"):
        name = each.tag.removeprefix(W)
        children = [child.tag.removeprefix(W) for child in each]
        if name == "tc" and (children.count("tcPr"), children[0], children[-1]) != (1, "tcPr", "p"):
            yield f"tc: {children}"
        elif name in SEQUENCES and name != "tc":
            known = SEQUENCES[name].split()
            places = [known.index(child) if child in known else -1 for child in children]
            if -1 in places or places != sorted(places):
                yield f"{name}: {children}"


def misfitting(tree: Any) -> Iterator[str]:
    """Rows whose cells do not fill the columns of their table."""
    for table in tree.iter(f"{W}tbl"):
        columns = [int(each.get(f"{W}w")) for each in table.find(f"{W}tblGrid")]
        for row in table.findall(f"{W}tr"):
            at = 0
            for cell in row.findall(f"{W}tc"):
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                count = 1 if span is None else int(span.get(f"{W}val"))
                width = int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w"))
                # Each column is rounded by itself.
                if abs(width - sum(columns[at : at + count])) > count:
                    yield f"{width} in {columns[at : at + count]}"
                at += count
            if at != len(columns):
                yield f"{at} of {len(columns)} columns"


def words(sheet: Sheet) -> list[str]:
    """Every word of the paper's body in the order it is read in."""
    return " ".join(text for block in sheet.blocks for text in said(block)).split()


def said(block: Block, *, beside: int = 1) -> Iterator[str]:
    """What one block says; `beside` is how many cells of a frame share the width."""
    match block:
        case Letterhead():
            yield from (block.government.upper(), block.agency.upper(), *block.address)
        case Signatures():
            yield from _signed(block, beside)
        case Gantt():
            yield from _planned(block)
        case _:
            yield from _told(block, beside)


def _told(block: Any, beside: int) -> Iterator[str]:
    kind = type(block).__name__
    if kind in ("Centered", "Heading", "Paragraph"):
        yield block.text
    elif kind in ("Title", "Lines"):
        yield from block.lines
    elif kind == "Facts":
        yield from (f"{label} : {value}" for label, value in block.rows)
    elif kind in ("Clauses", "Items"):
        yield from (block.label, ":") if kind == "Clauses" else ()
        numbers = [str(number) for number in range(1, len(block.items) + 1)]
        marks = {"1.": numbers, "a.": list(ascii_lowercase)}.get(block.numbering)
        for number, item in enumerate(block.items):
            yield f"{marks[number]}. {item}" if marks else f"{block.numbering} {item}"
    elif kind == "Choices":
        yield from (f"{'☑' if ticked else '☐'} {text}" for text, ticked in block.options)
    elif kind == "Table":
        headings = (heading for heading, _ in itertools.groupby(block.headings))
        yield from (block.caption, *headings, *itertools.chain(*block.rows))
    elif kind == "Frame":
        for cells in block.rows:
            for inner in itertools.chain(*cells):
                yield from said(inner, beside=len(cells))


def _signed(block: Signatures, beside: int) -> Iterator[str]:
    initials = ("Paraf", *block.initials) if block.initials else ()
    below = len(block.columns) > 1 or beside >= NARROW_FRAME
    yield from () if below else initials
    for part in zip(*(_signature(each) for each in block.columns), strict=True):
        yield from part
    yield from initials if below else ()


def _signature(told: Signature) -> tuple[str, str, str]:
    """The office, the room for the mark and the name: beside each other they are rows."""
    mark = f"{SENTENCE} {told.address}" if told.address else ""
    nip = f"NIP {told.nip}" if told.nip else ""
    name = told.name or "." * 46
    return " ".join((*told.above, told.office)), mark, " ".join((name, told.rank, nip, *told.below))


def _planned(block: Gantt) -> Iterator[str]:
    yield "No Kegiatan Penanggung jawab Mulai Selesai"
    first = min(bar.starts for bar in block.bars)
    last = max(bar.ends for bar in block.bars)
    mondays = [first - datetime.timedelta(days=first.weekday())]
    while mondays[-1] + datetime.timedelta(days=7) <= last:
        mondays.append(mondays[-1] + datetime.timedelta(days=7))
    for (year, month), _ in itertools.groupby(mondays, key=lambda day: (day.year, day.month)):
        yield f"{MONTHS[month * 3 - 3 : month * 3]} {year}"
    yield from (str(day.day) for day in mondays)
    for number, bar in enumerate(block.bars, start=1):
        yield f"{number} {bar.text} {bar.who} {bar.starts:%d/%m/%Y} {bar.ends:%d/%m/%Y}"
    yield "Kolom bertanda tanggal hari Senin."
    if any(mondays[0] <= day <= last for day in block.days_off):
        yield "Bidang abu-abu: hari libur."
