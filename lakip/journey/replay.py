"""Proves that the rows say what the ledger says: replays the events and compares.

`ledger.verify` proves that the events are those that were written. This goes on from there:
the files are re-hashed, and turns, versions, marks, ticks, teams and receipts are built again
from the events alone and held against the tables, so that a row changed behind the program's back
is found.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from lakip.distribution.deliveries import Receipt
from lakip.documents import filing
from lakip.documents.models import Mark, Version
from lakip.documents.numbering import Numbered
from lakip.journey.models import DutyTick, Journey, TeamMember, Turn
from lakip.ledger import verify
from lakip.ledger.canonical import canonical, parse


@dataclass
class _Told:
    """The state that an agency's events tell."""

    turns: dict[str, dict[str, Any]] = field(default_factory=dict)
    versions: dict[tuple[str, str, int], str] = field(default_factory=dict)
    # A mark by its turn and version: its kind, the version's SHA-256, and that of its own file.
    marks: dict[tuple[str, str], tuple[str, str, str]] = field(default_factory=dict)
    numbers: dict[tuple[str, str], str] = field(default_factory=dict)
    ticks: set[tuple[str, str, str]] = field(default_factory=set)
    # Who is named in a report's team or sits in it, by journey and person: their standing.
    team: dict[tuple[str, str], str] = field(default_factory=dict)
    previous: dict[str, str] = field(default_factory=dict)
    # A linked SOP, and the turn that it runs in.
    inside: dict[str, str] = field(default_factory=dict)
    # A receipt of a delivery, and the SHA-256 of the file that proves it; empty without one.
    receipts: dict[str, str] = field(default_factory=dict)
    # How the files are called that the team added, also those taken out, by journey and SHA-256.
    added: dict[tuple[str, str], str] = field(default_factory=dict)


def faults(*, agency_id: UUID) -> Iterator[str]:
    """Every place where the log, the files or the tables of an agency do not agree."""
    report = verify.verify_log(agency_id=agency_id)
    yield from (fault.sentence for fault in report.faults)
    if report.faults:
        return
    told = _replay(agency_id)
    yield from _files(told)
    yield from _turns(agency_id, told)
    yield from _versions(agency_id, told)
    yield from _marks(agency_id, told)
    yield from _numbers(agency_id, told)
    yield from _ticks(agency_id, told)
    yield from _team(agency_id, told)
    yield from _inside(agency_id, told)
    yield from _receipts(agency_id, told)


def _replay(agency_id: UUID) -> _Told:
    told = _Told()
    for event in verify.events(agency_id=agency_id):
        if event.subject is not None:
            _apply(told, str(event.subject), event.kind, dict(event.facts))
    return told


def _apply(told: _Told, journey: str, kind: str, facts: dict[str, Any]) -> None:
    if kind == "filed":
        told.versions[journey, facts["paper"], facts["version"]] = facts["sha256"]
    if kind == "ticked":
        told.ticks.add((journey, facts["step"], facts["duty"]))
    if kind == "unticked":
        told.ticks.discard((journey, facts["step"], facts["duty"]))
    if kind in ("named", "member_joined", "standing_changed"):
        told.team[journey, facts["person"]] = facts["standing"]
    if kind in ("unnamed", "member_left"):
        told.team.pop((journey, facts["person"]), None)
    if closed := facts.get("closed"):
        outcome = facts.get("outcome") or "cancelled"
        told.turns[closed["turn"]] = {**told.turns.get(closed["turn"], closed), "outcome": outcome}
        if outcome == "withdrawn" and (before := told.previous.get(closed["turn"])):
            told.marks = {key: mark for key, mark in told.marks.items() if key[0] != before}
    if mark := facts.get("mark"):
        turn = closed["turn"] if closed else facts["turn"]
        put = (mark["kind"], mark["sha256"], mark.get("file", ""))
        told.marks[turn, mark["version"]] = put
    if kind == "numbered":
        told.numbers[journey, facts["paper"]] = facts["given"]
    if kind == "linked_begun":
        told.inside[journey] = facts["inside"]
    if kind in ("delivery_received", "delivery_confirmed"):
        told.receipts[facts["receipt"]] = facts.get("sha256", "")
    if kind == "attached":
        told.added[journey, facts["sha256"]] = facts["attachment"]
    if opened := facts.get("next"):
        told.turns[opened["turn"]] = {**opened, "outcome": ""}
        if closed:
            told.previous[opened["turn"]] = closed["turn"]


