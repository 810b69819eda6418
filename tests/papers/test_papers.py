"""Every paper comes out whole without a word typed, and says what its kind of paper must say."""

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from lakip.documents import typesetting, word
from lakip.documents.blocks import Signature, Signatures, plain
from lakip.papers import form
from lakip.papers.drafted import DECREE, NO_NUMBER, Drafted, Known, of
from lakip.papers.form import Answers, Kind
from lakip.papers.reviu import CONDITION
from tests.documents import reading_back
from tests.papers.conformance import words_off_the_page
from tests.papers.known_sample import (
    BARE,
    HEAD,
    INSPECTOR,
    KNOWN,
    PAPERS,
    SECRETARY,
    TEAM,
    begun,
    sheet,
)
from tests.papers.odd_answers import as_sent

every_paper = pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.slug)
SECONDS = 5

# What a reader looks for in each paper, in this order.
SAYS = {
    "disposisi-kepala-dinas": ("LEMBAR DISPOSISI", "Surat dari", "Diteruskan kepada", HEAD.name),
    "disposisi-sekretaris": ("LEMBAR DISPOSISI", "draft SK tim penyusun", SECRETARY.name),
    "disposisi-penggandaan": ("LEMBAR DISPOSISI", "Gandakan, dokumentasikan", SECRETARY.name),
    "draft-sk-tim": (
        *("KEPUTUSAN KEPALA DINAS KELAUTAN DAN PERIKANAN", "KABUPATEN BAHARI RAYA"),
        *("NOMOR 000.8.6.2/27/DKP", "TENTANG", "PEMBENTUKAN TIM PENYUSUN LAPORAN KINERJA"),
        *("Menimbang", "huruf a dan huruf b, perlu menetapkan Keputusan Kepala Dinas"),
        *("Mengingat", "Nomor 23 Tahun 2014", "Nomor 8 Tahun 2006", "Nomor 18 Tahun 2016"),
        *("Nomor 29 Tahun 2014", "Nomor 53 Tahun 2014", "Nomor 88 Tahun 2021"),
        *("Memperhatikan", "000.8.6.2/114/ORG tanggal 4 Januari 2027", "MEMUTUSKAN:"),
        *("Menetapkan", "KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA"),
        *("Ditetapkan di Bahari", "pada tanggal 11 Januari 2027", HEAD.name, "Tembusan:"),
        *("LAMPIRAN", "TANGGAL 11 JANUARI 2027", "Kedudukan dalam tim", "Penanggung jawab"),
        *("Ketua", "Anggota", "Uraian tugas", HEAD.name),
    ),
    "undangan": (
        *("Bahari, 11 Januari 2027", "Nomor", "Hal", "Undangan rapat persiapan", "Yth."),
        *("Hari, tanggal", "Selasa, 12 Januari 2027", "09.00 WITA s.d. selesai", "Tempat"),
        *("Acara", "terima kasih", SECRETARY.name, "DAFTAR UNDANGAN", "Kepala Bidang Pengawasan"),
    ),
    "daftar-hadir": (
        *("DAFTAR HADIR", "Selasa, 12 Januari 2027", "Tanda tangan", HEAD.name, "1.", "2."),
        *("Kepala Bidang Pengawasan", "18.", "Pimpinan rapat,", SECRETARY.name),
    ),
    "notula": (
        *("NOTULA RAPAT", "Pimpinan rapat", SECRETARY.name, "Acara", "Pembahasan", "Keputusan"),
        *("Penanggung jawab", "Tenggat", "13 Januari 2027", "Notulis,", "Sitti Aminah, S.E."),
    ),
    "pembagian-tugas-dan-rencana-kerja": (
        *("PEMBAGIAN TUGAS", "Bab I Pendahuluan", "Bab II Perencanaan Kinerja"),
        *("Bab III huruf A", "Kepala Bidang Budi Daya", "Bab III huruf B", "Bab IV Penutup"),
        *("Lampiran", "RENCANA KERJA", "Jumat, 26 Februari 2027", "format data"),
        *("Mengesahkan Laporan Kinerja", "mengirimkan", SECRETARY.name),
    ),
    "surat-permintaan-data": (
        *("Permintaan data kinerja", "Yth.", "Kepala Bidang Perikanan Tangkap"),
        *("Realisasi setiap indikator", "Rabu, 20 Januari 2027", "Narahubung", SECRETARY.name),
    ),
    "lembar-pengesahan": (
        *("LEMBAR PENGESAHAN", "Dinas Kelautan dan Perikanan Kabupaten Bahari Raya", "disahkan"),
        *("Disusun", "Diverifikasi", "Disahkan", "pada tanggal 11 Januari 2027", HEAD.name),
    ),
    "surat-pengantar": (
        *("Yth. Bupati Bahari Raya c.q. Sekretaris Daerah (Bagian Organisasi)", "di Bahari"),
        *("SURAT PENGANTAR", "NOMOR 000.8.6.2/27/DKP", "Banyaknya", "1 (satu) eksemplar"),
        *("Diterima tanggal", "a.n. Kepala Dinas Kelautan dan Perikanan", "Sekretaris,"),
        *("Inspektur Kabupaten Bahari Raya", "Badan Perencanaan Pembangunan Daerah"),
    ),
    "pernyataan-telah-direviu": (
        *("PERNYATAAN TELAH DIREVIU", "KABUPATEN BAHARI RAYA", "TAHUN ANGGARAN 2026"),
        *("Nomor 000.8.6.2/27/DKP", "tanggung jawab manajemen", "keyakinan terbatas"),
        *("tidak terdapat kondisi", "Draf versi 2, 11 Januari 2027", "5f" * 32),
        *("Inspektur Kabupaten Bahari Raya,", INSPECTOR.name),
    ),
    "catatan-hasil-reviu": (
        *("CATATAN HASIL REVIU", "Draf versi 2", "F1", "ya", "M1", "S3", "tidak berlaku", "S10"),
        INSPECTOR.name,
    ),
    "tanda-terima": (
        *("TANDA TERIMA", "Kepada", "Nama dan tanda tangan", "Bupati Bahari Raya"),
        *("Inspektur", "Yang mengirim,"),
    ),
}


