"""Reads a made PDF back with poppler and pikepdf, never with the program that made it."""

import io
import re
import subprocess
import zipfile
from typing import Any

import pikepdf
from PIL import Image


def text(pdf: bytes, *, layout: bool = False) -> str:
    """The words in the order of the file, or as they lie on the page."""
    command = ["pdftotext", "-layout" if layout else "-raw", "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def pages(pdf: bytes) -> list[str]:
    """The words of each page."""
    return text(pdf).split("\f")[:-1]


def lefts(pdf: bytes, word: str) -> list[float]:
    """How far from the left of the page the word stands, each time it does."""
    return [left for left, _ in _corners(pdf, word)]


def tops(pdf: bytes, word: str) -> list[float]:
    """How far from the top of the page the word stands, each time it does."""
    return [top for _, top in _corners(pdf, word)]


def _corners(pdf: bytes, word: str) -> list[tuple[float, float]]:
    command = ["pdftotext", "-bbox", "-", "-"]
    told = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    pattern = rf'xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>{re.escape(word)}</word>'
    return [(float(each[1]), float(each[2])) for each in re.finditer(pattern, told)]


def unbroken(said: str) -> str:
    """Without spaces and ends of lines, for a word that was cut at the edge of its column."""
    return "".join(said.split())


def in_order(said: str, *expected: str) -> bool:
    """Whether all the words come, one after the other; where lines end does not matter."""
    rest = " ".join(said.split())
    for each in expected:
        _, found, rest = rest.partition(each)
        if not found:
            return False
    return True


def tagged(pdf: bytes, kind: str) -> list[Any]:
    """The tags of one kind, such as /Figure, as their alternative text and language."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [
            str(each.get("/Alt", ""))
            for each in opened.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == kind
        ]


def shapes(pdf: bytes) -> list[tuple[int, int]]:
    """Width and height of each page in mm, as it is seen."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        boxes = [[float(side) for side in page.mediabox] for page in opened.pages]
    return [(round(box[2] / 72 * 25.4), round(box[3] / 72 * 25.4)) for box in boxes]


def pictures_of_word(docx: bytes) -> list[tuple[int, int]]:
    """Width and height in pixels of every picture in a Word file's body that is a JPEG."""
    with zipfile.ZipFile(io.BytesIO(docx)) as packed:
        names = sorted(name for name in packed.namelist() if name.endswith((".jpg", ".jpeg")))
        return [Image.open(io.BytesIO(packed.read(name))).size for name in names]
