"""Writes blocks as a Word file and opens it with python-docx."""

import io
from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as Written
from PIL import Image

from lakip.documents.blocks import Block
from lakip.documents.word import write
from tests.documents import sample_office as office


def opened(*blocks: Block, **told: Any) -> Document:
    return docx.Document(io.BytesIO(write(office.sheet(*blocks, **told))))


def paragraphs(document: Document) -> list[Written]:
    return [Written(each, document) for each in document.element.body.iter(qn("w:p"))]


def texts(document: Document) -> list[str]:
    return [each.text for each in paragraphs(document) if each.text]


def picture(width: int = 20, height: int = 24) -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (width, height), "green").save(held, "png")
    return held.getvalue()
