"""docs/glossary.md decides the words: nothing of the map is missing and no thing has two names."""

import ast
import re
from pathlib import Path
from typing import NamedTuple

from lakip.sop import reading
from lakip.sop.edition import Act

ROOT = Path(__file__).parents[2]
# Every edition that comes with the program, the linked SOPs among them.
EDITIONS = [reading.shipped(slug) for slug in reading.slugs()]
REPORTS = [reading.shipped(slug) for slug in ("lakip", "lakip-reviu")]


class Entry(NamedTuple):
    """One line of the glossary."""

    words: list[str]
    code: str
    meaning: str


def entries() -> list[Entry]:
    """The lines of all the glossary's tables."""
    found = []
    for line in (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("|") and not line.startswith(("| Indonesian |", "|---")):
            words, code, meaning = line[2:-2].split(" | ")
            found.append(Entry([word.strip() for word in words.split(",")], code, meaning))
    return found


def code_words() -> set[str]:
    return {entry.code.strip("`") for entry in entries()}


def choices(path: str, inside: str, name: str) -> set[str]:
    """The members of a TextChoices class, read without running it."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    for outer in ast.walk(tree):
        if isinstance(outer, ast.ClassDef) and outer.name == inside:
            for inner in outer.body:
                if isinstance(inner, ast.ClassDef) and inner.name == name:
                    assigned = [node for node in inner.body if isinstance(node, ast.Assign)]
                    return {str(getattr(node.targets[0], "id", "")) for node in assigned}
    raise AssertionError(f"{path} has no {inside}.{name}")


def test_every_line_has_words_one_code_word_and_a_meaning() -> None:
    assert len(entries()) > 50
    for entry in entries():
        assert all(entry.words), entry
        assert re.fullmatch(r"`[\w.-]+`", entry.code), entry
        assert entry.meaning, entry


def test_no_indonesian_word_has_two_code_words() -> None:
    decided: dict[str, str] = {}
    for entry in entries():
        for word in entry.words:
            assert decided.setdefault(word.casefold(), entry.code) == entry.code, word


def test_no_code_word_is_told_twice() -> None:
    codes = [entry.code for entry in entries()]
    assert len(codes) == len(set(codes))


def test_every_role_and_paper_of_every_shipped_sop_stands_in_it() -> None:
    for sop in EDITIONS:
        assert {role.slug for role in sop.roles} <= code_words(), sop.slug
        assert {paper.slug for paper in sop.papers} <= code_words(), sop.slug


def test_the_roles_are_called_as_the_edition_calls_them() -> None:
    called = {entry.code.strip("`"): entry.words for entry in entries()}
    assert all(called[role.slug] == [role.name] for sop in REPORTS for role in sop.roles)


def test_every_act_stands_in_it() -> None:
    assert {f"Act.{act.name}" for act in Act} <= code_words()


def test_every_outcome_of_a_turn_stands_in_it() -> None:
    outcomes = choices("lakip/journey/models.py", "Turn", "Outcome")
    assert outcomes
    assert {f"Outcome.{name}" for name in outcomes} <= code_words()


def test_every_kind_of_mark_stands_in_it() -> None:
    kinds = choices("lakip/documents/models.py", "Mark", "Kind")
    assert kinds
    assert {f"Kind.{name}" for name in kinds} <= code_words()


def test_every_code_word_is_in_the_code() -> None:
    files = [*(ROOT / "lakip").rglob("*.py"), *(ROOT / "lakip" / "sop").rglob("*.toml")]
    code = "\n".join(file.read_text(encoding="utf-8") for file in files)
    used = set(re.findall(r"[\w-]+", code)) | set(re.findall(r"\w+", code))
    assert {word for word in code_words() if word.split(".")[-1] not in used} == set()
