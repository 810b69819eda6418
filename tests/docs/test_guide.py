"""The user guide has a page with pictures for everybody who has a part in a report."""

import re
from functools import cache
from pathlib import Path

import pytest

from lakip.journey.editions import REPORT_EDITIONS
from lakip.people.office import OBSERVER, STAFF_ADMIN
from lakip.sop import reading

GUIDE = Path(__file__).parents[2] / "docs" / "panduan"
PICTURES = GUIDE / "gambar"
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
MOST_BYTES = 1_500_000


def parts() -> list[str]:
    """Every role of every report's SOP, and who looks after people, watches, or runs it all."""
    reports = [reading.shipped(slug) for slug in REPORT_EDITIONS]
    roles = {role.slug for report in reports for role in report.roles}
    return sorted(roles | {OBSERVER, STAFF_ADMIN, "operator"})


@cache
def shown(page: Path) -> dict[Path, str]:
    """The pictures that a page shows, with the words for who does not see them."""
    found = PICTURE.findall(page.read_text(encoding="utf-8"))
    return {(page.parent / address).resolve(): words for words, address in found}


@pytest.mark.parametrize("part", parts())
def test_everybody_has_a_page_with_pictures(part: str) -> None:
    page = GUIDE / f"{part}.md"
    assert page.exists(), f"no guide for {part}"
    assert f"({part}.md)" in (GUIDE / "README.md").read_text(encoding="utf-8")
    assert shown(page), f"{page.name} shows no picture"


@pytest.mark.parametrize("document", sorted(GUIDE.glob("*.md")), ids=lambda one: one.name)
def test_every_picture_is_there_and_is_said_in_words(document: Path) -> None:
    for picture, words in shown(document).items():
        assert picture.exists(), f"{document.name} shows {picture.name}, which is not there"
        assert len(words.split()) > 3, f"{document.name} does not say what {picture.name} shows"


def test_no_picture_lies_about_unused_and_all_are_light() -> None:
    kept = set(PICTURES.iterdir())
    used = {picture for page in GUIDE.glob("*.md") for picture in shown(page)}
    assert kept - used == set()
    assert sum(picture.stat().st_size for picture in kept) < MOST_BYTES
