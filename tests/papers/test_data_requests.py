"""A year's data: asked of four bidang and one outside agency, answered, checked, taken over."""

import dataclasses
import datetime
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from lakip.documents.models import Document
from lakip.journey.refusal import Refused
from lakip.journey.replay import faults
from lakip.ledger.models import Event
from lakip.management import demo_plan
from lakip.notices.models import Notice
from lakip.papers.format_data import (
    answering,
    asking,
    board,
    checking,
    filing_formats,
    filling,
    sending,
    taking,
)
from lakip.papers.format_data.answering import Cell, Writer
from lakip.papers.format_data.checking import Note
from lakip.papers.plans import exporting
from lakip.papers.plans.reader import read_plan
from lakip.papers.plans.standing import Owner
from lakip.papers.plans.taking_in import Source, now_standing, take_in
from lakip.people.person import Person
from lakip.performance.figuring import year_of
from lakip.performance.planning import Indicator, Objective, Plan, Target
from lakip.performance.requests import DataRequest, Submission
from lakip.performance.results import Actual, Analysis, Budget, Programme
from tests import cast

pytestmark = pytest.mark.django_db
WEEK = datetime.timedelta(days=7)
FOUR = {
    "Bidang Rehabilitasi Sosial": "kepala-bidang",
    "Bidang Perlindungan dan Jaminan Sosial": "nurhayati",
    "Bidang Pemberdayaan Sosial": "petrus",
    "Bidang Penanganan Fakir Miskin": "endang",
}
BPS = "Badan Pusat Statistik Kabupaten Contoh"


@dataclass
class Season:
    """The office with its plan, in the step that makes the formats."""

    office: cast.Office
    people: dict[str, Person] = dataclasses.field(default_factory=dict)

    @property
    def at(self) -> datetime.datetime:
        return self.office.at

    def make(self) -> list[DataRequest]:
        return filing_formats.make_and_file(
            journey=self.office.journey,
            due_at=self.office.walk.at + WEEK,
            by=self.people["siti"],
            at=self.at,
        )

    def asked(self, whom: str) -> DataRequest:
        found = DataRequest.objects.select_related("journey__agency__government", "bidang")
        return next(each for each in found if each.whom == whom)

    def writer(self, name: str, way: str = "halaman") -> Writer:
        return Writer(person=self.people[name], name=self.people[name].name, way=way)

    def cells(self, request: DataRequest) -> list[Cell]:
        """What the demo plan says this unit answers."""
        told = demo_plan.answers()
        return [
            Cell(line.pk, name, text)
            for line in filling.lines_of(request)
            for name, text in told[line.code].items()
        ]

    def answer(self, whom: str, by: str) -> None:
        request = self.asked(whom)
        answering.save(
            request=request, cells=self.cells(request), writer=self.writer(by), at=self.at
        )
        answering.hand_in(request=request, writer=self.writer(by), at=self.at)

    def accept(self, whom: str, by: str = "siti") -> None:
        checking.accept(request=self.asked(whom), by=self.people[by], at=self.at)


@pytest.fixture
def season() -> Season:
    office = cast.begin()
    demo_plan.record(office.walk.demo, year=2026, at=office.walk.at)
    office.to("format-data")
    people = {person.email.split("@")[0]: person for person in Person.objects.all()}
    people["siti"], people["yohanes"] = people["tim-penyusun"], people["anggota"]
    return Season(office, people)


@pytest.fixture
def imported(season: Season, tmp_path: Path) -> Season:
    """The same season with a plan that came in from an Excel file."""
    plan = Plan.objects.get()
    path = tmp_path / "rencana.xlsx"
    path.write_bytes(exporting.export(plan))
    Programme.objects.update(parent=None)
    for model in (Budget, Programme, Actual, Target, Indicator):
        model.objects.all().delete()
    Objective.objects.update(parent=None)
    plan.delete()
    agency = season.office.journey.agency
    owner = Owner(government=agency.government, agency=agency)
    before = now_standing(owner, None)
    take_in(
        owner=owner,
        plan=None,
        read=read_plan(path, name=path.name, known=before.known),
        seen=before.seen,
        source=Source(sha256="a" * 64, name=path.name),
        by=season.people["kasubbag-perencanaan"],
        at=season.at,
    )
    return season


