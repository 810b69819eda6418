"""Makes of a photo or scan the picture that a report prints: upright, on white, not too large.

The decoder reads a stranger's file, so it runs in a confined child process, as the inspectors of
`lakip/documents/intake.py` do. What a phone writes into a photo, such as where it was taken, is
not kept.
"""

import struct
import subprocess
import sys
import threading
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps

from lakip.documents.intake import BUSY, DAMAGED, DEFAULT, Unfit, confine, said_in_child

LONGEST_SIDE = 1600  # Pixels: 190 to the inch over the width of a page.
QUALITY = 85
_SIZE = struct.Struct(">II")
_WHITE = (255, 255, 255)
_DEEP = {"I", "I;16", "I;16B", "I;16L", "F"}  # Of 65 536 shades.

# At most two at a time for each server process: forty million pixels take half a gigabyte.
_places = threading.BoundedSemaphore(2)


@dataclass(frozen=True)
class Shrunk:
    """A JPEG and its size in pixels."""

    jpeg: bytes
    width: int
    height: int


def shrink_in_child(path: Path) -> Shrunk:
    """The picture to print of a PNG or JPEG that was inspected. Raises Unfit."""
    if not _places.acquire(timeout=DEFAULT.wall_seconds):
        raise Unfit(BUSY)
    try:
        said = said_in_child("lakip.documents.shrinking", str(path.absolute()))
    except (subprocess.SubprocessError, OSError) as error:
        raise Unfit(DAMAGED) from error
    finally:
        _places.release()
    width, height = _SIZE.unpack_from(said)
    return Shrunk(said[_SIZE.size :], width, height)


def shrink(path: Path) -> Shrunk:
    """The picture to print; the same file gives the same bytes. Raises what the decoder raises."""
    with Image.open(path, formats=("PNG", "JPEG")) as opened:
        opened.draft("RGB", (2 * LONGEST_SIDE, 2 * LONGEST_SIDE))  # A large JPEG is read coarser.
        image = ImageOps.exif_transpose(opened)
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        upright = _on_white(image)
    kept = BytesIO()
    upright.save(kept, "JPEG", quality=QUALITY)
    return Shrunk(kept.getvalue(), *upright.size)


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode in _DEEP:
        return image.point(lambda shade: shade / 256).convert("RGB")
    if not image.has_transparency_data:
        return image.convert("RGB")
    clear = image.convert("RGBA")
    white = Image.new("RGB", clear.size, _WHITE)
    white.paste(clear, mask=clear)
    return white


def main() -> None:
    """The child's whole life."""
    confine(DEFAULT)
    found = shrink(Path(sys.argv[1]))
    sys.stdout.buffer.write(_SIZE.pack(found.width, found.height) + found.jpeg)


if __name__ == "__main__":
    main()
