"""The open data of a public report: as printed, never zero for missing, never a formula."""

import csv
import io
import json
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from lakip.papers.publikasi import open_data
from lakip.papers.publikasi.public_report import PublicReport, report_of
from tests.papers import public_reports as public

SLUG = "dinas-sosial-2026"


@pytest.fixture
def report(db: None) -> PublicReport:
    """A public report that was made from data."""
    found = report_of(public.publish(public.ratified(public.office_with_data())))
    assert found
    return found


def _get(path: str) -> Any:
    return Client().get(path)


def _json() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_get(f"/publik/{SLUG}/data.json").content)
    return found


def _rows(name: str) -> list[dict[str, str]]:
    told = _get(f"/publik/{SLUG}/{name}").content
    assert told.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in told
    return list(csv.DictReader(io.StringIO(told.decode("utf-8-sig"), newline="")))


def test_the_data_says_what_the_printed_table_says(report: PublicReport) -> None:
    told = _json()
    assert (told["skema"], told["versi"]) == (open_data.SCHEMA, 1)
    indicators = {each["kode"]: each for one in told["sasaran"] for each in one["indikator"]}
    rows = {row["kode_indikator"]: row for row in _rows("indikator.csv")}
    page = _get(f"/publik/{SLUG}/bab-iii-akuntabilitas-kinerja/").content.decode()
    assert len(indicators) == len(rows) == len(report.facts.indicators) > 5
    missing = 0
    for each in report.facts.indicators:
        one, row = indicators[each.code], rows[each.code]
        assert row["target"] == each.now.target == one["target"]["tertulis"]
        if each.now.actual:
            assert one["realisasi"]["tertulis"] == each.now.actual == row["realisasi"]
            assert each.now.actual in page
        else:
            missing += 1
            assert one["realisasi"] is None
            assert row["realisasi"] == row["realisasi_angka"] == ""
            assert one["alasan_belum_ada"] == row["alasan_belum_ada"] != ""
        if each.now.achievement is None:
            assert one["capaian_persen"] is None
            assert row["capaian_persen"] == ""
        else:
            assert Decimal(str(one["capaian_persen"])) == each.now.achievement
            assert Decimal(row["capaian_persen"]) == each.now.achievement
        assert one["cara_hitung"] == each.now.why
        assert [year["tahun"] for year in one["tren"]] == [2023, 2024, 2025, 2026]
    assert missing
    money = _rows("anggaran.csv")
    shares = [each["serapan_persen"] for each in told["anggaran"]["rincian"]]
    assert all(f"{share:.2f}%".replace(".", ",") in page for share in shares)
    assert told["anggaran"]["pagu_rupiah"] == report.facts.ceiling
    tops = [int(row["pagu_rupiah"]) for row in money if row["jenjang"] == "program"]
    assert sum(tops) == report.facts.ceiling


def test_a_cell_is_never_a_formula(report: PublicReport) -> None:
    facts = report.facts
    objective = facts.objectives[0]
    evil = _with(objective.indicators[0], name='=HYPERLINK("http://x","y")', unit="@x", code="-1+1")
    odd = _with(facts, objectives=(_with(objective, text=" +1", indicators=(evil,)),))
    (row,) = csv.DictReader(io.StringIO(open_data.indicators_csv(odd).decode("utf-8-sig")))

    assert row["indikator"] == '\'=HYPERLINK("http://x","y")'
    assert (row["satuan"], row["kode_indikator"], row["sasaran"]) == ("'@x", "'-1+1", "' +1")


def _with(told: Any, **changed: Any) -> Any:
    return type(told)(**{**told.__dict__, **changed})
