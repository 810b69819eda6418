"""Reads a log back and finds what was changed since it was written.

A log can show by itself that it was altered carelessly. Who alters it with care, and its frontier
too, is found only by a head that somebody else has kept: give those as `witnessed`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple
from uuid import UUID

from django.db import OperationalError, connection
from django.db.models import QuerySet

from lakip.ledger.canonical import moment_text, parse
from lakip.ledger.merkle import EMPTY_ROOT, Frontier, leaf_hash
from lakip.ledger.models import Event, Log
from lakip.ledger.record import FORMAT

# A log shifted by one row has a fault in every row; nobody reads a million of them.
MOST_FAULTS = 1000

_AT_A_TIME = 2000
# What the data tells and the row repeats, with its name for people.
_COPIED = {
    "v": "versi",
    "log": "instansi",
    "seq": "nomor",
    "kind": "jenis",
    "subject": "pokok",
    "at": "waktu",
}
# What is raised over a value that no honest program has written.
_UNREADABLE = (ValueError, TypeError, AttributeError, OverflowError, OperationalError)


class Head(NamedTuple):
    """How long a log was at some moment, and the root of its tree then (hex)."""

    size: int
    root: str


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and at which event; no number where the fault cannot be pinned to one."""

    seq: int | None
    sentence: str


@dataclass(frozen=True, slots=True)
class LogReport:
    """The outcome of reading a log.

    `size` counts the events from the first up to where one is missing, and `root` (hex) is theirs,
    made from what was read. Without faults they are the log's head.
    """

    size: int
    root: str
    faults: list[Fault]


@dataclass(frozen=True, slots=True)
class Happening:
    """One event as it was told, read from its bytes."""

    seq: int
    kind: str
    at: datetime
    by: UUID | None
    subject: UUID | None
    facts: dict[str, Any]


def head(*, agency_id: UUID) -> Head:
    """The log's present size and root, from its frontier: what a witness is given to keep."""
    stored = Log.objects.filter(pk=agency_id).values_list("frontier", flat=True)
    for octets in stored:
        frontier = Frontier.from_bytes(bytes(octets))
        return Head(frontier.size, frontier.root().hex())
    return Head(0, EMPTY_ROOT.hex())


def root(*, agency_id: UUID) -> str:
    """The present root of the agency's log (hex)."""
    return head(agency_id=agency_id).root


def events(*, agency_id: UUID, subject: UUID | None = None, since: int = 0) -> Iterator[Happening]:
    """The agency's events in order, from a number on; of one journey if a subject is given."""
    rows = Event.objects.filter(log_id=agency_id, seq__gte=since)
    if subject is not None:
        rows = rows.filter(subject=subject)
    found = rows.order_by("seq").values_list("data", flat=True)
    for data in found.iterator(chunk_size=_AT_A_TIME):
        told = parse(bytes(data))
        yield Happening(
            seq=told["seq"],
            kind=told["kind"],
            at=datetime.fromisoformat(told["at"]),
            by=told["by"] and UUID(told["by"]),
            subject=told["subject"] and UUID(told["subject"]),
            facts=told["facts"],
        )


def verify_log(*, agency_id: UUID, witnessed: Iterable[Head] = ()) -> LogReport:
    """Hashes every event anew and compares it with its row, the frontier and the kept heads.

    It takes no lock: the log's row is read first, so events added meanwhile are not missed but
    simply not part of this report.
    """
    log = Log.objects.filter(pk=agency_id).values_list("size", "frontier").first()
    reading = _Reading(agency_id)
    if log is None:
        return _without_log(reading, agency_id, witnessed)
    size: Any
    size, stored = log
    if not isinstance(size, int):
        reading.blame(None, "Catatan ukuran log rusak; kejadiannya tidak diperiksa.")
        return LogReport(0, EMPTY_ROOT.hex(), reading.faults)
    leaves = reading.leaves(upto=size)
    frontier = _compare_witnessed(reading, leaves, size, witnessed)
    frontier = frontier.extend(leaves)
    reading.expect_end(size)
    _compare_frontier(reading, frontier, size, _octets(stored))
    _look_beyond(reading, agency_id, size)
    return LogReport(frontier.size, frontier.root().hex(), reading.faults)


