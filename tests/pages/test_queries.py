"""A fixed number of queries whatever the rows: with one journey under way and with four."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lakip.management.rehearsal import Walk
from tests import cast
from tests.cast import Office


def queries(office: Office, path: str) -> int:
    client = Client()
    client.force_login(office.person("sekretaris"))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


@pytest.mark.parametrize("path", ["/", "/laporan/", "/kabar/", "/orang/"])
def test_lists_ask_no_more_for_more_rows(office: Office, path: str) -> None:
    office.to("paraf-sk")
    once = queries(office, path)
    for year in (2023, 2024, 2025):
        Walk(office.walk.demo, year=year, starts=cast.MONDAY).play(until="paraf-sk")
    assert queries(office, path) == once


def test_the_journey_asks_no_more_after_many_rounds(office: Office) -> None:
    office.to("verifikasi-draft")
    path = f"/laporan/{office.journey.pk}/"
    once = queries(office, path)
    for _ in range(3):
        office.send_back("sekretaris")
        office.to("verifikasi-draft")
    assert queries(office, path) == once
