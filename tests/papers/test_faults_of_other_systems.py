"""Faults that public systems of this kind were found to have, where they touch a year's data.

Each test would fail here if the fault came in.
"""

import datetime
import re
import struct
import zlib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from lakip.management import data_season, demo_plan
from lakip.notices.models import Notice
from lakip.papers.format_data import answering, checking, filing_formats, filling
from lakip.papers.format_data.checking import Note
from lakip.performance.figuring import figures_of, policy_of, year_of
from lakip.performance.planning import Indicator
from lakip.performance.requests import DataRequest, Submission
from lakip.performance.results import Actual, Evidence
from tests import cast

pytestmark = pytest.mark.django_db
WEEK = datetime.timedelta(weeks=1)
ROOM = Path(__file__).parents[2] / "lakip"


@pytest.fixture
def office() -> cast.Office:
    office = cast.begin()
    demo_plan.record(office.walk.demo, year=2026, at=office.walk.at)
    office.to("format-data")
    filing_formats.make_and_file(
        journey=office.journey,
        due_at=office.walk.at + WEEK,
        by=office.person("tim-penyusun"),
        at=office.at,
    )
    return office


def asked(office: cast.Office, bidang: str = "Bidang Rehabilitasi Sosial") -> DataRequest:
    return next(each for each in data_season.requests(office.journey) if each.whom == bidang)


def signed_in(office: cast.Office, part: str) -> Client:
    client = Client()
    client.force_login(office.person(part))
    return client


def test_a_state_is_no_field_that_can_be_sent(office: cast.Office) -> None:
    request = asked(office)
    client = signed_in(office, "kepala-bidang")
    told = {"state": "diterima", "judged_by": "x", "confirmed_at": "2027-01-01"}
    client.post(reverse("permintaan-simpan", args=[request.pk]), told)
    assert answering.the_submission(request).state == Submission.State.OPEN
    client.post(reverse("permintaan-terima", args=[request.pk]), told)
    assert answering.the_submission(request).state == Submission.State.OPEN
    assert not Actual.objects.filter(year=2026).exists()


def test_the_notice_of_the_second_round_arrives_too(office: cast.Office) -> None:
    request = asked(office)
    for _ in range(2):
        data_season.hand_in(office.walk, request)
        checking.send_back(
            request=request,
            notes=[Note("Periksa lagi.")],
            due_at=office.walk.at + WEEK,
            by=office.person("anggota"),
            at=office.at,
        )
    head = office.person("kepala-bidang")
    told = Notice.objects.filter(recipient=head, kind="data_returned", channel="app")
    assert told.count() == 2


def test_reading_an_address_changes_nothing(office: cast.Office) -> None:
    client = signed_in(office, "kasubbag-perencanaan")
    request = asked(office)
    for name in ("simpan", "unggah", "serahkan", "pastikan", "terima", "kembalikan"):
        assert client.get(reverse(f"permintaan-{name}", args=[request.pk])).status_code == 405
    for name in ("data-kirim", "data-ingatkan"):
        assert client.get(reverse(name, args=[request.pk])).status_code == 405
    assert client.get(reverse("data-buat", args=[office.journey.pk])).status_code == 405


def test_what_is_missing_is_not_zero(office: cast.Office) -> None:
    groups = year_of(office.journey.agency_id, year=2026)
    assert all(figure.achievement.raw is None for group in groups for figure in group.figures)
    assert all(group.roll_up.value is None for group in groups)
    page = signed_in(office, "kasubbag-perencanaan").get(
        reverse("kinerja-tahun", args=[office.journey.agency_id, 2026])
    )
    assert "0,00%" not in page.content.decode()


def test_a_target_of_zero_that_was_kept_is_the_whole_target(office: cast.Office) -> None:
    complaints = Indicator.objects.get(code="S2.3")
    Actual.objects.create(indicator=complaints, year=2026, value="0", at=office.walk.at)
    figures = figures_of([complaints], year=2026, policy=policy_of(office.journey.agency_id))
    assert figures[complaints.pk].achievement.shown == Decimal(100)