class _Reading:
    """One pass over the rows of a log: gives the leaves and gathers the faults of single rows."""

    def __init__(self, agency_id: UUID) -> None:
        self.agency_id = agency_id
        self.log = str(agency_id)
        self.faults: list[Fault] = []
        self.next = 0
        # Once a row is missing or unreadable, what follows no longer adds up to any root.
        self.whole = True
        # Some rows were left unread, so that nothing can be said of how the log ends.
        self.given_up = False

    def blame(self, seq: int | None, sentence: str) -> None:
        self.faults.append(Fault(seq, sentence))

    def leaves(self, *, upto: int) -> Iterator[bytes]:
        """The leaves of the rows, made from their data, as long as no row is missing."""
        for seq, data, leaf, *copies in self._rows(upto):
            if seq != self.next:
                self._blame_gap(seq)
            self.next = max(self.next, seq + 1)
            made = self._judge(seq, data, leaf, copies)
            if len(self.faults) >= MOST_FAULTS:
                self.blame(None, f"Pemeriksaan dihentikan setelah {MOST_FAULTS} kesalahan.")
                self.whole, self.given_up = False, True
                return
            if self.whole:
                yield made

    def expect_end(self, size: int) -> None:
        """Blames rows that the log counts and that were not found at its end."""
        if not self.given_up and self.next < size:
            self._blame_gap(size)

    def _rows(self, upto: int) -> Iterator[tuple[Any, ...]]:
        """The rows in order, up to the first that cannot even be fetched."""
        rows = Event.objects.filter(log_id=self.agency_id, seq__lt=upto).order_by("seq")
        columns = rows.values_list("seq", "data", "leaf", "kind", "subject", "at")
        try:
            yield from columns.iterator(chunk_size=_AT_A_TIME)
        except _UNREADABLE as error:
            _raise_if_not_of_a_row(error)
            # Rows come in chunks; only one by one is it seen which of them is the bad one.
            yield from self._one_by_one(columns)

    def _one_by_one(self, columns: QuerySet[Any, Any]) -> Iterator[tuple[Any, ...]]:
        try:
            while found := columns.filter(seq=self.next).first():
                yield found
        except _UNREADABLE as error:
            _raise_if_not_of_a_row(error)
        self.whole, self.given_up = False, True
        self.blame(self.next, f"Baris kejadian nomor {self.next} rusak; sisanya tidak diperiksa.")

    def _blame_gap(self, seq: int) -> None:
        self.whole = False
        if seq < self.next:
            self.blame(seq, f"Kejadian nomor {seq} tercatat ganda atau bernomor tidak sah.")
        elif seq == self.next + 1:
            self.blame(self.next, f"Kejadian nomor {self.next} hilang.")
        else:
            self.blame(self.next, f"Kejadian nomor {self.next} sampai {seq - 1} hilang.")

    def _judge(self, seq: int, data: object, leaf: object, copies: list[Any]) -> bytes:
        """Compares the data with its hash and with the columns; gives the data's true leaf."""
        octets = _octets(data)
        made = leaf_hash(octets)
        if made != _octets(leaf):
            self.blame(seq, f"Isi kejadian nomor {seq} atau sidiknya telah diubah.")
        try:
            told = parse(octets)
            in_data = [told[name] for name in _COPIED]
        except (ValueError, KeyError, TypeError, RecursionError):
            self.blame(seq, f"Isi kejadian nomor {seq} tidak dapat dibaca.")
            return made
        kind, subject, at = copies
        about = None if subject is None else str(subject)
        in_row = [FORMAT, self.log, seq, kind, about, moment_text(at) if at else None]
        if in_data != in_row:
            pairs = zip(_COPIED.values(), in_data, in_row, strict=True)
            wrong = ", ".join(name for name, one, other in pairs if one != other)
            self.blame(seq, f"Isi kejadian nomor {seq} tidak sama dengan barisnya: {wrong}.")
        return made


