"""Charts as PNG, for Word, which shows SVG only in its newest versions."""

from collections.abc import Sequence
from io import BytesIO

import pypdfium2
from PIL import Image

from lakip.documents.charts import WIDTH, alternative, draw
from lakip.documents.charts_data import Chart
from lakip.documents.printable import printable
from lakip.documents.typesetting import typeset_drawings

COLORS = 128
SCALE = 2 * 96 / 72  # Twice as fine as a screen of 96 dots an inch.


def pictures(charts: Sequence[Chart]) -> list[bytes]:
    """Each chart as PNG, drawn with the project's own type. Raises CannotTypeset.

    They go by way of a PDF: the typesetter's own pictures cut the tops of letters now and then.
    """
    if not charts:
        return []
    drawings = [
        {"svg": printable(draw(chart)), "says": printable(alternative(chart)), "width": WIDTH}
        for chart in charts
    ]
    made = []
    with pypdfium2.PdfDocument(typeset_drawings(drawings)) as document:
        for page in document:
            kept = BytesIO()
            # Few colours in flat fields: a third of the size, and nothing is lost to the eye.
            few = (
                page.render(scale=SCALE)
                .to_pil()
                .convert("RGB")
                .quantize(COLORS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
            )
            few.save(kept, "PNG")
            made.append(kept.getvalue())
    return made
