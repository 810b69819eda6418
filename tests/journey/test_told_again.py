"""Told again: what a second and a third round tell, to whom, and what they tell nobody."""

import datetime

import pytest
from django.core import mail
from django.core.mail import mailers
from django.test import Client

from lakip.documents import filing
from lakip.journey import replay
from lakip.journey.models import Turn
from lakip.journey.morning import KIND as MORNING
from lakip.journey.morning import tell_the_morning
from lakip.ledger.canonical import parse
from lakip.ledger.verify import verify_log
from lakip.notices import sending
from lakip.notices.models import Notice
from lakip.people.calendars import calendar_of
from lakip.people.person import Person
from lakip.sop.worktime import Limit, Unit, due
from tests import cast
from tests.cast import Office

VERIFY = "Giliran Anda: Verifikasi dan paraf draft laporan"
MEND = "Dikembalikan untuk direvisi: Data dan draft laporan"


def deliver(at: datetime.datetime) -> None:
    while sending.send_next(mailer=mailers.default, at=at, read_file=filing.read):
        pass


def told(person: Person, *, channel: str = "app", about: str = "") -> list[str]:
    """The subjects of what the person was told, oldest first, but for the mornings."""
    found = Notice.objects.filter(recipient=person, channel=channel).exclude(kind=MORNING)
    return [
        said for said in found.order_by("at").values_list("subject", flat=True) if about in said
    ]


def mailed(person: Person, about: str) -> list[str]:
    sent = [message for message in mail.outbox if message.to == [person.email]]
    return [message.subject for message in sent if about in message.subject]


def go_round(office: Office, times: int) -> None:
    """From step 9 back to step 8 and to step 9 again."""
    office.to("verifikasi-draft")
    for number in range(1, times + 1):
        office.send_back("sekretaris", reason=f"Perbaiki hal ke-{number}.")
        office.to("verifikasi-draft")


def test_each_round_tells_the_right_people_and_names_itself(office: Office) -> None:
    go_round(office, 2)
    verifier, team = office.person("sekretaris"), office.person("tim-penyusun")
    member = office.person("anggota")
    deliver(office.at)
    verifying = [VERIFY, f"{VERIFY} (putaran 2)", f"{VERIFY} (putaran 3)"]
    mending = [f"{MEND} (putaran 2)", f"{MEND} (putaran 3)"]

    assert told(verifier, about="Verifikasi") == mailed(verifier, "Verifikasi") == verifying
    for writer in (team, member):
        assert told(writer, about="Dikembalikan") == mailed(writer, "Dikembalikan") == mending
    for bystander in ("kepala-dinas", "kepala-bidang"):
        assert told(office.person(bystander), about="putaran") == []


def test_every_round_has_a_message_id_of_its_own(office: Office) -> None:
    go_round(office, 2)
    deliver(office.at)
    ids = [message.extra_headers["Message-ID"] for message in mail.outbox]

    assert len(ids) == len(set(ids)) == Notice.objects.filter(channel="email").count()


def test_nobody_is_told_of_what_they_did_themselves(office: Office) -> None:
    go_round(office, 2)
    office.walk.play()
    did = [
        (str(notice.recipient_id), parse(bytes(notice.event.data))["by"], notice.kind)
        for notice in Notice.objects.exclude(kind=MORNING).select_related("event")
    ]

    assert {kind for _, _, kind in did} >= {"begun", "finished", "sent_back", "completed"}
    assert [kind for told_to, by, kind in did if told_to == by] == []
    # The end is told to everybody but the one who brought it about.
    finisher = office.journey.closed_by_id
    parts = ("kepala-dinas", "sekretaris", "kasubbag-perencanaan", "tim-penyusun", "anggota")
    others = {office.person(part).pk for part in parts} - {finisher}
    assert len(others) == len(parts) - 1
    assert {told_to for told_to, _, kind in did if kind == "completed"} >= set(map(str, others))


