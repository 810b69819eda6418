"""Pictures of a PDF's pages, so that also a phone shows just what is signed.

Only for PDFs that this program made: the renderer is not put in front of strangers' files.
"""

from io import BytesIO

import pypdfium2
from PIL.Image import Dither, Quantize

SCALE = 1.6  # 115 dots an inch: readable at the width of a page on the screen.
QUICK = 3  # Half the time of zlib's own choice, for a tenth more bytes.
COLORS = 256  # The flat colours of a page need no more; the picture is a quarter as large.


def page_count(pdf: bytes) -> int:
    """How many pages it has."""
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def page_png(pdf: bytes, number: int) -> bytes:
    """One page, counted from 1, as PNG. Raises IndexError when there is none of that number."""
    with pypdfium2.PdfDocument(pdf) as document:
        if not 1 <= number <= len(document):
            raise IndexError(number)
        kept = BytesIO()
        page = document[number - 1].render(scale=SCALE, rev_byteorder=True).to_pil()
        few = page.quantize(COLORS, method=Quantize.FASTOCTREE, dither=Dither.NONE)
        few.save(kept, "PNG", compress_level=QUICK)
        return kept.getvalue()
