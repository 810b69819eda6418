"""Appending, refusing, and finding every way in which a log was tampered with."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet

from lakip.ledger import record, triggers
from lakip.ledger.canonical import canonical, parse
from lakip.ledger.merkle import EMPTY_ROOT, Frontier, leaf_hash, root_of
from lakip.ledger.models import AppendOnlyError, Event, Log
from lakip.ledger.verify import Head, events, head, root, verify_log
from lakip.people.government import Agency, Government

AGENCY = UUID("0195d9a0-0000-7000-8000-000000000001")
OTHER_AGENCY = UUID("0195d9a0-0000-7000-8000-000000000002")
PERSON = UUID("0195d9a0-0000-7000-8000-0000000000aa")
JOURNEY = UUID("0195d9a0-0000-7000-8000-0000000000bb")
NOON = datetime(2027, 2, 1, 12, 0, tzinfo=timezone(timedelta(hours=7)))
on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="a trap of SQLite only")
COUNT = 11  # Its tree has three peaks: events 0 to 7, 8 to 9, and 10 alone.


@pytest.fixture
def agencies(db: None) -> None:
    make_agencies()


@pytest.fixture
def unguarded(db: None) -> None:
    """The tables without triggers until the test's transaction is rolled back."""
    triggers.take_off(connection)


@pytest.fixture
def guarded(db: None) -> None:
    triggers.put_on(connection)


@pytest.fixture
def log(unguarded: None, agencies: None) -> list[Head]:
    """A log of eleven events; gives the heads a witness may have seen, one after each event."""
    heads = []
    for number in range(COUNT):
        append(number)
        heads.append(head(agency_id=AGENCY))
    return heads


def make_agencies() -> None:
    government = Government.objects.create(name="Kabupaten Contoh")
    for identity in (AGENCY, OTHER_AGENCY):
        Agency.objects.create(id=identity, government=government, name=f"Dinas {identity}")


def append(number: int = 0, *, agency_id: UUID = AGENCY, **changed: Any) -> Event:
    told: dict[str, Any] = {
        "kind": "giliran-selesai",
        "at": NOON + timedelta(minutes=number),
        "by": PERSON,
        "subject": JOURNEY if number % 2 == 0 else None,
        "facts": {"step": "verifikasi-draft", "number": number},
    }
    return record.append(agency_id=agency_id, **{**told, **changed})


def row(seq: int) -> QuerySet[Event]:
    """One row of the log, through a plain queryset that does not mind what is done to it."""
    return QuerySet(Event).filter(log_id=AGENCY, seq=seq)


def log_row() -> QuerySet[Log]:
    return QuerySet(Log).filter(pk=AGENCY)


def blamed(**witnessed: list[Head]) -> list[int | None]:
    return [fault.seq for fault in verify_log(agency_id=AGENCY, **witnessed).faults]


def sentences(**witnessed: list[Head]) -> str:
    return "\n".join(fault.sentence for fault in verify_log(agency_id=AGENCY, **witnessed).faults)


