"""Every path that the tour, the decisions and the security page name exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DECISIONS = ROOT / "docs" / "decisions"
DOCUMENTS = [ROOT / "docs" / "tour.md", ROOT / "SECURITY.md", *sorted(DECISIONS.glob("*.md"))]
PATH = re.compile(r"`((?:lakip|tests|docs|requirements|benchmarks)/[\w./-]+|\w+\.(?:toml|py|md))`")


def paths(document: Path) -> list[str]:
    return PATH.findall(document.read_text(encoding="utf-8"))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_every_path_exists(document: Path) -> None:
    assert not [path for path in paths(document) if not (ROOT / path).exists()]


def test_the_tour_goes_through_every_floor() -> None:
    named = " ".join(paths(DOCUMENTS[0]))
    for room in ("pages", "papers", "journey", "documents", "people", "notices", "ledger", "sop"):
        assert f"lakip/{room}/" in named


def test_decisions_are_numbered_and_listed() -> None:
    pages = sorted(DECISIONS.glob("[0-9]*.md"))
    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    index = (DECISIONS / "README.md").read_text(encoding="utf-8")
    for page in pages:
        text = page.read_text(encoding="utf-8")
        title = re.match(rf"# {int(page.name[:4])}\. (.+)\n", text)
        assert title is not None, page.name
        assert f"({page.name}) {title[1]}\n" in index
        assert all(f"**{part}.**" in text for part in ("Context", "Decision", "Consequences"))
