"""Judges a PDF without the program that made it: what PDF/A-2a and PDF/UA-1 ask that can be seen.

The whole standards are enforced by the typesetter at export; this is a second opinion with pikepdf
and poppler on what most often goes wrong, also after marks were put. It is no full validator.
"""

import io
import re
import subprocess
import tempfile
from collections.abc import Iterator
from typing import Any

import pikepdf

FORBIDDEN = ("/JavaScript", "/JS", "/Launch", "/SubmitForm", "/ImportData", "/Sound", "/Movie")
PART = "{http://www.aiim.org/pdfa/ns/id/}"
UNIVERSAL = "{http://www.aiim.org/pdfua/ns/id/}"


def faults(pdf: bytes) -> list[str]:
    """Everything that does not conform, in words."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [
            *_identity(opened),
            *_catalog(opened),
            *_structure(opened),
            *_deeds(opened),
            *_fonts(pdf),
        ]


def _identity(pdf: pikepdf.Pdf) -> Iterator[str]:
    if pdf.is_encrypted:
        yield "it is encrypted"
    with pdf.open_metadata() as metadata:
        if (metadata.get(f"{PART}part"), metadata.get(f"{PART}conformance")) != ("2", "A"):
            yield "its metadata do not say PDF/A-2a"
        if metadata.get(f"{UNIVERSAL}part") != "1":
            yield "its metadata do not say PDF/UA-1"
        if not metadata.get("dc:title"):
            yield "its metadata have no title"
    if "/ID" not in pdf.trailer:
        yield "its trailer has no ID"


def _catalog(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = pdf.Root
    if not root.get("/OutputIntents"):
        yield "it has no output intent"
    if not root.get("/MarkInfo", {}).get("/Marked", False):
        yield "it is not marked as tagged"
    if not str(root.get("/Lang", "")).startswith("id"):
        yield "its language is not Indonesian"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield "a viewer does not show its title"


def _structure(pdf: pikepdf.Pdf) -> Iterator[str]:
    tree = pdf.Root.get("/StructTreeRoot")
    if tree is None:
        yield "it has no structure"
        return
    for element in _elements(tree):
        kind = str(element.get("/S", ""))
        if kind == "/Figure" and not str(element.get("/Alt", "")):
            yield "a figure has no words in its place"
        if kind == "/Table" and not any(str(e.get("/S")) == "/TH" for e in _elements(element)):
            yield "a table has no heading cell"


def _elements(above: Any) -> Iterator[Any]:
    kids = above.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def _deeds(pdf: pikepdf.Pdf) -> Iterator[str]:
    for found in pdf.objects:
        yield from _deeds_in(found)


def _deeds_in(found: Any) -> Iterator[str]:
    """What the object does, and what stands inside it without a number of its own."""
    if not isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
        return
    yield from (f"it holds {name}" for name in FORBIDDEN if name in found)
    if str(found.get("/S", "")) in FORBIDDEN:
        yield f"it does {found['/S']}"
    for value in dict(found.items()).values():
        if isinstance(value, pikepdf.Dictionary) and not value.is_indirect:
            yield from _deeds_in(value)


def _fonts(pdf: bytes) -> Iterator[str]:
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        listed = subprocess.run(["pdffonts", file.name], capture_output=True, text=True).stdout
        said = subprocess.run(["pdftotext", file.name, "-"], capture_output=True, text=True)
    lines = listed.splitlines()[2:]
    if not lines:
        yield "it has no fonts"
    for line in lines:
        # The columns from the right: object ID (two), unicode map, subset, embedded.
        columns = line.split()
        if columns[-5] != "yes":
            yield f"the font {columns[0]} is not embedded"
        if columns[-3] != "yes":
            yield f"the letters of {columns[0]} cannot be copied as text"
    if not said.stdout.strip():
        yield "no text can be taken out of it"


def words_off_the_page(pdf: bytes) -> list[str]:
    """The words that are set beyond the edge of their page."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        command = ["pdftotext", "-bbox", file.name, "-"]
        told = subprocess.run(command, capture_output=True, text=True).stdout
    off, width, height = [], 0.0, 0.0
    for line in told.splitlines():
        if page := re.search(r'<page width="([\d.]+)" height="([\d.]+)"', line):
            width, height = float(page[1]), float(page[2])
        if word := re.search(
            r'xMin="(-?[\d.]+)" yMin="(-?[\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*)</word>', line
        ):
            left, top, right, bottom = (float(word[n]) for n in range(1, 5))
            if left < 0 or top < 0 or right > width or bottom > height:
                off.append(word[5])
    return off
