"""Pictures in a Word file, each with the words that a screen reader says for it."""

from io import BytesIO

import segno
from docx.document import Document
from docx.image.image import Image
from docx.shared import Mm

from lakip.documents.printable import printable
from lakip.documents.word_parts import Element, element

_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
QR_SCALE, QR_BORDER = 8, 2  # Pixels to a module; modules of white around it.


class Pictures:
    """Puts pictures into one document; numbers them, for Word wants no number twice."""

    def __init__(self, document: Document) -> None:
        self._part, self._count = document.part, 0

    def fitted(self, data: bytes, *, width: float, height: float, says: str) -> Element | None:
        """A picture within a box of mm. What is no PNG or JPEG that can be read is left out."""
        if not data.startswith(_PICTURES):
            return None
        try:
            image = Image.from_blob(data)
        except Exception:  # It raises just that when a JPEG ends too early.
            return None
        if not (image.px_width and image.px_height):
            return None
        ratio = image.px_width / image.px_height
        fitting = min(width, height * ratio)
        return self._drawn(data, width=fitting, height=fitting / ratio, says=says)

    def qr(self, address: str, *, side: float) -> Element:
        """The QR of an address, a square of so many mm."""
        held = BytesIO()
        segno.make(printable(address), error="m", micro=False).save(
            held, kind="png", scale=QR_SCALE, border=QR_BORDER
        )
        return self._drawn(
            held.getvalue(), width=side, height=side, says=f"Kode QR menuju {address}"
        )

    def _drawn(self, data: bytes, *, width: float, height: float, says: str) -> Element:
        self._count += 1
        inline = self._part.new_pic_inline(BytesIO(data), Mm(width), Mm(height))
        for side in "TBLR":
            # Without it LibreOffice keeps 3 mm of white around the picture.
            inline.set(f"dist{side}", "0")
        inline.docPr.set("id", str(self._count))
        inline.docPr.set("name", f"Gambar {self._count}")
        inline.docPr.set("descr", printable(says))
        return element("r", element("drawing", inline))