def go_on(season: Season) -> None:
    """The team finishes making the formats and the step that fills them opens."""
    season.office.walk.prepare(season.office.turn, season.office.walk.edition.step("format-data"))
    season.office.finish("tim-penyusun")


def test_the_formats_are_made_for_all_who_owe_and_filed_as_the_paper(season: Season) -> None:
    made = season.make()
    assert sorted(request.whom for request in made) == sorted([*FOUR, BPS])
    paper = Document.objects.get(journey=season.office.journey, paper="format-data")
    assert paper.latest is not None
    assert paper.latest.name == "Format-data-2026.xlsx"
    assert season.make() == [], "a second press makes nothing twice"


def test_the_step_waits_until_everybody_was_asked(season: Season) -> None:
    season.office.prepare()
    with pytest.raises(Refused, match="belum dibuat untuk Bidang Pemberdayaan Sosial"):
        season.office.finish("tim-penyusun")
    season.make()
    season.office.finish("tim-penyusun")
    assert season.office.turn.step == "draft-laporan"


def test_a_year_of_data_in_four_ways_one_late_one_returned(imported: Season) -> None:
    season = imported
    season.make()
    desk, mail, book, link = FOUR
    sending.to_desk(request=season.asked(desk), by=season.people["siti"], at=season.at)
    sending.by_mail(
        request=season.asked(mail),
        address="Data@Contoh.test ",
        by=season.people["siti"],
        at=season.at,
    )
    sending.by_file(request=season.asked(book), by=season.people["siti"], at=season.at)
    sending.to_desk(request=season.asked(link), by=season.people["siti"], at=season.at)
    outside = sending.by_link(request=season.asked(BPS), by=season.people["siti"], at=season.at)
    go_on(season)

    # On the page, by the head: confirmed by handing it in.
    season.answer(desk, "kepala-bidang")
    assert answering.the_submission(season.asked(desk)).state == Submission.State.CONFIRMED
    # By the workbook that came with the mail, handed in by the team and confirmed by the head.
    take(season, mail, "yohanes")
    answering.hand_in(request=season.asked(mail), writer=season.writer("yohanes"), at=season.at)
    answering.confirm(request=season.asked(mail), by=season.people["nurhayati"], at=season.at)
    # By the workbook that was handed over, uploaded by the head.
    take(season, book, "petrus")
    answering.hand_in(request=season.asked(book), writer=season.writer("petrus"), at=season.at)
    # Behind the link, by somebody without an account.
    behind = sending.behind(outside.rstrip("/").rsplit("/", 1)[1], at=season.at)
    assert behind is not None
    stranger = Writer(person=None, name="Kartika, BPS", way="tautan")
    answering.save(request=behind, cells=season.cells(behind), writer=stranger, at=season.at)
    answering.hand_in(request=behind, writer=stranger, at=season.at)
    # Endang is late and reminded.
    season.office.walk.at += 2 * WEEK
    late = [
        row.request.whom for row in board.rows(season.office.journey, at=season.at) if row.is_late
    ]
    assert late == [link]
    sending.remind(request=season.asked(link), by=season.people["siti"], at=season.at)
    assert Notice.objects.filter(kind="data_reminded", recipient=season.people["endang"]).exists()
    with pytest.raises(Refused, match="baru saja diingatkan"):
        sending.remind(request=season.asked(link), by=season.people["siti"], at=season.at)
    season.answer(link, "endang")

    # The team returns one with a remark on a cell; it comes back in round two.
    returned = season.asked(book)
    line = filling.lines_of(returned)[0]
    checking.send_back(
        request=returned,
        notes=[Note("Penyebabnya belum menjelaskan akreditasi.", line.pk, "penyebab")],
        due_at=season.at + WEEK,
        by=season.people["yohanes"],
        at=season.at,
    )
    with pytest.raises(Refused, match="belum dipastikan"):
        season.accept(book)
    entry = filling.typed(returned)[line.pk]["penyebab"]
    better = Cell(line.pk, "penyebab", "Akreditasi menutup lembaga yang tidak aktif.", entry.number)
    answering.save(request=returned, cells=[better], writer=season.writer("petrus"), at=season.at)
    answering.hand_in(request=returned, writer=season.writer("petrus"), at=season.at)
    assert answering.the_submission(returned).round == 2

    # Until everything is accepted, the draft cannot be handed over.
    season.office.prepare()
    with pytest.raises(Refused, match="belum mempunyai realisasi maupun alasannya"):
        season.office.finish("tim-penyusun")
    for whom in (*FOUR, BPS):
        season.accept(whom)
    season.office.finish("tim-penyusun")
    assert season.office.turn.step == "verifikasi-draft"

    actuals = Actual.objects.filter(year=2026)
    assert actuals.count() == 18
    assert actuals.exclude(missing_because="").get().indicator.code == "S5.4"
    assert Actual.objects.get(year=2026, indicator__code="S1.1").value == "43.01"
    assert "Akreditasi menutup" in Analysis.objects.get(indicator__code="S3.1").causes
    assert Budget.objects.get(year=2026, programme__code="1.06.02").spent is not None
    figures = {
        f.indicator.code: f
        for g in year_of(season.office.journey.agency_id, year=2026)
        for f in g.figures
    }
    assert figures["S2.2"].targets.basis == "Perjanjian Kinerja Perubahan"
    assert figures["S2.3"].achievement.shown == 100, "none of zero complaints is the whole target"
    assert list(faults(agency_id=season.office.journey.agency_id)) == []