def test_one_arithmetic_is_shown_everywhere(office: cast.Office) -> None:
    relapse = Indicator.objects.get(code="S1.4")
    request = asked(office)
    data_season.hand_in(office.walk, request)
    checking.accept(request=request, by=office.person("anggota"), at=office.at)
    client = signed_in(office, "kasubbag-perencanaan")
    sentence = figures_of([relapse], year=2026, policy=policy_of(request.agency_id))[
        relapse.pk
    ].achievement.sentence
    assert "semakin rendah semakin baik" in sentence
    for page in (
        reverse("indikator", args=[relapse.pk]) + "?tahun=2026",
        reverse("permintaan-data", args=[request.pk]),
    ):
        assert sentence in client.get(page).content.decode()


def test_nobody_else_divides_an_actual_by_a_target() -> None:
    by_hand = re.compile(r"\b(actual|realisasi|reached)\w*\s*/\s*(target|aimed)", re.IGNORECASE)
    found = [
        str(path.relative_to(ROOM))
        for path in ROOM.rglob("*.py")
        if by_hand.search(path.read_text(encoding="utf-8"))
    ]
    assert set(found) <= {"performance/formulas.py", "performance/measures.py"}, found


def test_a_falling_figure_is_taken_and_a_falling_bad_one_is_better(office: cast.Office) -> None:
    relapse = Indicator.objects.get(code="S1.4")
    before = figures_of([relapse], year=2025, policy=policy_of(office.journey.agency_id))
    Actual.objects.create(indicator=relapse, year=2026, value="18.48", at=office.walk.at)
    now = figures_of([relapse], year=2026, policy=policy_of(office.journey.agency_id))
    earlier, later = before[relapse.pk].achievement.raw, now[relapse.pk].achievement.raw
    assert earlier is not None
    assert later is not None
    assert later > earlier


def test_years_do_not_mix(office: cast.Office) -> None:
    indicator = Indicator.objects.get(code="S1.1")
    Actual.objects.create(indicator=indicator, year=2026, quarter=1, value="10", at=office.walk.at)
    Actual.objects.create(indicator=indicator, year=2025, quarter=1, value="20", at=office.walk.at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Actual.objects.create(
            indicator=indicator, year=2026, quarter=1, value="11", at=office.walk.at
        )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bukti.php", b"<?php system($_GET['c']); ?>"),
        ("bukti.pdf", b"<html><script>alert(1)</script></html>"),
        ("bukti.png.exe", b"MZ\x90\x00"),
    ],
)
def test_evidence_is_judged_by_its_content(office: cast.Office, name: str, content: bytes) -> None:
    indicator = Indicator.objects.get(code="S1.1")
    answer = signed_in(office, "kepala-bidang").post(
        reverse("indikator-bukti", args=[indicator.pk]),
        {"year": "2026", "file": SimpleUploadedFile(name, content)},
    )
    assert answer.status_code == 422
    assert not Evidence.objects.exists()


def a_picture() -> bytes:
    """One grey dot as a PNG."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\x00\x80")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def test_evidence_is_private_and_sent_as_a_download(office: cast.Office, settings: Any) -> None:
    indicator = Indicator.objects.get(code="S1.1")
    png = a_picture()
    client = signed_in(office, "kepala-bidang")
    client.post(
        reverse("indikator-bukti", args=[indicator.pk]),
        {"year": "2026", "file": SimpleUploadedFile("foto.png", png, "image/png")},
    )
    stored = Evidence.objects.get()
    answer = client.get(reverse("bukti", args=[stored.pk]))
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer) == a_picture()
    assert not str(settings.FILES).startswith(str(settings.STATIC_ROOT))
    stranger = Client()
    assert stranger.get(reverse("bukti", args=[stored.pk])).status_code == 302


def test_cells_of_another_request_are_not_written(office: cast.Office) -> None:
    mine, other = asked(office), asked(office, "Bidang Pemberdayaan Sosial")
    line = filling.lines_of(other)[0]
    signed_in(office, "kepala-bidang").post(
        reverse("permintaan-simpan", args=[mine.pk]),
        {f"c-{line.pk}-realisasi": "99", "c-1 OR 1=1-realisasi": "99"},
    )
    assert filling.typed(other) == {}
    assert filling.typed(mine) == {}


def test_the_guide_promises_nothing_static(office: cast.Office) -> None:
    """The figure on the board moves when a bidang answers."""
    client = signed_in(office, "tim-penyusun")
    board = reverse("data", args=[office.journey.pk])
    before = client.get(board).content.decode()
    data_season.hand_in(office.walk, asked(office))
    assert client.get(board).content.decode() != before
