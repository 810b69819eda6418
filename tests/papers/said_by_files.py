"""What a paper's PDF and its Word file say, read by other programs than wrote them."""

import io
import re
import subprocess
from collections import Counter

import docx
from docx.oxml.ns import qn

OWN_SIGNS = re.compile(r"^[\W_]+$")


def words(text: str) -> list[str]:
    """The words as they follow each other, without signs that stand alone."""
    return [word for word in text.split() if not OWN_SIGNS.match(word)]


def words_of_word(file: bytes) -> list[str]:
    """What python-docx finds in the body, in the order of the file."""
    body = docx.Document(io.BytesIO(file)).element.body
    said = []
    for paragraph in body.iter(qn("w:p")):
        parts = []
        for part in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br")):
            parts.append(part.text or "" if part.tag == qn("w:t") else " ")
        said.append("".join(parts))
    return words("\n".join(said))


def words_of_pdf(file: bytes) -> list[str]:
    """What poppler finds on the pages."""
    command = ["pdftotext", "-layout", "-", "-"]
    return words(subprocess.run(command, input=file, capture_output=True).stdout.decode())


def letters(all_words: list[str]) -> Counter[str]:
    """How often each letter or digit stands there: lines break elsewhere, letters stay."""
    return Counter(letter for letter in "".join(all_words) if letter.isalnum())