def take(season: Season, whom: str, by: str) -> taking.Taken:
    """The unit's workbook, filled in a spreadsheet program and uploaded under another name."""
    request = season.asked(whom)
    book = load_workbook(io.BytesIO(filling.workbook(request)))
    form = filling.form_of(request)
    rows = {row.key: row for row in (*form.rows, *form.budget)}
    codes = {str(line.pk): line.code for line in filling.lines_of(request)}
    for sheet in book.worksheets:
        fill_sheet(sheet, rows, codes)
    out = io.BytesIO()
    book.save(out)
    upload = SimpleUploadedFile("isian kami (final) rev2.xlsx", out.getvalue())
    taken = taking.take_workbook(
        request=request, upload=upload, writer=season.writer(by, "berkas"), at=season.at
    )
    assert taken.faults == ()
    assert taken.kept > 0
    return taken


def fill_sheet(sheet: Any, rows: dict[str, Any], codes: dict[str, str]) -> None:
    """Type the answers below their headings, in the rows that carry a key."""
    headings: dict[str, int] = {}
    for row in sheet.iter_rows():
        texts = {str(cell.value): cell.column for cell in row if cell.value is not None}
        if "Kunci baris" in texts:
            headings = texts
        asked = next((rows[text] for text in texts if text in rows), None)
        if asked is None or not headings:
            continue
        told = demo_plan.answers()[codes[asked.key]]
        for each in asked.fields:
            if each.slug in told:
                sheet.cell(row[0].row, headings[each.titled(2026)]).value = cell_of(told[each.slug])


def cell_of(text: str) -> float | str:
    """A figure as a spreadsheet keeps it."""
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return text