def test_who_left_the_team_before_the_return_gets_nothing_of_it(office: Office) -> None:
    office.to("verifikasi-draft")
    gone, stays = office.person("anggota"), office.person("tim-penyusun")
    office.take_out("anggota")
    before = set(Notice.objects.filter(recipient=gone).values_list("pk", flat=True))
    office.send_back("sekretaris")
    morning = office.turn.due_at.astimezone(cast.WIB).replace(hour=8)
    tell_the_morning(at=morning)
    deliver(morning)

    assert set(Notice.objects.filter(recipient=gone).values_list("pk", flat=True)) == before
    assert mailed(gone, "Dikembalikan") == mailed(gone, "Menunggu") == []
    assert mailed(stays, "Dikembalikan") == [f"{MEND} (putaran 2)"]
    assert mailed(stays, "Menunggu") == ["Menunggu Anda: 1 giliran"]


def test_who_is_deactivated_gets_nothing_not_even_what_already_waited(office: Office) -> None:
    office.to("verifikasi-draft")
    gone = office.person("anggota")
    waited = Notice.objects.filter(recipient=gone, channel="email", sent_at=None).count()
    assert waited
    Person.objects.filter(pk=gone.pk).update(is_active=False)
    before = Notice.objects.filter(recipient=gone).count()
    office.send_back("sekretaris")
    morning = office.turn.due_at.astimezone(cast.WIB).replace(hour=8)
    tell_the_morning(at=morning)
    deliver(morning)

    assert Notice.objects.filter(recipient=gone).count() == before
    assert [message for message in mail.outbox if message.to == [gone.email]] == []


def test_a_draft_sent_back_five_times_loses_nothing_and_comes_to_its_end(office: Office) -> None:
    go_round(office, 5)
    turns = Turn.objects.filter(journey=office.journey)
    calendar = calendar_of(office.journey.agency.government)
    allowed = office.walk.edition.revision_within
    first, *again = turns.filter(step="draft-laporan").order_by("number")

    assert [turn.round for turn in (first, *again)] == [1, 2, 3, 4, 5, 6]
    assert [turn.within for turn in again] == [str(allowed)] * 5
    assert first.within != str(allowed)
    for turn in again:
        assert turn.due_at == due(opened=turn.opened_at, within=allowed, calendar=calendar)
    office.walk.play()
    assert office.journey.closed_at
    assert not office.journey.is_cancelled
    reasons = [f"Perbaiki hal ke-{number}." for number in range(1, 6)]
    returned = turns.filter(outcome=Turn.Outcome.SENT_BACK).order_by("number")
    assert list(returned.values_list("note", flat=True)) == reasons
    assert history(office, reasons) == reasons
    versions = office.journey.documents.get(paper="draft-laporan-kinerja").versions
    assert list(versions.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert list(replay.faults(agency_id=office.journey.agency_id)) == []
    assert verify_log(agency_id=office.journey.agency_id).faults == []


def history(office: Office, reasons: list[str]) -> list[str]:
    """The reasons as the pages of the history show them, oldest first."""
    client = Client()
    client.force_login(office.person("sekretaris"))
    address, pages = f"/laporan/{office.journey.pk}/riwayat/", ""
    shown = client.get(address)
    while shown:
        assert shown.status_code == 200
        pages += shown.content.decode()
        older = shown.context["next"]
        shown = client.get(f"{address}?sebelum={older}") if older else None
    return sorted((said for said in reasons if said in pages), key=lambda said: -pages.index(said))


@pytest.mark.parametrize("days", [2, 3])
def test_an_agency_with_its_own_limit_for_revisions_has_it_in_every_round(
    office: Office, days: int
) -> None:
    type(office.journey.agency).objects.update(revision_days=days)
    go_round(office, 3)
    again = Turn.objects.filter(journey=office.journey, step="draft-laporan", round__gt=1)

    assert [turn.within for turn in again] == [str(Limit(days, Unit.HARI))] * 3