@contextmanager
def counted_queries() -> Iterator[list[str]]:
    seen: list[str] = []

    def count(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        seen.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        yield seen


# Appending -----------------------------------------------------------------------------------


def test_an_event_is_these_bytes(agencies: None) -> None:
    event = append(7, subject=JOURNEY, facts={"sha256": "ab" * 32})
    assert event.data == (
        b'{"at":"2027-02-01T05:07:00.000000Z","by":"0195d9a0-0000-7000-8000-0000000000aa",'
        b'"facts":{"sha256":"' + b"ab" * 32 + b'"},"kind":"giliran-selesai",'
        b'"log":"0195d9a0-0000-7000-8000-000000000001","seq":0,'
        b'"subject":"0195d9a0-0000-7000-8000-0000000000bb","v":1}'
    )
    assert event.leaf == leaf_hash(event.data)


def test_what_append_returns_is_what_was_stored(agencies: None) -> None:
    for returned in (append(0), append(1, by=None)):
        stored = Event.objects.get(pk=returned.pk)
        for field in Event._meta.concrete_fields:
            one, other = (getattr(event, field.attname) for event in (returned, stored))
            same = bytes(one) == bytes(other) if field.name in ("data", "leaf") else one == other
            assert same, field.name
        assert returned.at.utcoffset() == timedelta(0)


def test_an_event_costs_three_queries_and_an_agency_s_first_one_four(agencies: None) -> None:
    with counted_queries() as first:
        append(0)
    with counted_queries() as second:
        append(1)
    assert (len(first), len(second)) == (4, 3)


def test_the_head_is_the_root_of_all_events_of_this_agency_alone(agencies: None) -> None:
    assert head(agency_id=AGENCY) == Head(0, EMPTY_ROOT.hex())
    leaves = []
    for number in range(9):
        leaves.append(append(number).leaf)
        append(number, agency_id=OTHER_AGENCY, facts={})
        assert head(agency_id=AGENCY) == Head(number + 1, root_of(leaves).hex())
    assert root(agency_id=AGENCY) != root(agency_id=OTHER_AGENCY)
    assert verify_log(agency_id=OTHER_AGENCY).size == 9


def test_an_event_needs_a_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    outside = SimpleNamespace(in_atomic_block=False)
    monkeypatch.setattr(transaction, "get_connection", lambda: outside)
    with pytest.raises(transaction.TransactionManagementError):
        append()


def test_an_event_falls_with_its_transaction(agencies: None) -> None:
    append(0)
    before = head(agency_id=AGENCY)
    with transaction.atomic():
        append(1)
        transaction.set_rollback(True)
    assert head(agency_id=AGENCY) == before
    assert append(1).seq == 1
    assert blamed() == []


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"kind": ""}, ValueError),
        ({"kind": "x" * 41}, ValueError),
        ({"at": NOON.replace(tzinfo=None)}, ValueError),
        ({"facts": {"share": 0.5}}, TypeError),
    ],
)
def test_what_cannot_be_recorded_leaves_nothing_behind(
    agencies: None, changed: dict[str, Any], refusal: type[Exception]
) -> None:
    append(0)
    before = head(agency_id=AGENCY)
    with pytest.raises(refusal):
        append(1, **changed)
    assert (head(agency_id=AGENCY), Event.objects.count()) == (before, 1)


def test_a_log_that_contradicts_itself_takes_no_more_events(log: list[Head]) -> None:
    log_row().update(size=COUNT + 1)
    with pytest.raises(record.BrokenLogError):
        append()