def test_two_people_editing_one_figure_lose_neither(season: Season) -> None:
    season.make()
    request = season.asked("Bidang Rehabilitasi Sosial")
    line = next(each for each in filling.lines_of(request) if each.code == "S1.2")
    first, second = Cell(line.pk, "realisasi", "251"), Cell(line.pk, "realisasi", "215")
    by_head = answering.save(
        request=request, cells=[first], writer=season.writer("kepala-bidang"), at=season.at
    )
    by_team = answering.save(
        request=request, cells=[second], writer=season.writer("siti"), at=season.at
    )
    assert by_head.kept == 1
    assert by_team.kept == 0
    assert [entry.text for entry in by_team.aside] == ["215"]
    assert filling.typed(request)[line.pk]["realisasi"].text == "251"


def test_an_old_workbook_takes_nothing_back_that_others_typed_since(season: Season) -> None:
    season.make()
    request = season.asked("Bidang Rehabilitasi Sosial")
    line = next(each for each in filling.lines_of(request) if each.code == "S1.2")
    head, team = season.writer("kepala-bidang"), season.writer("siti")

    def put(text: str, field: str, by: Writer, seen: int) -> None:
        cell = Cell(line.pk, field, text, seen)
        answering.save(request=request, cells=[cell], writer=by, at=season.at)

    put("240", "realisasi", head, 0)
    book = SimpleUploadedFile("format.xlsx", filling.workbook(request))
    put("251", "realisasi", team, 1)
    taken = taking.take_workbook(request=request, upload=book, writer=head, at=season.at)
    assert taken.kept == 0
    assert filling.typed(request)[line.pk]["realisasi"].text == "251"


def test_nobody_accepts_what_they_handed_in(season: Season) -> None:
    season.make()
    request = season.asked(BPS)
    answering.save(
        request=request, cells=season.cells(request), writer=season.writer("siti"), at=season.at
    )
    answering.hand_in(request=request, writer=season.writer("siti"), at=season.at)
    with pytest.raises(Refused, match="harus diterima orang lain"):
        season.accept(BPS)
    season.accept(BPS, by="yohanes")


def test_what_comes_back_is_told_to_the_team_where_the_giver_has_left_it(season: Season) -> None:
    season.make()
    go_on(season)
    season.answer(BPS, "yohanes")
    season.office.take_out("anggota")
    checking.send_back(
        request=season.asked(BPS),
        notes=[Note("Angkanya tahun lalu.")],
        due_at=season.at + WEEK,
        by=season.people["sekretaris"],
        at=season.at,
    )
    told = Notice.objects.filter(kind="data_returned", channel="app")
    assert [notice.recipient for notice in told] == [season.people["siti"]]
    season.answer(BPS, "siti")
    assert answering.the_submission(season.asked(BPS)).round == 2


def test_a_link_expires_and_a_new_one_kills_the_old(season: Season) -> None:
    season.make()
    request = season.asked(BPS)
    tokens = [
        sending.by_link(request=request, by=season.people["siti"], at=season.at).rsplit("/", 2)[1]
        for _ in range(2)
    ]
    assert sending.behind(tokens[0], at=season.at) is None
    assert sending.behind(tokens[1], at=season.at) == request
    assert sending.behind(tokens[1], at=season.at + 10 * WEEK) is None
    assert tokens[1] not in str(list(Event.objects.values_list("data", flat=True)))


def test_a_stranger_to_the_agency_sees_no_request(season: Season, client) -> None:  # type: ignore[no-untyped-def]
    season.make()
    client.force_login(season.people["arpus-sekretaris"])
    for request in DataRequest.objects.all():
        assert client.get(reverse("permintaan-data", args=[request.pk])).status_code == 404
    assert client.get("/isi/tidak-ada/").status_code == 404


def test_what_is_asked_says_who_owes_nothing(season: Season) -> None:
    units, orphans = asking.units_of(season.office.journey.agency_id, year=2026)
    assert {unit.name for unit in units} == {*FOUR, BPS}
    assert orphans == []
    assert asking.units_of(season.office.journey.agency_id, year=1999) == ([], [])
