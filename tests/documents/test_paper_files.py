"""The file a paper becomes: its bytes, its letters, its pictures, and who judges it."""

import dataclasses
import datetime
import io

import pikepdf
import pytest

from lakip.documents import press, typesetting
from lakip.documents.blocks import Lines, Paragraph, Profile, Sheet
from lakip.documents.typesetting import CannotTypeset, missing_letters, preview, typeset
from tests.documents import font_coverage, reading_back
from tests.documents import sample_office as office
from tests.documents import sample_sheets as sample
from tests.papers import conformance

pytestmark = pytest.mark.needs("poppler")


def test_the_same_sheet_gives_the_same_bytes_also_from_a_fresh_process():
    first = typeset(sample.decree())
    typeset(sample.minutes())
    assert typeset(sample.decree()) == first
    press.typesetter.end()
    assert typeset(sample.decree()) == first


def test_the_time_in_the_file_is_the_sheets():
    sheet = sample.disposition()
    later = dataclasses.replace(sheet, made_at=sheet.made_at + datetime.timedelta(hours=1))
    pdf = typeset(sheet)
    assert typeset(later) != pdf
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert str(opened.docinfo["/CreationDate"]).startswith("D:20261123083000")
        assert str(opened.docinfo["/Title"]) == "Lembar disposisi"


def test_a_preview_has_a_picture_of_each_page():
    pictures = preview(sample.decree())
    assert len(pictures) == len(reading_back.pages(typeset(sample.decree())))
    assert all(picture.startswith(b"\x89PNG\r\n\x1a\n") for picture in pictures)


def test_words_are_never_read_as_commands():
    text = '#read("/etc/passwd") $x^2$ *tebal* = judul // catatan \\ <label> @rujukan'
    said = reading_back.text(typeset(office.sheet(Paragraph(text=text), Lines(lines=(text,)))))
    assert said.count(text) == 2


def test_the_list_of_letters_is_what_the_fonts_have():
    assert typesetting.COVERAGE.read_text("ascii") == font_coverage.coverage()


def test_letters_that_cannot_be_printed_are_named():
    assert missing_letters("Rp1.000,00 – “ya” ½ é\n\tlalu\u200b\u202e\u2011") == []
    assert missing_letters("東京 日東 😀") == ["東", "京", "日", "😀"]
    with pytest.raises(CannotTypeset, match="東 京"):
        typeset(office.sheet(Paragraph(text="Kunjungan ke 東京")))


def test_a_decree_borrows_from_the_other_type_what_its_own_lacks():
    borrowed = sorted(typesetting._coverage()["sans"] - typesetting._coverage()["serif"])
    letter = chr(borrowed[0])
    assert missing_letters(letter, serif=True) == []
    sheet = office.sheet(Paragraph(text=f"huruf {letter}"), profile=Profile(serif=True))
    assert letter in reading_back.text(typeset(sheet))


def test_marks_without_shape_are_left_out_of_the_paper():
    said = reading_back.text(
        typeset(office.sheet(Paragraph(text="Su\u202era\u200bt\x07 ini\ttiba")))
    )
    assert said.splitlines()[0] == "Surat ini tiba"


@pytest.mark.parametrize("logo", [b"<svg/>", b"\x89PNG\r\n\x1a\n" + b"rusak" * 9])
def test_a_broken_logo_is_said_in_a_sentence(logo: bytes):
    with pytest.raises(CannotTypeset, match="Lambang pada kop"):
        typeset(sample.decree(), logo=logo)


def test_the_logo_stands_in_the_kop_with_words_in_its_place():
    logo = preview(office.sheet(Paragraph(text="lambang")))[0]
    pdf = typeset(office.sheet(office.LETTERHEAD), logo=logo)
    assert reading_back.tagged(pdf, "/Figure") == ["Lambang Pemerintah Kabupaten Bahari Raya"]
    assert conformance.faults(pdf) == []


BREAKAGE = {
    "its metadata do not say PDF/A-2a": lambda pdf: pdf.Root.__delitem__("/Metadata"),
    "it is not marked as tagged": lambda pdf: pdf.Root.__delitem__("/MarkInfo"),
    "its language is not Indonesian": lambda pdf: pdf.Root.__setitem__("/Lang", "en"),
    "it has no output intent": lambda pdf: pdf.Root.__delitem__("/OutputIntents"),
    "it has no structure": lambda pdf: pdf.Root.__delitem__("/StructTreeRoot"),
    "it does /JavaScript": lambda pdf: pdf.Root.__setitem__(
        "/OpenAction", pikepdf.Dictionary(S=pikepdf.Name.JavaScript)
    ),
    "a figure has no words in its place": lambda pdf: _of_kind(pdf, "/Figure").__delitem__("/Alt"),
    "a table has no heading cell": lambda pdf: [
        each.__setitem__("/S", pikepdf.Name.TD) for each in _all_of_kind(pdf, "/TH")
    ],
}


def _all_of_kind(pdf: pikepdf.Pdf, kind: str) -> list[pikepdf.Dictionary]:
    return [
        each
        for each in pdf.objects
        if isinstance(each, pikepdf.Dictionary) and each.get("/S") == kind
    ]


def _of_kind(pdf: pikepdf.Pdf, kind: str) -> pikepdf.Dictionary:
    return _all_of_kind(pdf, kind)[0]


@pytest.mark.parametrize("fault", BREAKAGE)
def test_the_judge_of_conformance_sees_what_is_broken(fault: str):
    kept = io.BytesIO()
    with pikepdf.open(io.BytesIO(typeset(sample.decree()))) as opened:
        BREAKAGE[fault](opened)
        opened.save(kept)
    assert fault in conformance.faults(kept.getvalue())


def test_an_empty_sheet_still_gives_a_page():
    empty = Sheet(title="Kosong", author="Dinas", blocks=(), made_at=office.MADE_AT)
    assert len(preview(empty)) == 1
