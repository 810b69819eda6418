"""Draws on SVG: a few shapes in the project's colours, each told apart without colour as well.

Only attributes are used, no styles, so that a page's content security policy has no objection.
Lengths are points; the same picture always gives the same text.
"""

from html import escape

from lakip.documents.printable import printable

INK, QUIET, FAINT = "#1B2733", "#5A6775", "#D5DCE3"
DEEP, GROUND, WARM = "#1F4E79", "#EEF2F6", "#B4690E"
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
BODY, SMALL, TINY = 8.5, 7.5, 7.0
LINE = 1.22  # The distance of lines, of their size.


def number(value: float) -> str:
    """A length with at most two decimals."""
    told = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if told == "-0" else told


def _attributes(told: dict[str, float | str]) -> str:
    return "".join(
        f' {name.replace("_", "-")}="{escape(value) if isinstance(value, str) else number(value)}"'
        for name, value in told.items()
    )


class Canvas:
    """A picture of a given width that grows downwards. `key` tells its patterns from others'."""

    def __init__(self, width: float, *, key: str) -> None:
        self.width, self._key = width, key
        self._parts: list[str] = []

    @property
    def hatch(self) -> str:
        """The fill of a bar whose target was not reached."""
        return f"url(#h{self._key})"

    def add(self, tag: str, /, **told: float | str) -> None:
        """One element; `stroke_width` is written stroke-width."""
        self._parts.append(f"<{tag}{_attributes(told)}/>")

    def rect(self, x: float, y: float, width: float, height: float, **told: float | str) -> None:
        """A rectangle; a negative width goes to the left."""
        left = min(x, x + width)
        self.add("rect", x=left, y=y, width=abs(width), height=height, **told)

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        *,
        stroke: str = FAINT,
        stroke_width: float = 0.6,
        dashes: str = "none",
    ) -> None:
        """A stroke, faint and thin unless told."""
        self.add(
            "line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke, stroke_width=stroke_width,
            stroke_dasharray=dashes,
        )  # fmt: skip

    def dot(self, x: float, y: float, *, filled: bool, size: float = 3.2) -> None:
        """A round mark, full or hollow."""
        self.add(
            "circle", cx=x, cy=y, r=size, fill=DEEP if filled else "#FFFFFF", stroke=DEEP,
            stroke_width=1.4,
        )  # fmt: skip

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = BODY,
        bold: bool = False,
        anchor: str = "start",
        color: str = INK,
        halo: bool = False,
    ) -> None:
        """One line of words whose base line is at y; `halo` keeps lines behind it away."""
        told: dict[str, float | str] = {"x": x, "y": y, "font_size": size, "fill": color}
        if bold:
            told["font_weight"] = "bold"
        if anchor != "start":
            told["text_anchor"] = anchor
        if halo:
            told |= {
                "paint_order": "stroke",
                "stroke": "#FFFFFF",
                "stroke_width": 2.4,
                "stroke_linejoin": "round",
            }
        if words:
            content = escape(printable(words), quote=False)
            self._parts.append(f"<text{_attributes(told)}>{content}</text>")

    def lines(
        self, x: float, y: float, words: list[str], *, size: float = BODY, color: str = INK
    ) -> None:
        """Lines below each other, the first with its base line at y."""
        for at, line in enumerate(words):
            self.text(x, y + at * size * LINE, line, size=size, color=color)

    def picture(self, height: float, *, says: str) -> str:
        """The whole as SVG, with what it says for who does not see it."""
        said = escape(printable(says))
        size = f"{number(self.width)} {number(height)}"
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" '
            f'width="{number(self.width)}" height="{number(height)}" role="img" '
            f'aria-label="{said}" font-family="{FONT}">'
        )
        hatch = (
            f'<defs><pattern id="h{self._key}" width="4" height="4" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate(45)"><rect width="4" height="4" fill="#FFFFFF"/>'
            f'<rect width="1.6" height="4" fill="{DEEP}"/></pattern></defs>'
        )
        used = hatch if any(self.hatch in part for part in self._parts) else ""
        return head + used + "".join(self._parts) + "</svg>"
