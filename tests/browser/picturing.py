"""Takes the pictures of the user guide, and holds them against those that the guide shows."""

import io
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, Page

GUIDE = Path(__file__).parents[2] / "docs" / "panduan"
FOLDER = GUIDE / "gambar"
MARGIN, ABOVE = 12, 5  # Of the page around what a picture speaks of.
HEAVIEST = 80_000  # Bytes of one picture.
HOW = "renew the pictures: pytest tests/browser/test_pictures.py --pictures"
TO_THE_TOP = "scrollTo(0, 0)"
# A browser says the words in these boxes itself, and this machine's may speak English: in the
# pictures they read as they do for an official.
SPEAK_INDONESIAN = """() => {
  for (const box of document.querySelectorAll("input[type=date], input[type=datetime-local]")) {
    const [day, time] = box.value.split("T");
    box.type = "text";
    box.value = day ? day.split("-").reverse().join("/") : "hh/bb/tttt";
    if (time) box.value += " " + time.replace(":", ".");
  }
  for (const box of document.querySelectorAll("input[type=file]")) {
    box.type = "text";
    box.value = "Pilih file · tidak ada file yang dipilih";
  }
}"""
DRAWN = """() => document.fonts.ready.then(() => [...document.images].every(
  image => image.loading === "lazy" || (image.complete && image.naturalWidth > 0)))"""


@dataclass
class Album:
    """The pictures that one run takes; renewed in the guide, or held against it."""

    renews: bool
    taken: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def take(self, page: Page, name: str, *parts: Locator, most: int = 900) -> None:
        """Picture what lies between these parts of the page, at most so high."""
        page.evaluate(TO_THE_TOP)
        page.evaluate(SPEAK_INDONESIAN)
        page.wait_for_function(DRAWN)
        boxes = [part.bounding_box() for part in parts]
        found = [box for box in boxes if box]
        assert len(found) == len(parts), f"{name}: not everything is on the page"
        left = max(min(box["x"] for box in found) - MARGIN, 0)
        top = max(min(box["y"] for box in found) - ABOVE, 0)
        right = max(box["x"] + box["width"] for box in found) + MARGIN
        bottom = max(box["y"] + box["height"] for box in found) + MARGIN
        seen = page.viewport_size
        assert seen
        clip = {
            "x": left, "y": top, "width": min(right, seen["width"]) - left,
            "height": min(bottom - top, most),
        }  # fmt: skip
        self.keep(name, page.screenshot(full_page=True, clip=clip, animations="disabled"))

    def keep(self, name: str, shot: bytes) -> None:
        """Write the picture into the guide, or say where the guide's is another one."""
        assert name not in self.taken
        self.taken.append(name)
        picture = Image.open(io.BytesIO(shot)).convert("RGB")
        path = FOLDER / f"{name}.png"
        if self.renews:
            FOLDER.mkdir(exist_ok=True)
            few = picture.quantize(96, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
            few.save(path, optimize=True)
        self.faults += faults_of(path, picture.size)


def faults_of(path: Path, now: tuple[int, int]) -> list[str]:
    """What is wrong with a picture of the guide, when the screen is so large today."""
    if not path.exists():
        return [f"{path.name} is not there; {HOW}"]
    said = []
    with Image.open(path) as kept:
        if kept.format != "PNG":
            said.append(f"{path.name} is no PNG")
        (wide, high), (wide_now, high_now) = kept.size, now
    if abs(wide - wide_now) > wide_now * 0.03 or abs(high - high_now) > high_now * 0.25:
        said.append(f"{path.name} is {wide} × {high}, the screen {wide_now} × {high_now}; {HOW}")
    if path.stat().st_size > HEAVIEST:
        said.append(f"{path.name} is heavier than {HEAVIEST} bytes")
    return said
