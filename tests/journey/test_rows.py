"""The written-out statements read and write what the query sets do, field by field."""

import datetime
import uuid
from typing import Any

from django.db import models

from lakip.journey.models import Journey, Turn
from lakip.ledger.rows import Columns, change, fetch, new_id
from lakip.people.government import Agency, Bidang, Government
from lakip.people.office import Office
from tests import cast


def told(row: models.Model) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_a_row_becomes_the_same_object(office: cast.Office) -> None:
    office.to("verifikasi-draft")
    office.send_back("sekretaris")
    for model in (Turn, Journey, Agency, Government, Office, Bidang):
        _compare(model)


def _compare(model: type[models.Model]) -> None:
    columns = Columns(model, "x")
    rows = fetch(f"SELECT {columns.sql} FROM {model._meta.db_table} x ORDER BY x.id", ())
    read, usual = [columns.read(row) for row in rows], model._default_manager.order_by("pk")
    assert read, "nothing to compare"
    assert [told(row) for row in read] == [told(row) for row in usual]
    for ours, theirs in zip(read, usual, strict=True):
        kinds = [type(value) for value in told(ours).values()]
        assert kinds == [type(value) for value in told(theirs).values()]


def test_an_added_row_is_the_one_that_the_query_set_reads(office: cast.Office) -> None:
    first = office.turn
    added = Turn(
        id=new_id(),
        journey=first.journey,
        agency_id=first.agency_id,
        step=first.step,
        role=first.role,
        number=first.number + 1,
        opened_at=datetime.datetime(2027, 1, 4, 1, 30, 0, 5, tzinfo=datetime.UTC),
        due_at=datetime.datetime(2027, 1, 5, tzinfo=datetime.UTC),
        closed_at=first.opened_at,
        closed_by_id=office.person("kepala-dinas").pk,
        outcome=Turn.Outcome.FINISHED,
        key=uuid.uuid4(),
    )
    Columns(Turn, "t").add(added)
    assert told(Turn.objects.get(pk=added.pk)) == told(added)
    added.refresh_from_db()


def test_a_change_tells_how_many_rows_it_found(office: cast.Office) -> None:
    retitle = "UPDATE lakip_turn SET note = %s WHERE id = %s"
    assert change(retitle, ("catatan; '100%'", office.turn.pk)) == 1
    assert office.turn.note == "catatan; '100%'"
    assert change(retitle, ("", uuid.uuid4())) == 0


def test_new_ids_sort_by_their_time() -> None:
    made = [new_id() for _ in range(200)]
    assert len(set(made)) == 200
    assert {one.version for one in made} == {7}
    assert {one.variant for one in made} == {uuid.RFC_4122}
    milliseconds = [one.int >> 80 for one in made]
    assert milliseconds == sorted(milliseconds)
