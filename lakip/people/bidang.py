"""The bidang of an agency: added, renamed and removed, each with an event in the agency's ledger.

A name is told apart as people read it: neither capitals nor blanks make another name of it.
"""

import datetime
from collections import defaultdict
from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.db.models import Count, ManyToOneRel, ProtectedError, QuerySet

from lakip.ledger import record
from lakip.people.appointing import may_manage
from lakip.people.government import Agency, Bidang
from lakip.people.person import Person
from lakip.people.refusal import NotChanged

ADDED, RENAMED, REMOVED = "bidang_added", "bidang_renamed", "bidang_removed"
LONGEST_NAME = 160

NOT_YOURS = "Bidang dicatat oleh admin OPD atau operator."
NO_NAME = "Tuliskan nama bidangnya."
LONG_NAME = f"Nama bidang paling panjang {LONGEST_NAME} huruf; yang ditulis {{length}} huruf."
SHAPELESS = "Nama bidang memuat tanda yang tidak dapat dicetak. Ketik ulang namanya."
SAME_NAME = "“{name}” sudah tercatat sebagai bidang {agency}."
IS_GONE = "Bidang itu sudah dihapus. Muat ulang halaman ini."
IS_USED = "{name} tidak dapat dihapus karena tercatat pada {uses}."
JUST_USED = "{name} tidak dihapus karena baru saja dipakai. Muat ulang halaman ini."
# What refers to a bidang, as the sentence calls it.
USES = {
    "Office": "jabatan (termasuk yang sudah berakhir)",
    "Indicator": "indikator kinerja",
    "Programme": "program atau kegiatan",
    "DataRequest": "permintaan data",
}


def add_bidang(
    agency: Agency, *, name: str, by: Person, at: datetime.datetime, day: datetime.date
) -> Bidang:
    """Add a bidang of that name. Raises NotChanged."""
    _refuse_stranger(by, agency, day)
    name = _judged(name)
    try:
        with transaction.atomic():
            _hold(agency)
            _refuse_taken(agency, name, others=agency.bidang.all())
            made: Bidang = Bidang.objects.create(agency=agency, name=name)
            _record(ADDED, made, by=by, at=at, facts={"name": name})
    except IntegrityError as error:
        raise NotChanged(SAME_NAME.format(name=name, agency=agency.name)) from error
    return made


def rename_bidang(
    bidang: Bidang, *, to: str, by: Person, at: datetime.datetime, day: datetime.date
) -> bool:
    """Call it otherwise from now on; says whether anything changed. Raises NotChanged.

    Papers that were made keep the name that they print.
    """
    agency = bidang.agency
    _refuse_stranger(by, agency, day)
    to = _judged(to)
    try:
        with transaction.atomic():
            _hold(agency)
            was = _name_now(bidang)
            if was == to:
                return False
            _refuse_taken(agency, to, others=agency.bidang.exclude(pk=bidang.pk))
            # The event comes first: who writes one holds the log and asks at the commit for the
            # rows it refers to. Were the bidang's row held before the log, the two would wait in
            # a ring.
            _record(RENAMED, bidang, by=by, at=at, facts={"was": was, "name": to})
            Bidang.objects.filter(pk=bidang.pk).update(name=to)
    except IntegrityError as error:
        raise NotChanged(SAME_NAME.format(name=to, agency=agency.name)) from error
    bidang.name = to
    return True


def remove_bidang(bidang: Bidang, *, by: Person, at: datetime.datetime, day: datetime.date) -> None:
    """Remove a bidang that nothing refers to. Raises NotChanged, which says what does."""
    agency = bidang.agency
    _refuse_stranger(by, agency, day)
    try:
        with transaction.atomic():
            _hold(agency)
            name = _name_now(bidang)
            if uses := uses_of(agency).get(bidang.pk):
                raise NotChanged(IS_USED.format(name=name, uses=uses))
            # The event comes first, for the same reason as above.
            _record(REMOVED, bidang, by=by, at=at, facts={"name": name})
            Bidang.objects.filter(pk=bidang.pk).delete()
    except (ProtectedError, IntegrityError) as error:
        raise NotChanged(JUST_USED.format(name=bidang.name)) from error


def uses_of(agency: Agency) -> Mapping[int, str]:
    """For each bidang of the agency that something refers to: what, and how often."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for relation in referring():
        rows = relation.related_model._base_manager.filter(
            **{f"{relation.field.name}__agency": agency}
        )
        counted = rows.values_list(relation.field.name).annotate(times=Count("pk")).order_by()
        for bidang, times in counted:
            found[bidang].append(f"{times} {USES[relation.related_model.__name__]}")
    return {bidang: _listed(uses) for bidang, uses in found.items()}


def referring() -> list[ManyToOneRel]:
    """Every foreign key to a bidang, also of rooms that this one does not know."""
    fields = Bidang._meta.get_fields(include_hidden=True)
    return [field for field in fields if isinstance(field, ManyToOneRel)]


def _listed(words: list[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} dan {last}" if first else last


def _refuse_stranger(by: Person, agency: Agency, day: datetime.date) -> None:
    if not may_manage(by, agency, day=day):
        raise NotChanged(NOT_YOURS)


def _hold(agency: Agency) -> None:
    """Two changes of one agency's bidang wait for each other: no database compares names so."""
    Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)


def _name_now(bidang: Bidang) -> str:
    name = Bidang.objects.filter(pk=bidang.pk).values_list("name", flat=True).first()
    if name is None:
        raise NotChanged(IS_GONE)
    return name


def _judged(name: str) -> str:
    """The name in one line, as it is kept."""
    name = " ".join(name.split())
    if not name:
        raise NotChanged(NO_NAME)
    if not name.isprintable():
        raise NotChanged(SHAPELESS)
    if len(name) > LONGEST_NAME:
        raise NotChanged(LONG_NAME.format(length=len(name)))
    return name


def _refuse_taken(agency: Agency, name: str, *, others: QuerySet[Bidang]) -> None:
    for other in others.values_list("name", flat=True):
        if " ".join(other.split()).casefold() == name.casefold():
            raise NotChanged(SAME_NAME.format(name=other, agency=agency.name))


def _record(
    kind: str, bidang: Bidang, *, by: Person, at: datetime.datetime, facts: Mapping[str, str]
) -> None:
    record.append(
        agency_id=bidang.agency_id,
        kind=kind,
        at=at,
        by=by.pk,
        subject=None,
        facts={"bidang": bidang.pk, **facts},
    )