def test_two_that_begin_a_log_at_once_get_two_numbers(
    agencies: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = record._locked_frontier

    def overtaken(*arguments: Any) -> Frontier:
        """Finds no log, and meanwhile somebody else makes it."""
        monkeypatch.setattr(record, "_locked_frontier", honest)
        append(0)
        return Frontier()

    monkeypatch.setattr(record, "_locked_frontier", overtaken)
    assert append(1).seq == 1
    assert blamed() == []


def test_events_are_read_back_as_they_were_told(log: list[Head]) -> None:
    read = list(events(agency_id=AGENCY))
    assert [happening.seq for happening in read] == list(range(COUNT))
    third = read[3]
    assert (third.kind, third.by, third.subject) == ("giliran-selesai", PERSON, None)
    assert third.at == NOON + timedelta(minutes=3)
    assert third.facts == {"step": "verifikasi-draft", "number": 3}
    of_journey = events(agency_id=AGENCY, subject=JOURNEY, since=3)
    assert [happening.seq for happening in of_journey] == [4, 6, 8, 10]


# Refusing ------------------------------------------------------------------------------------


def test_the_model_refuses_to_change_or_remove(agencies: None) -> None:
    event = append(0)
    stored = Event.objects.get()
    attempts: list[Callable[[], Any]] = [
        event.save,
        event.delete,
        stored.save,
        stored.delete,
        Event.objects.all().delete,
        lambda: Event.objects.update(kind="lain"),
        lambda: Event.objects.filter(seq=0).update(kind="lain"),
        lambda: Event.objects.bulk_update([event], ["kind"]),
        lambda: Event.objects.update_or_create(seq=0, defaults={"kind": "lain"}),
    ]
    for attempt in attempts:
        with pytest.raises(AppendOnlyError):
            attempt()
    copy = Event(**{field.attname: getattr(event, field.attname) for field in Event._meta.fields})
    with pytest.raises(DatabaseError), transaction.atomic():
        copy.save()
    assert blamed() == []


EVENT_COLUMNS = "id, log_id, seq, data, leaf, kind, subject, at"
ATTACKS = {
    "update": "UPDATE lakip_event SET kind = 'lain' WHERE seq = 1",
    "delete": "DELETE FROM lakip_event WHERE seq = 2",
    "upsert": f"""INSERT INTO lakip_event ({EVENT_COLUMNS}) SELECT {EVENT_COLUMNS}
        FROM lakip_event WHERE seq = 1 ON CONFLICT (id) DO UPDATE SET kind = 'lain'""",
    "log set back": "UPDATE lakip_log SET size = size - 1",
    "frontier": "UPDATE lakip_log SET frontier = frontier",
    "log removed": "DELETE FROM lakip_log",
}
ATTACKS_ON_SQLITE = {
    "replace by number": f"""INSERT OR REPLACE INTO lakip_event ({EVENT_COLUMNS})
        SELECT id + 100, log_id, seq, data, leaf, 'lain', subject, at
        FROM lakip_event WHERE seq = 1""",
    "replace by id": f"""REPLACE INTO lakip_event ({EVENT_COLUMNS})
        SELECT id, log_id, seq + 2, data, leaf, kind, subject, at
        FROM lakip_event WHERE seq = 1""",
    "replace old by next": f"""REPLACE INTO lakip_event ({EVENT_COLUMNS})
        SELECT id, log_id, 3, data, leaf, kind, subject, at FROM lakip_event WHERE seq = 1""",
    "insert or ignore": f"""INSERT OR IGNORE INTO lakip_event ({EVENT_COLUMNS})
        SELECT id + 100, log_id, seq + 7, data, leaf, kind, subject, at
        FROM lakip_event WHERE seq = 1""",
    "update or replace": "UPDATE OR REPLACE lakip_event SET seq = 0 WHERE seq = 1",
    "log replaced": "REPLACE INTO lakip_log (agency_id, size, frontier) SELECT agency_id, 0, x'00' "
    "FROM lakip_log",
}
ATTACKS_ON_POSTGRESQL = {
    "truncate": "TRUNCATE lakip_event CASCADE",
    "truncate both": "TRUNCATE lakip_log CASCADE",
    "as a replica": "SET LOCAL session_replication_role = replica; DELETE FROM lakip_event",
}


def test_triggers_refuse_in_sql_too(guarded: None, agencies: None) -> None:
    for number in range(3):
        append(number)
    with connection.cursor() as cursor:
        special = ATTACKS_ON_SQLITE
        if connection.vendor != "sqlite":
            special = ATTACKS_ON_POSTGRESQL
            # Foreign keys that wait for the commit would stop TRUNCATE before the trigger does.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for name, attack in {**ATTACKS, **special}.items():
            refused = None
            try:
                with transaction.atomic():
                    cursor.execute(attack)
            except DatabaseError as error:
                refused = str(error)
            assert refused, name
            words = ("never", "only") if connection.vendor == "sqlite" else ("what has happened",)
            assert any(word in refused for word in words), (name, refused)
    assert append(3).seq == 3
    assert blamed() == []


@on_sqlite
@pytest.mark.parametrize("pragma", ["ON", "OFF"])
def test_replacing_is_refused_whatever_sqlite_is_told(
    guarded: None, agencies: None, pragma: str
) -> None:
    append(0)
    append(1)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers")
        (usual,) = cursor.fetchone()
        cursor.execute(f"PRAGMA recursive_triggers={pragma}")
        try:
            for name in ("replace by number", "replace by id", "log replaced"):
                with pytest.raises(DatabaseError), transaction.atomic():
                    cursor.execute(ATTACKS_ON_SQLITE[name])
        finally:
            cursor.execute(f"PRAGMA recursive_triggers={usual}")
    assert blamed() == []


def test_missing_triggers_are_named(guarded: None) -> None:
    assert triggers.missing(connection) == []
    with connection.cursor() as cursor:
        on = "" if connection.vendor == "sqlite" else " ON lakip_log"
        cursor.execute("DROP TRIGGER lakip_log_only_grows" + on)
    assert triggers.missing(connection) == ["log_only_grows"]
    triggers.remove(None, SimpleNamespace(connection=connection))
    assert len(triggers.missing(connection)) >= 5
    triggers.install(None, SimpleNamespace(connection=connection))
    assert triggers.missing(connection) == []


# Finding -------------------------------------------------------------------------------------


def forge(of: int, **changed: Any) -> bytes:
    """The data of an event with something in it changed, canonical again."""
    return canonical({**parse(bytes(row(of).get().data)), **changed})


def rewrite(seq: int, **changed: Any) -> None:
    """A careful change: the data and its leaf, which fit together afterwards."""
    data = forge(seq, **changed)
    row(seq).update(data=data, leaf=leaf_hash(data))


def recompute_frontier() -> None:
    """What a forger does who knows the tree: makes the log's row agree with the rows."""
    leaves = [bytes(leaf) for leaf in QuerySet(Event).filter(log_id=AGENCY).order_by("seq")
              .values_list("leaf", flat=True)]  # fmt: skip
    frontier = Frontier().extend(leaves)
    log_row().update(size=frontier.size, frontier=frontier.to_bytes())


def test_an_honest_log_has_no_faults_and_agrees_with_its_witnesses(log: list[Head]) -> None:
    report = verify_log(agency_id=AGENCY, witnessed=[Head(0, EMPTY_ROOT.hex()), *log])
    assert (report.faults, Head(report.size, report.root)) == ([], log[-1])
    assert verify_log(agency_id=OTHER_AGENCY).faults == []


def test_every_changed_byte_of_an_event_is_found_at_its_number(log: list[Head]) -> None:
    honest = bytes(row(5).get().data)
    for place in range(0, len(honest), 3):
        changed = bytearray(honest)
        changed[place] ^= 1
        row(5).update(data=bytes(changed))
        # Its own number, and the peak over events 0 to 7 that no longer fits.
        assert set(blamed()) == {5, None}
    row(5).update(data=honest)
    assert blamed() == []


@pytest.mark.parametrize("place", [0, 31])
def test_a_changed_leaf_is_found(log: list[Head], place: int) -> None:
    leaf = bytearray(row(4).get().leaf)
    leaf[place] ^= 128
    row(4).update(leaf=bytes(leaf))
    assert blamed() == [4]


@pytest.mark.parametrize(
    ("columns", "word"),
    [
        ({"at": NOON + timedelta(minutes=6, microseconds=1)}, "waktu"),
        ({"kind": "lain"}, "jenis"),
        ({"subject": None}, "pokok"),
        ({"subject": PERSON, "kind": "lain"}, "jenis, pokok"),
    ],
)
def test_a_changed_column_is_found(log: list[Head], columns: dict[str, Any], word: str) -> None:
    row(6).update(**columns)
    assert blamed() == [6]
    assert sentences() == f"Isi kejadian nomor 6 tidak sama dengan barisnya: {word}."


def test_a_careful_change_is_found_as_near_as_the_peaks_tell(log: list[Head]) -> None:
    rewrite(5, by=None)
    assert blamed() == [None]
    assert "nomor 0 dan 7" in sentences()
    rewrite(10, by=None)
    assert blamed() == [None, 10]


def test_removed_rows_are_named(log: list[Head]) -> None:
    row(4).delete()
    assert blamed() == [4]
    assert verify_log(agency_id=AGENCY).size == 4
    row(5).delete()
    row(8).delete()
    row(10).delete()
    assert sentences().splitlines() == [
        "Kejadian nomor 4 sampai 5 hilang.",
        "Kejadian nomor 8 hilang.",
        "Kejadian nomor 10 hilang.",
    ]


def test_removed_and_renumbered_rows_are_found(log: list[Head]) -> None:
    row(4).delete()
    for seq in range(5, COUNT):
        row(seq).update(seq=seq - 1)
    assert blamed() == [*range(4, COUNT - 1), COUNT - 1]


def test_swapped_rows_are_found(log: list[Head]) -> None:
    row(2).update(seq=100)
    row(3).update(seq=2)
    row(100).update(seq=3)
    assert {2, 3} <= set(blamed())


def test_swapped_contents_are_found(log: list[Head]) -> None:
    second, third = row(2).get(), row(3).get()
    for seq, other in ((2, third), (3, second)):
        row(seq).update(data=other.data, leaf=other.leaf)
    assert {2, 3} <= set(blamed())


def test_a_cut_tail_is_found(log: list[Head]) -> None:
    row(9).delete()
    row(10).delete()
    assert sentences() == "Kejadian nomor 9 sampai 10 hilang."
    log_row().update(size=9)
    assert sentences() == "Log mencatat 9 kejadian, tetapi puncak pohonnya 11 kejadian."


def test_a_row_past_the_end_is_found(log: list[Head]) -> None:
    data = forge(10, seq=11)
    old = row(10).get()
    Event(
        log_id=AGENCY, seq=11, data=data, leaf=leaf_hash(data),
        kind=old.kind, subject=old.subject, at=old.at,
    ).save()  # fmt: skip
    assert blamed() == [11]


def test_a_row_before_the_beginning_is_found(log: list[Head]) -> None:
    row(10).update(seq=-1)
    assert {-1, 10} <= set(blamed())


def test_a_changed_frontier_is_found(log: list[Head]) -> None:
    honest = bytes(log_row().get().frontier)
    changed = bytearray(honest)
    changed[8 + 32] ^= 1
    log_row().update(frontier=bytes(changed))
    assert blamed() == [None]
    assert "nomor 8 dan 9 atau catatan puncak diubah" in sentences()
    log_row().update(frontier=honest[:-1])
    assert sentences() == "Catatan puncak pohon pada log rusak."
    log_row().update(size=8, frontier=Frontier(8, (bytes(32),)).to_bytes())
    assert set(blamed()) == {None, 8, 9, 10}


def test_an_event_moved_to_another_log_is_found_in_both(log: list[Head]) -> None:
    append(0, agency_id=OTHER_AGENCY)
    row(3).update(log_id=OTHER_AGENCY)
    assert blamed() == [3]
    elsewhere = verify_log(agency_id=OTHER_AGENCY)
    assert [fault.seq for fault in elsewhere.faults] == [3]


def test_events_without_their_log_are_found(log: list[Head]) -> None:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM lakip_log")
        assert blamed() == list(range(COUNT))
        assert "Log terpotong" in sentences(witnessed=log)
        transaction.set_rollback(True)


def test_who_rewrites_all_is_found_by_what_others_keep(log: list[Head]) -> None:
    rewrite(7, facts={})
    recompute_frontier()
    assert blamed() == []
    assert blamed(witnessed=log) == [7]
    assert "nomor 5 dan 9" in sentences(witnessed=[log[4], log[9], log[10]])
    # What nobody outside has seen can still be rewritten; that window is the promise.
    assert blamed(witnessed=log[:7]) == []


def test_who_cuts_and_rewrites_is_found_doing_both(log: list[Head]) -> None:
    row(10).delete()
    rewrite(3, facts={})
    recompute_frontier()
    assert blamed() == []
    assert sentences(witnessed=[log[2], log[5], log[10]]).splitlines() == [
        "Log terpotong: saksi melihat 11 kejadian, kini 10.",
        "Akar yang disimpan saksi tidak cocok: kejadian di antara nomor 3 dan 5 telah diubah.",
    ]


def test_witnesses_that_contradict_each_other_are_named(log: list[Head]) -> None:
    lie = Head(5, "f" * 64)
    assert "dua akar untuk 5 kejadian" in sentences(witnessed=[log[4], lie])


@on_sqlite
@pytest.mark.parametrize(
    ("change", "seqs"),
    [
        ("data = 'teks'", {5, None}),
        ("data = 5", {5, None}),
        ("leaf = 'teks'", {5}),
        ("kind = 5", {5}),
        ("at = 'kemarin'", {5}),
        ("at = 5", {5}),
        ("subject = 'bukan'", {5}),
        ("kind = CAST(x'ff' AS TEXT)", {5}),
        ("seq = 'lima'", {5, None}),
        ("seq = 5.5", {5}),
    ],
)
def test_what_sqlite_lets_into_a_column_is_found(
    log: list[Head], change: str, seqs: set[int | None]
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE lakip_event SET {change} WHERE seq = 5")
    assert set(blamed()) >= seqs


@on_sqlite
@pytest.mark.parametrize("change", ["size = 'sebelas'", "size = -1", "frontier = 'teks'"])
def test_what_sqlite_lets_into_the_log_is_found(log: list[Head], change: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE lakip_log SET {change}")
    assert None in blamed()


def test_data_that_is_nested_without_end_is_a_fault_and_no_crash(log: list[Head]) -> None:
    for data in (b"[" * 100_000, b"[]", b"{}", b"\xff", b"1" * 5000):
        row(5).update(data=data, leaf=leaf_hash(data))
        assert set(blamed()) == {5, None}


def test_a_log_full_of_faults_is_given_up(log: list[Head], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lakip.ledger.verify.MOST_FAULTS", 4)
    QuerySet(Event).filter(log_id=AGENCY).update(kind="lain")
    assert blamed() == [0, 1, 2, 3, None]


# Many at once --------------------------------------------------------------------------------


@pytest.fixture
def without_triggers(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Room to empty the tables after a test that commits; afterwards the guards return."""
    with django_db_blocker.unblock():
        stood = not triggers.missing(connection)
        triggers.take_off(connection)
    yield
    if stood:
        with django_db_blocker.unblock():
            triggers.put_on(connection)


def test_many_at_once_leave_no_gap(without_triggers: None, transactional_db: None) -> None:
    make_agencies()
    workers, rounds = 6, 10

    def work(worker: int) -> None:
        try:
            for number in range(rounds):
                for agency_id in (AGENCY, OTHER_AGENCY):
                    with transaction.atomic():
                        append(number, agency_id=agency_id, facts={"worker": worker})
        finally:
            connection.close()

    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(work, range(workers)))
    for agency_id in (AGENCY, OTHER_AGENCY):
        report = verify_log(agency_id=agency_id)
        assert (report.size, report.faults) == (workers * rounds, [])
        assert Head(report.size, report.root) == head(agency_id=agency_id)
    assert NOON.astimezone(UTC) == next(events(agency_id=AGENCY)).at
