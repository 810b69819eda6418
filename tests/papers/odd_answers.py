"""Answers that nobody expects: markup, monstrous words, texts up to the limits, odd letters."""

import datetime
from typing import Any

from hypothesis import strategies as st

from lakip.papers.drafted import Drafted, Known, Member
from lakip.papers.form import LONGEST_LINE, LONGEST_TEXT, Answers, Column, Field, Kind
from tests.papers.known_sample import KNOWN, TEAM

MARKUP = (
    "#set page(width: 1cm)", "*tebal* _miring_", "$x^2$ <label> @rujuk", "= Judul", "- butir",
    "\\ // /* `kode` ```", "{opd} {tahun} {lain}", "<b>&amp;</b>", "[isi](laman)", "~ -- --- ...",
    "“kutip” ‘satu’", "1. bernomor", "%s %(a)s {0} {}", "W" * 300, "i.i" * 90, "kata-" * 60,
)  # fmt: skip
LETTERS = st.characters(min_codepoint=0x21, max_codepoint=0x7E)
ACCENTED = st.sampled_from("àâçéèêëîïñôöùûüßæøÅÉÑÖÜ–—…•°±²½×÷§¶“”‘’")
WORDS = st.text(st.one_of(LETTERS, LETTERS, ACCENTED), min_size=1, max_size=12)
PIECES = st.one_of(WORDS, WORDS, WORDS, st.sampled_from(MARKUP))
# What no paper can bear, put into one answer of some forms.
STRANGE = st.one_of(*[st.just("")] * 7, st.text(st.characters(), min_size=1, max_size=6))
YEARS = st.sampled_from((2026, 2027, 2027, 2027, 2027, 2027, 2027, 2028, 1990, 2110))
ORDINARY_DATES = st.dates(datetime.date(2027, 1, 1), datetime.date(2027, 3, 31)).map(str)
ODD_DATES = st.builds("{}-{:02}-{:02}".format, YEARS, st.integers(1, 12), st.integers(1, 30))
DATES = st.one_of(*[ORDINARY_DATES] * 7, ODD_DATES)
TIMES = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.integers(0, 59))
NAMES = st.one_of(WORDS, st.sampled_from(("Wijayakusumaningrum " * 6, "W" * 120, "x" * 120)))


def repeated(longest: int) -> st.SearchStrategy[str]:
    """A few pieces, or so many that the limit is reached."""
    few = st.lists(PIECES, min_size=1, max_size=4).map(" ".join)
    times = st.sampled_from((1, 1, 1, 1, 2, 400))
    return st.builds(lambda text, many: " ".join([text] * many)[:longest], few, times)


def answer(field: Field) -> st.SearchStrategy[dict[str, Any]]:
    """What a form sends for that field."""
    key = f"isi-{field.name}"
    if field.kind is Kind.ROWS:
        return rows(field)
    if field.kind is Kind.CHECKS:
        values = [value for value, _ in field.options]
        chosen = st.lists(st.sampled_from(values), min_size=1, unique=True)
        return chosen.map(lambda some: {key: some})
    return one(field.kind, field.options).map(lambda text: {key: text})


def one(kind: Kind, options: tuple[tuple[str, str], ...] = ()) -> st.SearchStrategy[str]:
    """What is typed into one box."""
    if kind is Kind.CHOICE:
        return st.sampled_from([value for value, _ in options])
    if kind is Kind.DATE:
        return DATES
    if kind is Kind.TIME:
        return TIMES
    if kind is Kind.LIST:
        return st.lists(repeated(LONGEST_TEXT), min_size=1, max_size=5).map("\n".join)
    return repeated(LONGEST_TEXT if kind is Kind.TEXT else LONGEST_LINE)


def rows(field: Field) -> st.SearchStrategy[dict[str, Any]]:
    """A few rows, or the same rows many times over."""

    def row(columns: tuple[Column, ...]) -> st.SearchStrategy[dict[str, str]]:
        return st.fixed_dictionaries({column.name: one(column.kind) for column in columns})

    def sent(some: list[dict[str, str]], many: int) -> dict[str, Any]:
        return {
            f"isi-{field.name}-{number}-{name}": text
            for number, cells in enumerate((some * many)[:120])
            for name, text in cells.items()
        }

    found = st.lists(row(field.columns), min_size=1, max_size=3)
    found = st.one_of(*[found] * 7, st.just([]))
    return st.builds(sent, found, st.sampled_from((1, 1, 1, 40)))


def forms(paper: Drafted) -> st.SearchStrategy[dict[str, Any]]:
    """Everything that the paper's form sends."""

    def sent(parts: tuple[dict[str, Any], ...], strange: str, at: int) -> dict[str, Any]:
        form = {key: value for part in parts for key, value in part.items()}
        texts = [key for key, value in form.items() if isinstance(value, str)]
        if strange and texts:
            form[texts[at % len(texts)]] += strange
        return form

    parts = st.tuples(*(answer(field) for field in paper.fields))
    return st.builds(sent, parts, STRANGE, st.integers(0, 999))


def knowns() -> st.SearchStrategy[Known]:
    """An agency of which everything is too long, or nothing is known."""

    def built(name: str, agency: str, number: str, size: int) -> Known:
        team = tuple(
            Member(name=f"{name}{at}"[:120], nip=one.nip, office=agency, standing=one.standing)
            for at, one in zip(range(size), TEAM * 20, strict=False)
        )
        given = {"agency": agency, "number": number, "team": team}
        return Known(**{**vars(KNOWN), **given})

    sizes = st.sampled_from((0, 1, 12, 12, 200))
    return st.builds(built, NAMES, NAMES, st.sampled_from(("", "W/" * 60, "27")), sizes)


def as_sent(paper: Drafted, answers: Answers) -> dict[str, Any]:
    """Answers as the page's form sends them."""
    kinds = {field.name: field.kind for field in paper.fields}
    sent: dict[str, Any] = {}
    for name, value in answers.items():
        if kinds[name] is Kind.ROWS:
            for number, row in enumerate(value):
                sent |= {f"isi-{name}-{number}-{column}": text for column, text in row.items()}
        else:
            sent[f"isi-{name}"] = "\n".join(value) if kinds[name] is Kind.LIST else value
    return sent
