"""docs/sop.md is generated, so it may not differ from what is generated now."""

from pathlib import Path

from lakip.sop import printing, reading

PAGE = Path(__file__).parents[2] / "docs" / "sop.md"


def test_the_page_is_what_the_edition_gives_now() -> None:
    fresh = printing.markdown(reading.shipped())
    assert PAGE.read_text(encoding="utf-8") == fresh, "run: lakip sop docs"
