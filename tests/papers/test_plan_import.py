"""A plan comes in from a workbook: what is shown before, what is kept, and what is refused."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from lakip.journey.refusal import Refused
from lakip.journey.replay import faults as ledger_faults
from lakip.ledger.canonical import parse
from lakip.ledger.models import Event
from lakip.management import demo_plan
from lakip.papers.plans import exporting, reader
from lakip.papers.plans.changes import Comparison, Verdict
from lakip.papers.plans.standing import Owner, owner_of, standing
from lakip.papers.plans.taking_in import (
    CHANGED,
    NOTHING_NEW,
    Seen,
    Source,
    Standing,
    now_standing,
    take_in,
)
from lakip.people.government import Bidang
from lakip.performance.plan_columns import Sheet
from lakip.performance.plan_records import ReadPlan
from lakip.performance.planning import Indicator, Objective, Plan, Target
from lakip.performance.results import Actual, Programme
from tests import cast
from tests.performance import plan_files
from tests.performance.plan_files import INDICATORS, OBJECTIVES, PLAN, PROGRAMMES, changed, with_row

pytestmark = pytest.mark.django_db
SOURCE = Source(sha256="a" * 64, name="rencana.xlsx")


@dataclass
class Desk:
    """The planner's desk: reads files without a child and takes them over."""

    office: cast.Office
    folder: Path
    plan: Plan | None = None

    @property
    def owner(self) -> Owner:
        agency = self.office.journey.agency
        return Owner(government=agency.government, agency=agency)

    @property
    def now(self) -> Standing:
        plan = Plan.objects.get(pk=self.plan.pk) if self.plan else None
        return now_standing(self.owner, plan)

    def read(self, content: bytes, extension: str = ".xlsx") -> ReadPlan:
        path = self.folder / f"berkas{extension}"
        path.write_bytes(content)
        return reader.read_here(path, extension=extension, known=self.now.known)

    def look(self, content: bytes, extension: str = ".xlsx") -> Comparison:
        return self.now.compared(self.read(content, extension))

    def take(self, content: bytes, seen: Seen | None = None, extension: str = ".xlsx") -> Plan:
        read = self.read(content, extension)
        self.plan = take_in(
            owner=self.owner,
            plan=self.plan.pk if self.plan else None,
            read=read,
            seen=seen or self.now.seen,
            source=SOURCE,
            by=self.office.person("kasubbag-perencanaan"),
            at=self.office.at,
        )
        return self.plan

    def sentences(self, content: bytes, extension: str = ".xlsx") -> str:
        return "\n".join(fault.sentence for fault in self.look(content, extension).faults)


@pytest.fixture
def desk(office: cast.Office, tmp_path: Path) -> Desk:
    return Desk(office, tmp_path)


@pytest.fixture
def planned(desk: Desk) -> Desk:
    """The desk with the demo agency's plan recorded."""
    desk.plan = demo_plan.record(desk.office.walk.demo, year=2026, at=desk.office.walk.at)
    return desk


def filled(**sheets: Any) -> bytes:
    return plan_files.saved(plan_files.book(**sheets))


# Out and in again --------------------------------------------------------------------------------


def test_what_is_exported_imports_again_and_changes_nothing(planned: Desk) -> None:
    assert planned.plan is not None
    found = planned.look(exporting.export(planned.plan))
    assert found.faults == ()
    assert found.remarks == ()
    assert found.changing == ()
    assert found.absent == ()
    assert sum(sum(counted.values()) for counted in found.count().values()) == 1 + 6 + 18 + len(
        demo_plan.facts()["programme"]
    )
    with pytest.raises(Refused, match="tidak mengubah apa pun"):
        planned.take(exporting.export(planned.plan))


def test_an_exported_plan_makes_the_same_plan_anew(planned: Desk) -> None:
    assert planned.plan is not None
    content, before = exporting.export(planned.plan), standing(planned.plan)
    Programme.objects.update(parent=None)
    Programme.objects.all().delete()
    Objective.objects.update(parent=None)
    planned.plan.delete()
    planned.plan = None
    made = planned.take(content)
    assert standing(made) == before
    assert exporting.export(made) == content, "the same plan gives the same bytes"


