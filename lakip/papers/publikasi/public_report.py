"""The report as everybody may read it: the version that was signed, without people.

It is made from the source that the signed version was made from, so a figure that changes later
does not move it. Blocks that show or name people are left out by their kind: only kinds that are
known to hold none are let through, and a new kind of block stays inside until somebody adds it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from lakip.documents.blocks import (
    Card,
    Cards,
    Contents,
    Facts,
    Heading,
    Items,
    Listed,
    Note,
    Paragraph,
    Prose,
    Section,
    Table,
    plain,
)
from lakip.documents.charts_data import Chart
from lakip.papers.laporan_kinerja.facts import ReportFacts
from lakip.papers.laporan_kinerja.outline import Placed, key_figures
from lakip.papers.laporan_kinerja.outline_annexes import ADDED, OF_THE_TEAM
from lakip.papers.publikasi.records import Publication
from lakip.papers.publikasi.unnaming import unnamer
from lakip.papers.verifikasi.looking import source_at
from lakip.people.person import Person

# No signatures, no photos; the cover and the list of contents are the public page itself.
SHOWN = (
    Cards, Chart, Contents, Facts, Heading, Items, Listed, Note, Paragraph, Prose, Section, Table,
)  # fmt: skip
ANNEXES_OF_PEOPLE = (OF_THE_TEAM, ADDED)

type People = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, kw_only=True)
class PublicReport:
    """Blocks and facts of a report, both without people."""

    facts: ReportFacts
    placed: tuple[Placed, ...]

    @property
    def key_figures(self) -> tuple[Card, ...]:
        """The figures that are to be seen at once."""
        return key_figures(self.facts).cards


def report_of(publication: Publication) -> PublicReport | None:
    """The public report; None where it was written outside and only its file was filed."""
    data = str((publication.version.made_from or {}).get("data", ""))
    if not data:
        return None
    # Read each time: somebody who joins the installation later is hidden as well.
    people = Person.objects.order_by("pk").values_list("name", "nip", "email")
    return _report(data, tuple(people))


@lru_cache(maxsize=8)  # The few reports that people read now.
def _report(data: str, people: People) -> PublicReport:
    source = source_at(data)
    told = replace(source, facts=_without_people(source.facts))
    placed = _let_through(told.placed())
    said = " ".join([*_texts(plain(tuple(each.block for each in placed))), *_texts(plain(told))])
    hide = unnamer(
        [*_names_in(source.facts), *(name for name, _, _ in people)],
        numbers=[part for _, nip, email in people for part in (nip, email)],
        said=said,
        vocabulary=_vocabulary(told.facts),
    )
    blocks = (replace(each, block=hide.block(each.block)) for each in placed if each.block)
    return PublicReport(facts=hide.value(told.facts), placed=tuple(blocks))


def _without_people(facts: ReportFacts) -> ReportFacts:
    """The facts, with those that are somebody's name, number or file left out."""
    review = facts.review and replace(facts.review, name="", rank="", nip="")
    objectives = tuple(
        replace(each, indicators=tuple(replace(one, evidence=()) for one in each.indicators))
        for each in facts.objectives
    )
    return replace(
        facts,
        head="",
        head_nip="",
        head_rank="",
        team=(),
        decree="",
        decree_date="",
        attachments=(),
        pictures=(),
        review=review,
        objectives=objectives,
    )


def _let_through(placed: Sequence[Placed]) -> tuple[Placed, ...]:
    """The blocks that may be shown, without the annexes of people."""
    return tuple(_shown(placed))


def _shown(placed: Sequence[Placed]) -> Iterator[Placed]:
    is_of_people = False
    for each in placed:
        block = each.block
        if isinstance(block, Section) and block.level == 1:
            is_of_people = block.text in ANNEXES_OF_PEOPLE
        elif isinstance(block, Contents):
            is_of_people = block.kind == "isi"
        if isinstance(block, SHOWN) and not is_of_people:
            yield each


def _names_in(facts: ReportFacts) -> list[str]:
    """The people whom the signed version itself knows."""
    named = [facts.head, *(name for name, _ in facts.team)]
    return [*named, facts.review.name] if facts.review else named


def _vocabulary(facts: ReportFacts) -> str:
    """The words of the plan: what things are called, and no running text."""
    called = [facts.agency, facts.government, facts.place, facts.plan, *facts.bidang]
    called += [text for _, text in facts.goals]
    called += [each.text for each in facts.objectives]
    called += [part for each in facts.indicators for part in (each.name, each.unit, each.owner)]
    called += [each.name for each in facts.money]
    return " ".join(called)


def _texts(told: object) -> Iterator[str]:
    """Every text within plain values."""
    if isinstance(told, str):
        yield told
    elif isinstance(told, dict):
        for each in told.values():
            yield from _texts(each)
    elif isinstance(told, list | tuple):
        for each in told:
            yield from _texts(each)