def _raise_if_not_of_a_row(error: Exception) -> None:
    """SQLite calls text that is not UTF-8 an operational error; elsewhere it is a lost line."""
    if isinstance(error, OperationalError) and connection.vendor != "sqlite":
        raise error


def _octets(value: object) -> bytes:
    """The bytes of a binary column, into which SQLite lets text and numbers as well."""
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def _compare_witnessed(
    reading: _Reading, leaves: Iterator[bytes], size: int, witnessed: Iterable[Head]
) -> Frontier:
    """Grows the tree from one kept head to the next; gives the frontier where it ended."""
    frontier, sound = Frontier(), 0
    heads = sorted(set(witnessed))
    if heads and heads[-1].size > size:
        longest = heads[-1].size
        reading.blame(None, f"Log terpotong: saksi melihat {longest} kejadian, kini {size}.")
    for kept in heads:
        frontier = frontier.extend(islice(leaves, max(0, kept.size - frontier.size)))
        if frontier.size < kept.size:
            # Rows are missing on the way; they are blamed with their numbers elsewhere.
            break
        if frontier.root().hex() != kept.root:
            seq, words = _between(sound, kept.size - 1)
            reading.blame(seq, f"Akar yang disimpan saksi tidak cocok: {words} telah diubah.")
            break
        sound = kept.size
    return frontier


def _compare_frontier(reading: _Reading, frontier: Frontier, size: int, octets: bytes) -> None:
    """Compares the tree of the events with the one that the log remembers, peak by peak."""
    try:
        stored = Frontier.from_bytes(octets)
    except ValueError:
        reading.blame(None, "Catatan puncak pohon pada log rusak.")
        return
    if stored.size != size:
        reading.blame(
            None, f"Log mencatat {size} kejadian, tetapi puncak pohonnya {stored.size} kejadian."
        )
    if frontier.size != stored.size:
        return
    for (first, last), made, kept in zip(
        frontier.spans(), frontier.peaks, stored.peaks, strict=True
    ):
        if made != kept:
            where, words = _between(first, last)
            reading.blame(where, f"Puncak pohon tidak cocok: {words} atau catatan puncak diubah.")


def _between(first: int, last: int) -> tuple[int | None, str]:
    """The number of the event if it can be only one, and words for where the fault lies."""
    if last < first:
        return None, f"salah satu dari dua akar untuk {first} kejadian"
    if first == last:
        return first, f"kejadian nomor {first}"
    return None, f"kejadian di antara nomor {first} dan {last}"


def _look_beyond(reading: _Reading, agency_id: UUID, size: int) -> None:
    """Blames rows past the end of the log that no append has counted."""
    beyond = Event.objects.filter(log_id=agency_id, seq__gte=size).order_by("seq")
    found: list[Any] = list(beyond.values_list("seq", flat=True)[:MOST_FAULTS])
    # Events that were added honestly while we read are counted by now.
    counted = Log.objects.filter(pk=agency_id).values_list("size", flat=True).first() or 0
    for seq in found:
        # SQLite lets text into a column of numbers, and holds it to be larger than any of them.
        if not isinstance(seq, int):
            reading.blame(None, "Ada kejadian yang nomornya bukan bilangan bulat.")
        elif seq >= counted:
            reading.blame(seq, f"Kejadian nomor {seq} ada, tetapi log tidak mencatatnya.")


def _without_log(reading: _Reading, agency_id: UUID, witnessed: Iterable[Head]) -> LogReport:
    """The report for an agency whose log has no row: fine if nothing has happened yet."""
    _compare_witnessed(reading, iter(()), 0, witnessed)
    _look_beyond(reading, agency_id, 0)
    return LogReport(0, EMPTY_ROOT.hex(), reading.faults)
