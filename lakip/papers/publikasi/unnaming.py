"""Takes people out of words: names that the installation knows, and numbers that mean a person.

It hides rather too much than too little. A name of one word is hidden only where it is written
like a name and is no word of the plan itself, for a person called Harapan must not take the
Program Keluarga Harapan out of a report.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from lakip.documents.blocks import Block, Listed, Prose, Run

NAME = "(nama tidak dimuat)"
_TITLES = r"(?:,\s*[A-Z][a-z]{0,3}\.\s?[A-Z][A-Za-z]{0,4}\.?)*"
_BEFORE = re.compile(r"^(?:[A-Za-z]{1,5}\.\s*)+")
_CALLED = r"(?i:sdr|sdri|saudara|saudari|bapak|ibu|pak|bu|tn|ny|drs|dra|dr|ir|hj|h)\.?\s+"
_WORD = re.compile(r"\w+")
# Each is a number or an address by which one person is known, whoever it is.
_NUMBERS = (
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "e-mail tidak dimuat"),
    (
        re.compile(
            r"(?:\bNIP\b[.:]*\s*)?(?<![\d.,])\d{8}[ .-]?\d{6}[ .-]?\d[ .-]?\d{3}(?!\d)",
            re.IGNORECASE,
        ),
        "NIP tidak dimuat",
    ),
    (re.compile(r"(?:\bNIK\b[.:]*\s*)?(?<![\d.,])\d{16}(?!\d)", re.IGNORECASE), "NIK tidak dimuat"),
    (
        re.compile(r"(?<![\d.,])(?:\+?62[ -]?|0)8\d{1,2}[ .-]?\d{3,4}[ .-]?\d{2,5}(?!\d)"),
        "nomor telepon tidak dimuat",
    ),
)


@dataclass(frozen=True)
class Unnamer:
    """Hides people in texts. `names` are matched as names, `numbers` wherever they stand."""

    names: re.Pattern[str] | None
    numbers: re.Pattern[str] | None

    def text(self, said: str) -> str:
        """The words without people."""
        for pattern, instead in _NUMBERS:
            said = pattern.sub(instead, said)
        if self.numbers:
            said = self.numbers.sub("nomor tidak dimuat", said)
        return self.names.sub(NAME, said) if self.names else said

    def value[T](self, told: T) -> T:
        """The same of every text within frozen facts or a block."""
        hidden: Any = told
        if isinstance(told, str):
            hidden = self.text(told) if type(told) is str else told  # A member of an enum stays.
        elif isinstance(told, tuple):
            hidden = tuple(self.value(each) for each in told)
        elif isinstance(told, dict):
            hidden = {key: self.value(each) for key, each in told.items()}
        elif is_dataclass(told):
            made = {each.name: self.value(getattr(told, each.name)) for each in fields(told)}
            hidden = replace(told, **made)  # type: ignore[type-var]
        return hidden  # type: ignore[no-any-return]

    def block(self, block: Block) -> Block:
        """A block without people, also where a name is half bold."""
        match block:
            case Prose(runs=runs):
                return Prose(runs=self._line(runs))
            case Listed(items=items, numbering=numbering):
                lines = tuple(self._line(line) for line in items)
                return Listed(items=lines, numbering=numbering)
        return self.value(block)

    def _line(self, runs: tuple[Run, ...]) -> tuple[Run, ...]:
        whole = "".join(run.text for run in runs)
        hidden = self.text(whole)
        return runs if hidden == whole else (Run(text=hidden),)


def unnamer(names: Iterable[str], *, numbers: Iterable[str], said: str, vocabulary: str) -> Unnamer:
    """What hides these people in `said`; only those are sought whose words occur in it.

    `vocabulary` holds the words of the plan, in which a single word is no name.
    """
    spoken = {word.casefold() for word in _WORD.findall(said)}
    planned = {word.casefold() for word in _WORD.findall(vocabulary)}
    shapes = {shape for name in names for shape in _shapes(name, spoken, planned)}
    # Whole names first, so that no part of one is left standing.
    ordered = [pattern for _, pattern in sorted(shapes, reverse=True)]
    found = sorted({number for number in numbers if number and number in said})
    return Unnamer(
        re.compile("|".join(ordered)) if ordered else None,
        re.compile("|".join(map(re.escape, found))) if found else None,
    )


def _shapes(name: str, spoken: set[str], planned: set[str]) -> list[tuple[int, str]]:
    """The patterns of one name with the number of their words, titles around it included."""
    core = _BEFORE.sub("", name.split(",")[0].strip())
    words = core.split()
    heard = [word for word in words if {one.casefold() for one in _WORD.findall(word)} <= spoken]
    shapes = [
        (1, rf"(?<!\w){_CALLED}{re.escape(word)}(?!\w){_TITLES}")
        for word in heard
        if len(word) > 2 or len(words) == 1
    ]
    if not words or len(heard) < len(words):
        return shapes
    escaped = r"\s+".join(map(re.escape, words))
    if len(words) > 1:
        shapes.append((len(words), rf"(?<!\w)(?:{_CALLED})?(?i:{escaped})(?!\w){_TITLES}"))
    elif core.casefold() not in planned and core[:1].isupper():
        shapes.append((0, rf"(?<!\w){escaped}(?!\w){_TITLES}"))
    return shapes
