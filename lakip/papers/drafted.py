"""A paper that the program drafts: what is asked, what is known beforehand, and its blocks.

A module for each paper declares one `Drafted` and registers it; the form, the preview, the PDF and
the Word file follow from it.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from lakip.documents.blocks import Block, Letterhead, Signature
from lakip.documents.letter_words import long_date
from lakip.papers.form import Answers, Field
from lakip.sop.worktime import WorkCalendar

LETTER, DECREE = "surat", "keputusan"
NO_NUMBER = "……………………"


@dataclass(frozen=True, kw_only=True)
class Holder:
    """Somebody in an office, as a paper names them."""

    person: str
    name: str
    nip: str = ""
    rank: str = ""
    title: str = ""  # "Plh. Kepala Dinas Sosial"


@dataclass(frozen=True, kw_only=True)
class Member:
    """Somebody in the team: named from the agency's people, or typed."""

    name: str
    nip: str = ""
    office: str = ""
    standing: str = ""
    task: str = ""


@dataclass(frozen=True, kw_only=True)
class Addressee:
    """Somebody who gets the report, as the letters that go with it name them."""

    name: str
    place: str
    copies: int


@dataclass(frozen=True, kw_only=True)
class Request:
    """The letter that the journey began with."""

    sender: str
    number: str
    date: datetime.date


@dataclass(frozen=True, kw_only=True)
class FiledReport:
    """The version of the draft report that counts, as a paper about it names it."""

    number: int
    sha256: str
    on: datetime.date


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the system knows when a paper is drafted. `number` is empty until one was given.

    `agency` is whose report it is; `house` is whose paper this is, where that is another.
    """

    agency: str
    government: str
    year: int
    today: datetime.date
    place: str
    letterhead: Letterhead
    request: Request
    calendar: WorkCalendar
    holders: dict[str, Holder] = field(default_factory=dict)
    bidang: tuple[str, ...] = ()
    team: tuple[Member, ...] = ()
    recipients: tuple[Addressee, ...] = ()
    number: str = ""
    address: str = ""
    house: str = ""
    report: FiledReport | None = None
    earlier: dict[str, Answers] = field(default_factory=dict)  # Other papers' answers, by slug.

    def holder(self, role: str) -> Holder:
        """Who holds that office; a place for the name when nobody does."""
        return self.holders.get(
            role, Holder(person="", name="", title=role.replace("-", " ").title())
        )

    def signature(self, role: str, *, date: datetime.date | None = None) -> Signature:
        """The block in which the holder of that office signs."""
        who = self.holder(role)
        return Signature(
            above=(f"{self.place}, {long_date(date)}",) if date else (),
            office=f"{who.title},",
            name=who.name,
            rank=who.rank,
            nip=who.nip,
            address=self.address,
        )


@dataclass(frozen=True, kw_only=True)
class Drafted:
    """How one paper is drafted. `signed_by` is the office whose holder is printed as signing.

    A paper that is `from_outside` is that of the agency its signer works in: the kop, the place,
    the number and the standing sentences are theirs. One `about_draft` names the version of the
    draft report that it speaks of. The step of one that `must_be_signed` waits for the signature.
    """

    slug: str
    fields: tuple[Field, ...]
    first: Callable[[Known], Answers]
    blocks: Callable[[Known, Answers], tuple[Block, ...]]
    series: str = ""
    signed_by: str = ""
    date_field: str = ""  # The answer that is the paper's date.
    from_outside: bool = False
    about_draft: bool = False
    must_be_signed: bool = False
    faults: Callable[[Known, Answers], list[str]] = field(default=lambda known, answers: [])

    @property
    def is_decree(self) -> bool:
        """Whether it is set like legislation."""
        return self.series == DECREE


_table: dict[str, Drafted] = {}


def register(paper: Drafted) -> None:
    """Put a paper on the table of those that the program drafts."""
    _table[paper.slug] = paper


def of(slug: str) -> Drafted | None:
    """How that paper is drafted; None for one that is only uploaded."""
    return _table.get(slug)


def all_drafted() -> tuple[Drafted, ...]:
    """Every paper that the program drafts."""
    return tuple(_table.values())


def made_from(known: Known, paper: Drafted, answers: Answers) -> dict[str, Any]:
    """What a version was made from, to be compared with what holds later."""
    signer = known.holder(paper.signed_by) if paper.signed_by else None
    about = {"draft": known.report.sha256} if paper.about_draft and known.report else {}
    return {
        "answers": answers,
        "number": known.number,
        "signatory": {"person": signer.person, "name": signer.name} if signer else None,
        "team": [[member.name, member.standing] for member in known.team],
        **about,
    }