def _files(told: _Told) -> Iterator[str]:
    store = filing.store()
    for (_, paper, number), sha256 in told.versions.items():
        if not store.verify(sha256):
            yield f"Berkas {paper} versi {number} hilang atau berubah (SHA-256 {sha256})."
    for kind, _, sha256 in told.marks.values():
        if sha256 and not store.verify(sha256):
            yield f"Berkas dengan {kind} hilang atau berubah (SHA-256 {sha256})."
    for receipt, sha256 in told.receipts.items():
        if sha256 and not store.verify(sha256):
            yield f"Berkas bukti terima {receipt} hilang atau berubah (SHA-256 {sha256})."
    for (_, sha256), title in told.added.items():
        if not store.verify(sha256):
            yield f"Lampiran “{title}” hilang atau berubah (SHA-256 {sha256})."


def _turns(agency_id: UUID, told: _Told) -> Iterator[str]:
    rows = {
        str(turn.pk): {
            **parse(
                canonical(
                    {
                        "turn": turn.pk,
                        "step": turn.step,
                        "round": turn.round,
                        "number": turn.number,
                        "due": turn.due_at,
                    }
                )
            ),
            "outcome": turn.outcome,
        }
        for turn in Turn.objects.filter(agency_id=agency_id)
    }
    yield from _differences("Giliran", rows, told.turns)


def _versions(agency_id: UUID, told: _Told) -> Iterator[str]:
    found = Version.objects.filter(document__agency_id=agency_id).select_related("document")
    rows = {(str(v.document.journey_id), v.document.paper, v.number): v.sha256 for v in found}
    yield from _differences("Versi", rows, told.versions)


def _marks(agency_id: UUID, told: _Told) -> Iterator[str]:
    standing = Mark.objects.filter(version__document__agency_id=agency_id, withdrawn_at=None)
    rows = {
        (str(mark.turn_id), str(mark.version_id)): (str(mark.kind), mark.sha256, file)
        for mark, file in (
            (mark, mark.rendition.sha256 if hasattr(mark, "rendition") else "")
            for mark in standing.select_related("rendition")
        )
    }
    yield from _differences("Tanda pada giliran", rows, told.marks)


def _numbers(agency_id: UUID, told: _Told) -> Iterator[str]:
    given = Numbered.objects.filter(document__agency_id=agency_id).select_related("document")
    rows = {(str(one.document.journey_id), one.document.paper): one.text for one in given}
    yield from _differences("Nomor", rows, told.numbers)


def _ticks(agency_id: UUID, told: _Told) -> Iterator[str]:
    journeys = Journey.objects.filter(agency_id=agency_id)
    found = DutyTick.objects.filter(journey__in=journeys)
    rows = {(str(tick.journey_id), tick.step, tick.duty): True for tick in found}
    yield from _differences("Centang", rows, dict.fromkeys(told.ticks, True))


def _team(agency_id: UUID, told: _Told) -> Iterator[str]:
    """The teams of reports; that of a linked SOP is a copy, and is told of in its report."""
    reports = Journey.objects.reports().filter(agency_id=agency_id)
    found = TeamMember.objects.filter(journey__in=reports, left_at=None)
    seats = found.values_list("journey_id", "person_id", "standing")
    rows = {(str(journey), str(person)): standing for journey, person, standing in seats}
    yield from _differences("Anggota tim", rows, told.team)


def _inside(agency_id: UUID, told: _Told) -> Iterator[str]:
    inner = Journey.objects.filter(agency_id=agency_id, inside__isnull=False)
    rows = {str(journey.pk): str(journey.inside_id) for journey in inner}
    yield from _differences("Giliran yang menjalankan SOP terkait", rows, told.inside)


def _receipts(agency_id: UUID, told: _Told) -> Iterator[str]:
    found = Receipt.objects.filter(delivery__agency_id=agency_id)
    rows = {str(pk): sha256 for pk, sha256 in found.values_list("pk", "sha256")}
    yield from _differences("Bukti terima", rows, told.receipts)


def _differences(what: str, rows: dict[Any, Any], told: dict[Any, Any]) -> Iterator[str]:
    for key in sorted(rows.keys() | told.keys(), key=str):
        name = key if isinstance(key, str) else " ".join(str(part) for part in key)
        if key not in told:
            yield f"{what} {name} ada di tabel, tetapi tidak pernah tercatat."
        elif key not in rows:
            yield f"{what} {name} tercatat, tetapi hilang dari tabel."
        elif rows[key] != told[key]:
            yield f"{what} {name} berbeda: tabel {rows[key]}, catatan {told[key]}."
