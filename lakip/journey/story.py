"""Tells a journey's events as sentences, from the ledger and from nothing else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from lakip.journey.editions import edition_of, linked_name
from lakip.journey.happenings import ALL
from lakip.journey.models import Journey, TeamMember
from lakip.ledger.canonical import parse
from lakip.ledger.models import Event
from lakip.people.person import Person
from lakip.sop.edition import Edition

PAGE = 50
# How the history marks what happened; most of it is not marked.
KINDS = {
    "finished": "done",
    "completed": "done",
    "linked_completed": "done",
    "linked_ended": "done",
    "sent_back": "returned",
    "cancelled": "cancelled",
    "linked_cancelled": "cancelled",
}


@dataclass(frozen=True)
class Entry:
    """One thing that happened, as the history shows it."""

    seq: int
    kind: str
    icon: str
    text: str
    at: Any
    leaf: str


def of_journey(journey: Journey, *, before: int | None) -> tuple[list[Entry], int | None]:
    """The journey's events, newest first, and the number to go on from if there are more."""
    found = Event.objects.filter(log_id=journey.agency_id, subject=journey.pk).order_by("-seq")
    if before is not None:
        found = found.filter(seq__lt=before)
    events = list(found[: PAGE + 1])
    told = [(event, parse(bytes(event.data))) for event in events[:PAGE]]
    names = _names(told)
    edition = edition_of(journey.edition_id)
    whole = {"linked": journey.name, "cancelled": journey.undertaking}
    entries = [_entry(event, data, names, edition, whole) for event, data in told]
    return entries, entries[-1].seq if len(events) > PAGE else None


def _names(told: Iterable[tuple[Event, Mapping[str, Any]]]) -> dict[str, str]:
    ids = {str(data["by"]) for _, data in told if data["by"]}
    ids |= {str(data["facts"]["person"]) for _, data in told if "person" in data["facts"]}
    people = Person.objects.filter(pk__in=[UUID(pk) for pk in ids])
    return {str(person.pk): person.name for person in people}


def _entry(
    event: Event,
    data: Mapping[str, Any],
    names: Mapping[str, str],
    edition: Edition,
    whole: Mapping[str, str],
) -> Entry:
    happening = ALL[event.kind]
    by = names.get(str(data["by"]), "Seseorang")
    words = {**whole, "by": by, **_words(data["facts"], names, edition)}
    return Entry(
        seq=event.seq,
        kind=KINDS.get(event.kind, ""),
        icon=happening.icon,
        text=happening.sentence.format(**words),
        at=event.at,
        leaf=bytes(event.leaf).hex(),
    )


def _words(
    facts: Mapping[str, Any], names: Mapping[str, str], edition: Edition
) -> dict[str, object]:
    """The words that a happening's sentence may ask for, from the event's facts."""
    said = ("note", "whom", "way", "count", "attachment", "remark", "spot")
    words: dict[str, object] = {name: facts.get(name, "") for name in said}
    if "linked" in facts:
        words["linked"] = linked_name(edition_of(facts["edition"]))
    if letter := facts.get("letter"):
        words |= {"sender": letter["sender"], "number_of_letter": letter["number"]}
    if closed := facts.get("closed"):
        spoken = closed["step"]
        if facts.get("outcome") == "withdrawn":
            spoken = facts["next"]["step"]
        words |= {"number": edition.number(spoken), "title": edition.step(spoken).title}
    if "paper" in facts:
        name = edition.paper(facts["paper"]).name
        words |= {"paper": name, "version": facts.get("version"), "given": facts.get("given")}
    if "duty" in facts:
        duty = edition.step(facts["step"]).duty(facts["duty"])
        words["duty"] = duty.text if duty else facts["duty"]
    if "person" in facts:
        words["member"] = names.get(str(facts["person"]), "seseorang")
    for name in ("standing", "was"):
        if facts.get(name) in TeamMember.Standing.values:
            words[name] = TeamMember.Standing(facts[name]).label.lower()
    return words