def test_strange_values_survive_the_way_out_and_in(planned: Desk) -> None:
    assert planned.plan is not None
    one, ratio, span = planned.plan.indicators.all()[:3]
    Indicator.objects.filter(pk=one.pk).update(
        name="=cmd|' /C calc'!A0",
        unit="-",
        definition="Baris satu\n\n  baris dua  ",
        grades="B, CC",
    )
    one.targets.filter(year=2025).update(value="1.234")
    one.targets.filter(year=2024).update(value="12345678901234567.891")
    Target.objects.filter(indicator__in=(ratio, span)).delete()
    Actual.objects.filter(indicator__in=(ratio, span)).delete()
    Indicator.objects.filter(pk=ratio.pk).update(kind="rasio", standard="1:1.234")
    Indicator.objects.filter(pk=span.pk).update(kind="rentang", standard="-2.5..-1")
    Actual.objects.create(
        indicator=span, year=2024, missing_because="Belum dirilis BPS.", at=planned.office.at
    )
    Target.objects.create(
        indicator=span, year=2026, quarter=2, basis="perubahan", value="80.125..90"
    )
    found = planned.look(exporting.export(Plan.objects.get(pk=planned.plan.pk)))
    assert found.faults == ()
    assert [row.changes for row in found.changing] == []


# A first plan ------------------------------------------------------------------------------------


def test_a_first_plan_comes_in_whole_and_is_told_to_the_ledger(desk: Desk) -> None:
    plan = desk.take(filled())
    assert (plan.name, plan.first_year, plan.last_year) == ("Renstra Dinas Sosial", 2025, 2029)
    assert Objective.objects.get(code="S1").parent == Objective.objects.get(code="T1")
    ratio = Indicator.objects.get(code="S1.2")
    assert ratio.targets.get().value == "1:17.9"
    assert Actual.objects.get(indicator__code="S1.1").value == "40"
    programme = Programme.objects.get()
    assert {one.code for one in programme.indicators.all()} == {"S1.1", "S1.2"}
    assert programme.budgets.get().ceiling == 1_250_000_000
    assert programme.budgets.get().spent is None, "missing is never zero"
    event = Event.objects.filter(kind="plan_imported").get()
    assert parse(bytes(event.data))["facts"] == {
        "plan": str(plan.pk), "revision": 1, "sha256": SOURCE.sha256, "name": "rencana.xlsx",
        "new": 6, "changed": 0, "figures": 3,
    }  # fmt: skip
    assert list(ledger_faults(agency_id=desk.office.journey.agency_id)) == []


def test_a_second_plan_of_the_same_first_year_is_refused(desk: Desk) -> None:
    desk.take(filled())
    desk.plan = None
    assert "sudah mempunyai rencana yang dimulai 2025" in desk.sentences(filled())


def test_a_year_alone_comes_by_csv_in_any_of_the_usual_ways(desk: Desk) -> None:
    desk.take(filled())
    text = "Kode;Realisasi 2025\r\nS1.1;41,25\r\n"
    tabs = "Kode\tRealisasi 2025\r\nS1.1\t41,25\r\n"
    for content in (
        text.encode(),
        text.encode("utf-8-sig"),
        tabs.encode("utf-16"),
        ("sep=;\r\n" + text).encode("cp1252"),
        b'Kode,Realisasi 2025\nS1.1,"41,25"\n',
    ):
        row = desk.look(content, ".csv").changing[0]
        assert [(c.heading, c.old, c.new) for c in row.changes] == [
            ("Realisasi 2025", "kosong", "41,25")
        ]
    desk.take(text.encode(), extension=".csv")
    assert Actual.objects.get(year=2025).value == "41.25"
    assert Actual.objects.get(year=2024).value == "40"


# What is shown -----------------------------------------------------------------------------------