def strings(value: Any) -> Iterator[str]:
    """Every text in the blocks, in reading order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)


def said(paper: Drafted, known: Known, answers: Answers) -> str:
    """What the paper says, as one text."""
    return " ".join(strings(plain(paper.blocks(known, answers))))


def refusals(paper: Drafted, known: Known, answers: Answers) -> list[str]:
    def missing(text: str) -> list[str]:
        return typesetting.missing_letters(text, serif=paper.is_decree)

    found = form.faults(paper.fields, answers, missing=missing)
    return [fault.sentence for fault in found] + paper.faults(known, answers)


def the(slug: str) -> Drafted:
    found = of(slug)
    assert found is not None
    return found


@every_paper
def test_without_a_word_typed_nothing_is_wrong(paper: Drafted) -> None:
    assert refusals(paper, KNOWN, begun(paper)) == []


@every_paper
def test_what_the_form_sends_is_what_it_was_filled_with(paper: Drafted) -> None:
    first = paper.first(KNOWN)
    assert form.read(paper.fields, as_sent(paper, first)) == first


@every_paper
def test_its_words_come_in_order(paper: Drafted) -> None:
    assert reading_back.in_order(said(paper, KNOWN, begun(paper)), *SAYS[paper.slug])


@every_paper
def test_what_may_be_left_out_is_not_missed(paper: Drafted) -> None:
    answers = begun(paper)
    for field in paper.fields:
        # Rows are never "required": a paper that needs one says so in a sentence of its own.
        if not field.is_required and field.kind is not Kind.ROWS:
            answers[field.name] = type(answers[field.name])()
    assert refusals(paper, KNOWN, answers) == []
    typesetting.typeset(sheet(paper, answers))


@every_paper
def test_an_empty_form_can_be_looked_at(paper: Drafted) -> None:
    nothing = form.read(paper.fields, {})
    assert refusals(paper, BARE, nothing)
    typesetting.typeset(sheet(paper, nothing, BARE))


@every_paper
def test_an_agency_of_which_nothing_is_known_gets_the_paper_with_room_to_write(
    paper: Drafted,
) -> None:
    first = begun(paper, BARE)
    if paper.series != DECREE:
        assert refusals(paper, BARE, first) == []
    typesetting.typeset(sheet(paper, first, BARE))


@every_paper
def test_a_number_that_is_not_there_yet_is_dots(paper: Drafted) -> None:
    if paper.series:
        first = paper.first(KNOWN)
        assert KNOWN.number in said(paper, KNOWN, first)
        before = said(paper, replace(KNOWN, number=""), first)
        assert KNOWN.number not in before
        assert NO_NUMBER in before


@every_paper
def test_it_is_made_quickly_as_pdf_and_word_and_stays_on_its_page(paper: Drafted) -> None:
    whole = sheet(paper, paper.first(KNOWN))
    began = time.monotonic()
    pdf = typesetting.typeset(whole)
    assert time.monotonic() - began < SECONDS
    assert words_off_the_page(pdf) == []
    assert word.write(whole).startswith(b"PK")


@every_paper
def test_names_of_120_letters_stay_on_their_page(paper: Drafted) -> None:
    long = "Wijayakusumaningrumsetyawati" * 4 + "Prabowo."
    assert len(long) == 120
    holders = {role: replace(held, name=long) for role, held in KNOWN.holders.items()}
    team = tuple(replace(member, name=long) for member in TEAM)
    known = replace(KNOWN, agency=f"Dinas {long[:114]}", holders=holders, team=team)
    pdf = typesetting.typeset(sheet(paper, paper.first(known), known))
    assert words_off_the_page(pdf) == []


@every_paper
def test_markup_is_shown_as_it_was_typed(paper: Drafted) -> None:
    typed = "#let x = 1 *tebal* $a_1$ <b> \\ @rujuk"
    answers = begun(paper)
    for field in paper.fields:
        if field.kind in (Kind.LINE, Kind.TEXT):
            answers[field.name] = typed
        elif field.kind is Kind.LIST:
            answers[field.name] = [typed]
    if "kondisi" in answers:  # A condition that is named is a condition that was found.
        answers["simpulan"] = CONDITION
    assert refusals(paper, KNOWN, answers) == []
    seen = " ".join(reading_back.text(typesetting.typeset(sheet(paper, answers))).split())
    assert typed in seen or typed.upper() in seen


@every_paper
def test_sentences_kept_as_the_agencys_own_name_no_year(paper: Drafted) -> None:
    """Next year's paper begins with them, so the year and the agency are filled in each time."""
    first = paper.first(KNOWN)
    kept = {field.name: first[field.name] for field in paper.fields if field.is_wording}
    words = " ".join(strings(plain(list(kept.values()))))
    assert str(KNOWN.year) not in words
    assert KNOWN.agency not in words


@every_paper
def test_who_signs_is_who_holds_the_office(paper: Drafted) -> None:
    found = [
        each
        for block in flat(paper.blocks(KNOWN, paper.first(KNOWN)))
        if isinstance(block, Signatures)
        for each in block.columns
    ]
    names = [each.name for each in found]
    if paper.signed_by:
        assert KNOWN.holders[paper.signed_by].name in names
    assert all(isinstance(each, Signature) for each in found)


def flat(blocks: tuple[Any, ...]) -> Iterator[Any]:
    for block in blocks:
        yield block
        for row in getattr(block, "rows", ()):
            for cell in row:
                if isinstance(cell, tuple):
                    yield from flat(cell)
