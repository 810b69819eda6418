"""Numbers of letters: one after the other, none twice, none left out, kept for ever."""

import datetime
import threading
from collections import Counter

import pytest
from django.db import connection, connections

from lakip.documents.models import Document
from lakip.documents.numbering import Numbered, Pattern, Series, give_number
from lakip.journey.models import Journey
from tests import cast

DAY = datetime.date(2027, 2, 3)
PATTERN = Pattern(text="{klasifikasi}/{urut}/{unit}", classification="000.8.6", unit="DINSOS")
CLIENTS, ROUNDS = 16, 8


def document(journey: Journey, paper: str) -> Document:
    return Document.objects.create(journey=journey, agency=journey.agency, paper=paper)


def number(office: cast.Office, one: Document, *, day: datetime.date = DAY) -> str:
    by = office.person("sekretaris")
    given, _ = give_number(
        document=one, series="surat", pattern=PATTERN, date=day, by=by, at=office.at
    )
    return given.text


def test_numbers_follow_each_other(office: cast.Office) -> None:
    papers = [document(office.journey, f"surat-{n}") for n in range(3)]
    assert [number(office, one) for one in papers] == [
        "000.8.6/1/DINSOS",
        "000.8.6/2/DINSOS",
        "000.8.6/3/DINSOS",
    ]


def test_a_paper_keeps_its_number(office: cast.Office) -> None:
    one, two = document(office.journey, "a"), document(office.journey, "b")
    assert [number(office, one), number(office, two), number(office, one)] == [
        "000.8.6/1/DINSOS",
        "000.8.6/2/DINSOS",
        "000.8.6/1/DINSOS",
    ]


def test_each_year_begins_at_one(office: cast.Office) -> None:
    one, two = document(office.journey, "a"), document(office.journey, "b")
    number(office, one)
    assert number(office, two, day=datetime.date(2028, 1, 3)) == "000.8.6/1/DINSOS"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("{urut} TAHUN {tahun}", "7 TAHUN 2027"),
        ("180/{urut3}/KEP/{unit}/{bulan_romawi}/{tahun}", "180/007/KEP/DINSOS/II/2027"),
        ("{urut}/{bulan}", "7/02"),
    ],
)
def test_patterns_of_real_agencies(text: str, written: str) -> None:
    pattern = Pattern(text=text, classification="000.8.6", unit="DINSOS")
    assert pattern.faults() == []
    assert pattern.fill(sequence=7, date=DAY) == written


@pytest.mark.parametrize(
    ("pattern", "fault"),
    [
        (Pattern(text="TAHUN {tahun}"), "Pola nomor harus memuat {urut} atau {urut3}."),
        (Pattern(text="{urut}/{kode}"), "Pola nomor: {kode} tidak dikenal."),
        (
            Pattern(text="{klasifikasi}/{urut}"),
            "Kode klasifikasi OPD belum diisi pada halaman Kop dan penomoran.",
        ),
    ],
)
def test_what_is_wrong_with_a_pattern_is_said(pattern: Pattern, fault: str) -> None:
    assert pattern.faults() == [fault]


@pytest.mark.django_db(transaction=True)
def test_sixteen_who_number_at_once_leave_no_gap_and_no_double() -> None:
    office = cast.begin()
    journey, by, at = office.journey, office.person("sekretaris"), office.at
    papers = [document(journey, f"surat-{n}") for n in range(CLIENTS * ROUNDS)]
    together, faults = threading.Barrier(CLIENTS), []

    def work(mine: list[Document]) -> None:
        try:
            together.wait(timeout=60)
            for one in mine:
                give_number(document=one, series="surat", pattern=PATTERN, date=DAY, by=by, at=at)
        except BaseException as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    # Every paper is numbered by two people at once, and still gets one number.
    shares = [papers[n // 2 :: CLIENTS // 2] for n in range(CLIENTS)]
    threads = [threading.Thread(target=work, args=[share]) for share in shares]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert faults == []
    given = Counter(Numbered.objects.values_list("sequence", flat=True))
    assert sorted(given) == list(range(1, len(papers) + 1))
    assert set(given.values()) == {1}
    assert Series.objects.get().last == len(papers)
    connection.close()
