"""A server's clock may be set back between two presses; no page breaks for it."""

import datetime

from django.test import Client

from lakip.journey.models import Turn
from tests import cast


def test_a_turn_that_was_closed_before_it_was_opened_takes_no_time(office: cast.Office) -> None:
    office.to("paraf-sk")
    for turn in Turn.objects.filter(journey=office.journey).exclude(closed_at=None):
        turn.opened_at = (turn.closed_at or office.at) + datetime.timedelta(days=2)
        turn.save(update_fields=["opened_at"])
    client = Client()
    client.force_login(office.person("sekretaris"))

    assert client.get(f"/laporan/{office.journey.pk}/").status_code == 200
