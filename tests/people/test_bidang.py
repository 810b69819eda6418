"""An agency's bidang: added, renamed and removed by who looks after it, each time in the ledger."""

import datetime

import pytest

from lakip.journey import happenings
from lakip.ledger import verify
from lakip.ledger.canonical import parse
from lakip.ledger.models import Event
from lakip.people import bidang as kept
from lakip.people.appointing import appoint, end
from lakip.people.bidang import add_bidang, remove_bidang, rename_bidang, uses_of
from lakip.people.government import Agency, Bidang
from lakip.people.office import Office as HeldOffice
from lakip.people.person import Person
from lakip.people.refusal import NotChanged
from lakip.performance.planning import Indicator, Objective, Plan
from lakip.performance.requests import DataRequest
from lakip.performance.results import Programme
from tests.cast import MONDAY, Office

DAY = MONDAY.date()
NEW = "Bidang Perlindungan Sosial"


@pytest.fixture
def agency(office: Office) -> Agency:
    return office.journey.agency


@pytest.fixture
def admin(office: Office) -> Person:
    return office.person("admin")


def add(agency: Agency, by: Person, name: str = NEW) -> Bidang:
    return add_bidang(agency, name=name, by=by, at=MONDAY, day=DAY)


def rename(bidang: Bidang, by: Person, to: str) -> bool:
    return rename_bidang(bidang, to=to, by=by, at=MONDAY, day=DAY)


def remove(bidang: Bidang, by: Person) -> None:
    remove_bidang(bidang, by=by, at=MONDAY, day=DAY)


def told(kind: str) -> list[dict[str, object]]:
    return [dict(parse(bytes(e.data))["facts"]) for e in Event.objects.filter(kind=kind)]


def names(agency: Agency) -> list[str]:
    return list(agency.bidang.values_list("name", flat=True))


def rehabilitation(agency: Agency) -> Bidang:
    return Bidang.objects.get(agency=agency, name="Bidang Rehabilitasi Sosial")


def test_what_is_added_renamed_and_removed_stands_in_the_ledger(
    agency: Agency, admin: Person
) -> None:
    made = add(agency, admin, "  Bidang   Perlindungan\nSosial ")
    assert made.name == NEW
    assert rename(made, admin, "Bidang Linjamsos")
    assert names(agency)[0] == "Bidang Linjamsos"
    pk = made.pk
    remove(made, admin)
    assert "Bidang Linjamsos" not in names(agency)

    assert told(kept.ADDED) == [{"bidang": pk, "name": NEW}]
    assert told(kept.RENAMED) == [{"bidang": pk, "was": NEW, "name": "Bidang Linjamsos"}]
    assert told(kept.REMOVED) == [{"bidang": pk, "name": "Bidang Linjamsos"}]
    by = {parse(bytes(e.data))["by"] for e in Event.objects.filter(kind__startswith="bidang_")}
    assert by == {str(admin.pk)}
    assert not verify.verify_log(agency_id=agency.pk).faults
    assert {kept.ADDED, kept.RENAMED, kept.REMOVED} <= happenings.ALL.keys()


@pytest.mark.parametrize(
    "name",
    ["Bidang Rehabilitasi Sosial", "bidang rehabilitasi  SOSIAL", " BIDANG\tRehabilitasi Sosial"],
)
def test_a_name_that_reads_the_same_is_not_given_twice(
    agency: Agency, admin: Person, name: str
) -> None:
    before = names(agency)
    with pytest.raises(NotChanged, match="“Bidang Rehabilitasi Sosial” sudah tercatat"):
        add(agency, admin, name)
    other = agency.bidang.exclude(pk=rehabilitation(agency).pk).get()
    with pytest.raises(NotChanged, match="sudah tercatat sebagai bidang Dinas Sosial"):
        rename(other, admin, name)
    assert names(agency) == before
    assert not Event.objects.filter(kind__startswith="bidang_").exists()