def test_the_preview_says_row_by_row_with_cell_old_and_new(desk: Desk) -> None:
    desk.take(filled())
    rows = changed(INDICATORS, (1, 5), "45,75")
    found = desk.look(filled(Indikator=with_row(rows, "S1.3", "S1", "Indeks kepuasan", "indeks")))
    told = {row.code: (row.verdict, row.row) for row in found.rows if row.sheet == "Indikator"}
    assert told == {
        "S1.1": (Verdict.CHANGED, 2), "S1.2": (Verdict.SAME, 3), "S1.3": (Verdict.NEW, 4),
    }  # fmt: skip
    change = next(row for row in found.changing if row.code == "S1.1").changes[0]
    assert (change.cell, change.heading) == ("F2", "Target 2026 (PK)")
    assert (change.old, change.new) == ("43,5", "45,75")


def test_an_absent_row_stays_and_the_preview_says_so(desk: Desk) -> None:
    desk.take(filled())
    found = desk.look(filled(Indikator=INDICATORS[:2]))
    assert found.absent == ("S1.2",)
    assert found.changing == ()
    assert Indicator.objects.count() == 2


def test_an_empty_cell_leaves_and_a_dash_empties(desk: Desk) -> None:
    desk.take(filled())
    emptied = changed(changed(INDICATORS, (1, 5), None), (1, 3), "–")
    desk.take(filled(Indikator=changed(emptied, (1, 6), "-")))
    one = Indicator.objects.get(code="S1.1")
    assert one.targets.get().value == "43.5"
    assert one.unit == ""
    assert not one.actuals.exists()


def test_a_reason_takes_the_place_of_a_figure_and_says_so(desk: Desk) -> None:
    desk.take(filled())
    rows = [["Kode", "Alasan belum ada 2024"], ["S1.1", "Survei ditunda."]]
    row = desk.look(filled(Indikator=rows)).changing[0]
    assert {(c.heading, c.new) for c in row.changes} == {
        ("Alasan belum ada 2024", "Survei ditunda."),
        ("Realisasi 2024", "kosong"),
    }
    desk.take(filled(Indikator=rows))
    kept = Actual.objects.get()
    assert (kept.value, kept.missing_because, kept.revision) == ("", "Survei ditunda.", 1)


# What is refused ---------------------------------------------------------------------------------


def test_a_file_with_one_fault_changes_nothing(desk: Desk) -> None:
    desk.take(filled())
    rows = changed(changed(INDICATORS, (1, 5), 99), (2, 5), "tujuh belas")
    with pytest.raises(Refused, match="Sel F3 di lembar Indikator"):
        desk.take(filled(Indikator=rows))
    assert Target.objects.get(indicator__code="S1.1").value == "43.5"


@pytest.mark.parametrize(
    ("sheets", "said"),
    [
        ({"Sasaran": changed(OBJECTIVES, (2, 2), "T9")},
         "Sel C3 di lembar Sasaran: induk berkode “T9” tidak ada"),
        ({"Sasaran": changed(OBJECTIVES, (1, 2), "S1")},
         "S1 tidak dapat menjadi induk, karena jenjangnya sasaran"),
        ({"Indikator": changed(INDICATORS, (1, 1), "S7")},
         "Sel B2 di lembar Indikator: sasaran berkode “S7” tidak ada"),
        ({"Program": changed(PROGRAMMES, (1, 4), "S1.1; S9.9")},
         "Sel E2 di lembar Program: indikator berkode “S9.9” tidak ada"),
        ({"Rencana": changed(PLAN, (1, 3), "Dinas Kesehatan")},
         "berkas ini milik “Dinas Kesehatan”"),
        ({"Indikator": [["Kode", "Kode sasaran", "Indikator", "Bidang"],
                        ["S1.1", "S1", "Persentase", "Bidang Arsip"]]},
         "bidang “Bidang Arsip” tidak ada di Dinas Sosial"),
        ({"Indikator": [["Kode", "Kode sasaran"], ["S1.1", "S1"]]},
         "Baris 2 di lembar Indikator (kode S1.1) baru, tetapi “Indikator” belum diisi"),
        ({"Sasaran": [*OBJECTIVES[:2], ["S1", "sasaran", "T1", None]]},
         "Baris 3 di lembar Sasaran (kode S1) baru, tetapi “Bunyi” belum diisi"),
        ({"Sasaran": [["Kode", "Bunyi", "Mendukung"], ["T1", "Tujuan", "R1"], ["S1", "x", None]]},
         "RPJMD pemerintah daerah belum dicatat"),
    ],
)  # fmt: skip
def test_what_only_the_database_can_tell_is_said_with_its_cell(
    desk: Desk, sheets: dict[str, Any], said: str
) -> None:
    assert said in desk.sentences(filled(**sheets))
    with pytest.raises(Refused):
        desk.take(filled(**sheets))
    assert not Plan.objects.exists()


