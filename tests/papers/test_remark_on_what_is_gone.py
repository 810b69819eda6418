"""A remark on what was since deleted: it stays, says that its place is gone, and is closed."""

from collections.abc import Callable

import pytest
from django.test import Client

from lakip.documents import filing
from lakip.documents.models import Document
from lakip.journey.refusal import Refused
from lakip.papers.verifikasi import remarks, spots
from lakip.papers.verifikasi.looking import draft_of
from lakip.papers.verifikasi.sheet import SLUG
from lakip.performance.planning import Indicator
from tests import cast
from tests.documents import reading_back
from tests.papers.test_verification import PLACE, SECRETARY, TEAM, Room

GONE = "Bagian ini tidak ada lagi dalam draf yang berlaku."
ANSWER = "Dihapus."


@pytest.fixture
def room(office: cast.Office) -> Room:
    return Room(office)


def page(room: Room, who: str, address: str) -> str:
    client = Client()
    client.force_login(room.office.person(who))
    shown = client.get(f"/giliran/{room.turn.pk}/periksa/{address}")
    assert shown.status_code == 200
    return shown.content.decode()


def delete_paragraph(room: Room) -> spots.Spot:
    spot = room.spot(PLACE)
    room.put(spot)
    room.office.send_back(SECRETARY)
    room.write("<p> </p>")
    return spot


def delete_indicator(room: Room) -> spots.Spot:
    indicator = Indicator.objects.get(code="S1.2")
    spot = next(each for each in all_spots(room) if indicator.name[:40] in each.quote)
    room.put(spot)
    room.office.send_back(SECRETARY)
    indicator.delete()  # As if it had been entered by mistake.
    return spot


def all_spots(room: Room) -> list[spots.Spot]:
    draft = draft_of(room.office.journey)
    assert draft
    assert draft.source
    found = spots.spots_of(draft.source.placed(), draft.source.facts)
    return [spot for spot in found if spot]


@pytest.mark.needs("poppler")
@pytest.mark.parametrize("delete", [delete_paragraph, delete_indicator])
def test_it_stays_says_that_its_place_is_gone_and_comes_to_its_end(
    room: Room, delete: Callable[[Room], spots.Spot]
) -> None:
    spot = delete(room)
    (remark,) = remarks.remarks_of(room.office.journey)
    team, verifier = room.office.person(TEAM), room.office.person(SECRETARY)

    # The writers answer it in their own turn, where they see it too.
    remarks.answer(
        turn=room.turn.pk, remark=remark, text=ANSWER, by=team, at=room.office.at
    )  # fmt: skip
    room.hand_over()
    assert spot.key not in {each.key for each in all_spots(room)}

    # The next round's bench shows it with what it quoted, and no chapter breaks.
    bench = page(room, SECRETARY, "")
    assert GONE in bench
    assert ANSWER in bench
    assert remark.quote
    assert remark.quote[:30] in bench
    for chapter in ("bab-iii-akuntabilitas-kinerja", "bab-iv-penutup"):
        page(room, SECRETARY, f"bab/{chapter}/")

    # It can be opened again, answered in words, and closed; then it stands in nobody's way.
    room.judge()
    with pytest.raises(Refused, match="1 catatan verifikasi belum ditutup"):
        room.office.finish(SECRETARY)
    remarks.close(turn=room.turn.pk, remark=remark, by=verifier, at=room.office.at)
    remarks.reopen(turn=room.turn.pk, remark=remark, text="Tunggu.", by=verifier, at=room.office.at)
    remarks.close(turn=room.turn.pk, remark=remark, by=verifier, at=room.office.at)
    room.initial()

    # The sheets of both rounds hold the remark, its quote and its answer.
    sheets = Document.objects.get(journey=room.office.journey, paper=SLUG).versions
    first, second = (
        " ".join(reading_back.text(filing.read(each.sha256)).split())
        for each in sheets.order_by("number")
    )
    start = " ".join(remark.quote.split()[:4])
    assert start in first
    assert start in second
    assert ANSWER in second