def test_a_bidang_may_change_the_capitals_of_its_own_name_and_another_agency_has_names_of_its_own(
    agency: Agency, admin: Person
) -> None:
    found = rehabilitation(agency)
    assert rename(found, admin, "BIDANG REHABILITASI SOSIAL")
    assert not rename(found, admin, "BIDANG  REHABILITASI SOSIAL"), "that is the name it has"
    assert len(told(kept.RENAMED)) == 1
    operator = Person.objects.get(is_operator=True)
    elsewhere = Agency.objects.get(name__startswith="Dinas Kearsipan")
    add(elsewhere, operator, "Bidang Rehabilitasi Sosial")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "Tuliskan nama"),
        (" \n\t ", "Tuliskan nama"),
        ("B" * 161, "paling panjang 160 huruf; yang ditulis 161"),
        ("Bidang\x00 Baru", "tidak dapat dicetak"),
        ("Bidang \u202eurab", "tidak dapat dicetak"),
    ],
)
def test_a_name_that_cannot_be_is_refused(
    agency: Agency, admin: Person, name: str, said: str
) -> None:
    with pytest.raises(NotChanged, match=said):
        add(agency, admin, name)
    with pytest.raises(NotChanged, match=said):
        rename(rehabilitation(agency), admin, name)
    assert add(agency, admin, "B" * 160).name == "B" * 160


def test_only_who_looks_after_the_agency_changes_its_bidang(office: Office, agency: Agency) -> None:
    found = rehabilitation(agency)
    for part in ("kepala-dinas", "sekretaris", "kepala-bidang", "tim-penyusun"):
        for change in (
            lambda by: add(agency, by),
            lambda by: rename(found, by, "Bidang Lain"),
            lambda by: remove(found, by),
        ):
            with pytest.raises(NotChanged, match="dicatat oleh admin OPD atau operator"):
                change(office.person(part))
    elsewhere = Agency.objects.get(name__startswith="Dinas Kearsipan")
    with pytest.raises(NotChanged, match="dicatat oleh admin OPD"):
        add(elsewhere, office.person("admin"))
    add(elsewhere, Person.objects.get(is_operator=True))


def test_a_new_name_is_how_its_head_is_called_from_now_on(agency: Agency, admin: Person) -> None:
    found = rehabilitation(agency)
    rename(found, admin, "Bidang Rehabilitasi dan Pemulihan")
    held = HeldOffice.objects.get(bidang=found)
    assert held.label == "Kepala Bidang Rehabilitasi dan Pemulihan"


def test_what_refers_to_a_bidang_is_always_called_by_a_word(agency: Agency) -> None:
    assert {relation.related_model.__name__ for relation in kept.referring()} == kept.USES.keys()


def test_a_bidang_that_something_refers_to_stays_and_it_is_said_what(
    office: Office, agency: Agency, admin: Person
) -> None:
    """Each kind of row that may refer to a bidang holds it, also an office that has ended."""
    used: dict[str, Bidang] = {kind: add(agency, admin, f"Bidang {kind}") for kind in kept.USES}
    held = appoint(
        person=office.person("anggota"),
        agency=agency,
        role="kepala-bidang",
        bidang=used["Office"],
        by=admin,
        at=MONDAY,
        starts_on=DAY - datetime.timedelta(days=90),
    )
    end(held, on=DAY - datetime.timedelta(days=30), by=admin, at=MONDAY)
    plan = Plan.objects.create(
        government=agency.government, agency=agency, name="Renstra", first_year=2024, last_year=2028
    )
    objective = Objective.objects.create(plan=plan, code="S1", text="Sasaran")
    for code in ("S1.1", "S1.2"):
        Indicator.objects.create(
            plan=plan, objective=objective, code=code, name="Indikator", bidang=used["Indicator"]
        )
    Programme.objects.create(
        agency=agency, level="program", code="1", name="Program", bidang=used["Programme"]
    )
    DataRequest.objects.create(
        agency=agency,
        journey=office.journey,
        bidang=used["DataRequest"],
        due_at=MONDAY,
        made_by=admin,
        made_at=MONDAY,
    )
    uses = uses_of(agency)
    for kind, found in used.items():
        times = 2 if kind == "Indicator" else 1
        assert uses[found.pk] == f"{times} {kept.USES[kind]}"
        with pytest.raises(NotChanged, match=f"{found.name} tidak dapat dihapus karena tercatat"):
            remove(found, admin)
    assert told(kept.REMOVED) == []
    DataRequest.objects.update(bidang=used["Indicator"])
    assert uses_of(agency)[used["Indicator"].pk] == "2 indikator kinerja dan 1 permintaan data"
    remove(used["DataRequest"], admin)


def test_what_was_removed_already_is_told(agency: Agency, admin: Person) -> None:
    made = add(agency, admin)
    Bidang.objects.filter(pk=made.pk).delete()
    for change in (lambda: remove(made, admin), lambda: rename(made, admin, "Bidang Lain")):
        with pytest.raises(NotChanged, match="sudah dihapus"):
            change()