def test_another_agencys_bidang_is_refused_with_those_that_there_are(planned: Desk) -> None:
    other = Bidang.objects.exclude(agency=planned.office.journey.agency).first()
    name = other.name if other else "Bidang Pembinaan Arsip"
    said = planned.sentences(
        filled(Rencana=[], Sasaran=[], Program=[], Indikator=[["Kode", "Bidang"], ["S1.1", name]])
    )
    assert f"bidang “{name}” tidak ada" in said
    assert "Bidang Rehabilitasi Sosial" in said


def test_the_file_of_another_plan_is_not_taken_for_this_one(desk: Desk) -> None:
    desk.take(filled())
    later = [PLAN[0], ["Renstra berikutnya", 2030, 2034, None]]
    said = desk.sentences(filled(Rencana=later, Indikator=[["Kode"]], Sasaran=[], Program=[]))
    assert "rencana yang dimulai 2030, sedangkan rencana ini dimulai 2025" in said


def test_the_kind_of_values_changes_only_with_the_values(desk: Desk) -> None:
    desk.take(filled())
    rows = [["Kode", "Jenis nilai"], ["S1.1", "rasio"]]
    said = desk.sentences(filled(Indikator=rows))
    assert "Target 2026 (PK) (43.5) tidak sesuai lagi" in said
    rows = [
        ["Kode", "Jenis nilai", "Target 2026 (PK)", "Realisasi 2024"],
        ["S1.1", "rasio", "1:3", "–"],
    ]
    desk.take(filled(Indikator=rows))
    assert Target.objects.get(indicator__code="S1.1").value == "1:3"


def test_a_shorter_plan_may_not_lose_its_targets(desk: Desk) -> None:
    desk.take(filled())
    said = desk.sentences(filled(Rencana=changed(PLAN, (1, 2), 2025), Indikator=[], Program=[]))
    assert "tahun terakhir menjadi 2025" in said
    assert "Target 2026 (PK)" in said


def test_a_figure_that_is_being_asked_for_is_mended_there(planned: Desk) -> None:
    from tests.papers.test_data_requests import Season

    office = planned.office
    office.to("format-data")
    people = {"siti": office.person("tim-penyusun")}
    Season(office, people).make()
    rows = [["Kode", "Realisasi 2026"], ["S1.1", 77]]
    said = planned.sentences(filled(Rencana=[], Sasaran=[], Program=[], Indikator=rows))
    assert "sedang diminta dari Bidang" in said


# Two at once -------------------------------------------------------------------------------------


def test_of_two_previews_the_second_that_is_applied_is_refused(desk: Desk) -> None:
    desk.take(filled())
    seen = desk.now.seen
    desk.take(filled(Indikator=changed(INDICATORS, (1, 5), 50)), seen=seen)
    with pytest.raises(Refused, match=CHANGED[:40]):
        desk.take(filled(Indikator=changed(INDICATORS, (1, 5), 60)), seen=seen)
    assert Target.objects.get(indicator__code="S1.1").value == "50"


