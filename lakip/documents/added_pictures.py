"""The pictures that an office adds to a report, as its PDF and its Word file show them."""

import base64

from django.conf import settings

from lakip.documents.report_blocks import Picture
from lakip.documents.store import FileStore

# Points: the width between the margins of an A4 page, and about half of its height.
BROADEST, HIGHEST = 454.0, 330.0
POINTS_PER_PIXEL = 72 / 150  # A small picture is not blown up beyond 150 dots an inch.


def size_of(picture: Picture) -> tuple[float, float]:
    """How broad and high it is printed, in points."""
    shrunk = min(
        POINTS_PER_PIXEL, BROADEST / max(picture.width, 1), HIGHEST / max(picture.height, 1)
    )
    return picture.width * shrunk, picture.height * shrunk


def jpeg_of(picture: Picture) -> bytes:
    """Its bytes; empty where the file store does not have them, as elsewhere than at the office."""
    return FileStore(settings.FILES).bytes_if_there(picture.sha256)


def drawing_of(picture: Picture) -> str | None:
    """The picture in the middle of a drawing as broad as the page; None where it is not there."""
    data = jpeg_of(picture)
    if not data:
        return None
    width, height = size_of(picture)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {BROADEST:.2f} {height:.2f}" '
        f'width="{BROADEST:.2f}" height="{height:.2f}"><image x="{(BROADEST - width) / 2:.2f}" '
        f'y="0" width="{width:.2f}" height="{height:.2f}" '
        f'href="data:image/jpeg;base64,{base64.b64encode(data).decode()}"/></svg>'
    )
