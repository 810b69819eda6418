"""The README and its neighbours say what is true: commands, links, steps, the names of buttons."""

import html
import re
import shlex
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from django.utils.translation import gettext, override

from lakip.sop import reading

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
GUIDE = sorted((ROOT / "docs" / "panduan").glob("*.md"))
# The page on installing is about the server, not about the screens.
FOR_USERS = [page for page in GUIDE if page.name != "memasang.md"]
FENCE = re.compile(r"^```[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def text_of(document: Path) -> str:
    return document.read_text(encoding="utf-8")


def named(document: Path) -> str:
    return str(document.relative_to(ROOT))


def commands(document: Path) -> list[tuple[str, ...]]:
    """The commands in a page's code blocks, without what follows a #."""
    lines = "\n".join(FENCE.findall(text_of(document))).splitlines()
    ours = [line for line in lines if re.match(r"(python3 run\.py|lakip)( |$)", line)]
    return [tuple(shlex.split(line, comments=True)) for line in ours]


@cache
def output_of(*command: str) -> str:
    """What a command prints; it must succeed."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, f"{shlex.join(command)}\n{done.stdout}{done.stderr}"
    return done.stdout


def test_the_readme_shows_both_commands() -> None:
    assert ("python3", "run.py") in commands(README)
    assert ("python3", "run.py", "test") in commands(README)


@pytest.mark.parametrize("document", [README, *GUIDE], ids=named)
def test_every_command_exists(document: Path) -> None:
    for words in commands(document):
        if words[0] == "lakip":
            said = output_of(sys.executable, "-m", "lakip.command", words[1], "--help")
            rest = words[2:]
            if rest and re.search(rf"[{{,]{re.escape(rest[0])}[,}}]", said):  # A verb of the verb.
                said += output_of(
                    sys.executable, "-m", "lakip.command", words[1], rest[0], "--help"
                )
        else:
            said, rest = output_of(sys.executable, "run.py", "--help"), words[2:]
            verbs = [word for word in rest[:1] if not word.startswith("-")]
            assert all(re.search(rf"[{{,]{verb}[,}}]", said) for verb in verbs), words
        for option in (word for word in rest if word.startswith("--")):
            assert option in said, f"{shlex.join(words)}: no {option}"


def test_sop_show_is_as_the_readme_says() -> None:
    assert "Pelaksana" in output_of(sys.executable, "-m", "lakip.command", "sop", "show")


def anchors(document: Path) -> set[str]:
    """The headings of a page as the addresses that a forge gives them."""
    plain = (
        re.sub(r"[^\w\- ]", "", heading.lower()) for heading in HEADING.findall(text_of(document))
    )
    return {heading.strip().replace(" ", "-") for heading in plain}


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_relative_link_resolves(document: Path) -> None:
    dead = []
    for link in LINK.findall(text_of(document)):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (document.parent / path).resolve() if path else document
        if not target.exists() or (anchor and anchor not in anchors(target)):
            dead.append(link)
    assert not dead, f"{named(document)} leads nowhere: {dead}"


def steps_table() -> str:
    """The table of the steps, as the README has it between its two marks."""
    edition = reading.shipped()
    rows = ["| | Step | Performer | Act | Within | Gives |", "|--:|---|---|---|---|---|"]
    for number, step in edition:
        back = f" ↩ {edition.number(step.returns_to)}" if step.returns_to else ""
        performer, gives = edition.role(step.by).name, edition.paper(step.gives).name
        cells = (number, step.title + back, performer, step.act, step.within, gives)
        rows.append(f"| {' | '.join(map(str, cells))} |")
    return "\n".join(rows)


def test_the_steps_are_those_of_the_edition() -> None:
    between = re.search(
        r"<!-- steps:.*?-->\n(.*?)\n\n.*?<!-- end of steps -->", text_of(README), re.S
    )
    assert between is not None
    assert between[1] == steps_table(), f"put this between the marks:\n{steps_table()}"


def test_the_map_names_every_room() -> None:
    below = {"migrations", "sqlite", "static", "templatetags"}  # Not rooms, or not worth a line.
    folders = {path.name for path in (ROOT / "lakip").iterdir() if path.is_dir()}
    rooms = {name for name in folders - below if not name.startswith("__")}
    shown = re.findall(r"^.{3}lakip/(\w+)/ ", text_of(README), re.MULTILINE)
    assert set(shown) == rooms


@cache
def what_pages_say() -> str:
    """All words of the templates and of the code that makes sentences for people."""
    package = ROOT / "lakip"
    files = [*package.rglob("*.html"), *package.rglob("*.py"), *package.rglob("*.toml")]
    with override("id"):
        from_allauth = gettext("Forgot your password?")
    said = html.unescape(" ".join(text_of(path) for path in files)) + from_allauth
    return " ".join(said.split())


@pytest.mark.parametrize("document", FOR_USERS, ids=named)
def test_the_guide_calls_buttons_and_headings_by_their_names(document: Path) -> None:
    text = " ".join(text_of(document).split())
    unknown = [name for name in re.findall(r"\*\*(.+?)\*\*", text) if name not in what_pages_say()]
    allowed = {"giliran"}
    assert not set(unknown) - allowed