def test_a_figure_changed_elsewhere_since_the_preview_is_not_overwritten(desk: Desk) -> None:
    desk.take(filled())
    seen = desk.now.seen
    Actual.objects.update(value="39")
    with pytest.raises(Refused, match=CHANGED[:40]):
        desk.take(filled(Indikator=changed(INDICATORS, (1, 6), 41)), seen=seen)
    assert Actual.objects.get().value == "39"


def test_two_first_plans_at_once_leave_one(desk: Desk) -> None:
    seen = desk.now.seen
    desk.take(filled())
    desk.plan = None
    with pytest.raises(Refused):
        desk.take(filled(), seen=seen)
    assert Plan.objects.count() == 1


# The RPJMD ---------------------------------------------------------------------------------------


def test_an_rpjmd_comes_in_and_its_sasaran_can_be_supported(desk: Desk) -> None:
    agency = desk.office.journey.agency
    rpjmd = [PLAN[0], ["RPJMD Kabupaten", 2025, 2029, None]]
    path = desk.folder / "rpjmd.xlsx"
    path.write_bytes(filled(Rencana=rpjmd, Program=[]))
    owner = Owner(government=agency.government)
    before = now_standing(owner, None)
    take_in(
        owner=owner,
        plan=None,
        read=reader.read_here(path, extension=".xlsx", known=before.known),
        seen=before.seen,
        source=SOURCE,
        by=desk.office.person("admin"),
        at=desk.office.at,
    )
    assert Event.objects.filter(kind="plan_imported").count() > 1, "every agency's log is told"
    rows = [["Kode", "Bunyi", "Mendukung"], ["S1", "Sasaran OPD", "S1"]]
    desk.take(filled(Sasaran=rows))
    own = Objective.objects.get(plan__agency=agency, code="S1")
    assert own.supports == Objective.objects.get(plan__agency=None, code="S1")
    assert owner_of(own.plan).name == agency.name
    found = desk.look(exporting.export(own.plan))
    assert found.changing == ()


def test_the_template_opens_and_asks_to_be_filled(desk: Desk) -> None:
    content = exporting.template(first_year=2025, owner=desk.owner)
    book = load_workbook(BytesIO(content))
    assert book.sheetnames == ["Petunjuk", "Rencana", "Sasaran", "Indikator", "Program", "Daftar"]
    said = desk.sentences(content)
    assert "Lembar Rencana belum diisi" in said
    headings = [cell.value for cell in book["Indikator"][3]]
    assert "Target 2029 (Renstra)" in headings


def test_nothing_new_is_not_told_to_the_ledger(desk: Desk) -> None:
    desk.take(filled())
    with pytest.raises(Refused, match=NOTHING_NEW[:30]):
        desk.take(filled())
    assert Event.objects.filter(kind="plan_imported").count() == 1


def test_codes_are_the_same_in_large_and_small_letters(desk: Desk) -> None:
    desk.take(filled())
    rows = changed(changed(INDICATORS, (1, 0), "s1.1"), (1, 1), "s1")
    found = desk.look(filled(Indikator=rows, Sasaran=[]))
    assert found.faults == ()
    assert found.changing == ()
    assert {row.code for row in found.rows if row.sheet is Sheet.INDICATORS} == {"S1.1", "S1.2"}


def test_the_order_of_new_rows_is_that_of_the_sheet(desk: Desk) -> None:
    rows = [
        OBJECTIVES[0],
        ["S9", "sasaran", "T2", "Sembilan"],
        ["T2", "tujuan", None, "Dua"],
        ["S1", "sasaran", "T2", "Satu"],
    ]
    plan = desk.take(filled(Sasaran=rows))
    assert [one.code for one in plan.objectives.order_by("order")] == ["S9", "T2", "S1"]


def test_an_import_that_would_keep_all_others_waiting_is_to_be_parted(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lakip.papers.plans.comparing.MOST_CELLS", 20)
    assert "sel sekaligus; paling banyak 20" in desk.sentences(filled())
