"""A signature is put behind a paper, not a byte of which changes, and others can verify it."""

import asyncio
import io
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pikepdf
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from lakip.documents.certificates import WrongPassphrase
from lakip.documents.signing import CannotSign, LocalSigner, assert_extends
from tests.documents import signing_cast as cast

VALID = "Signature is Valid."
SIGNED: dict[str, Any] = {"field": "paraf-1", "reason": "Paraf", "at": cast.AT}


def local(**changed: object) -> LocalSigner:
    facts = {
        "identity": cast.identity(),
        "authority_certificate": cast.authority().certificate,
        "passphrase": cast.PASSPHRASE,
    }
    return LocalSigner(**(facts | changed))  # type: ignore[arg-type]


def test_a_signature_is_one_revision_behind_the_very_bytes_of_the_paper() -> None:
    before, after = cast.letter(), cast.with_paraf()
    assert after.startswith(before)
    assert len(after) - len(before) < 20_000
    assert PdfFileReader(io.BytesIO(after)).xrefs.total_revisions == 2
    assert cast.with_both().startswith(after)


@pytest.mark.needs("poppler")
def test_pdfsig_calls_the_paraf_and_the_signature_valid() -> None:
    said = cast.pdfsig(cast.with_both())
    assert said.count(VALID) == 2
    assert said.count("ETSI.CAdES.detached") == 2
    assert said.index("Siti Rahmawati") < said.index("Agus Priyono")
    assert "Signing Time: Jan 18 2027" in said
    assert said.count("Total document signed") == 1


@pytest.mark.needs("poppler")
def test_pdfsig_calls_the_marks_on_a_report_of_sixty_pages_valid() -> None:
    report = cast.report()
    with pikepdf.open(io.BytesIO(report)) as pdf:
        assert len(pdf.pages) >= 60
    marked = cast.signer("sekretaris").sign(report, field="paraf-1", reason="", at=cast.AT)
    marked = cast.signer().sign(marked, field="pengesahan-2", reason="", at=cast.LATER)
    assert cast.pdfsig(marked).count(VALID) == 2


@pytest.mark.needs("poppler")
def test_pdfsig_finds_a_flipped_byte_in_a_hundred_of_a_hundred_places() -> None:
    signed = cast.with_both()
    for place in flipped_places(signed):
        changed = signed[:place] + bytes([signed[place] ^ 1]) + signed[place + 1 :]
        assert cast.pdfsig(changed).count(VALID) < 2, f"the byte at {place}"


def flipped_places(signed: bytes) -> list[int]:
    """A hundred places of which at least one of the two signatures covers each."""
    inside = sorted(
        {
            place
            for start, length, again, rest in cast.signed_ranges(signed)
            for place in (*range(start, start + length), *range(again, again + rest))
        }
    )
    return random.Random(2027).sample(inside, 100)


def test_the_paper_stays_an_archive_file_with_the_metadata_that_it_had() -> None:
    added = cast.with_both()[len(cast.letter()) :]
    for told in (b"/Version", b"/Extensions", b"/Producer", b"/ModDate", b"xmpmeta"):
        assert told not in added
    with pikepdf.open(io.BytesIO(cast.with_both())) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.pdf_version == "1.7"
        metadata = pdf.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        assert metadata["pdfuaid:part"] == "1"
        fields = pdf.Root.AcroForm.Fields
        assert [str(field.T) for field in fields] == ["paraf-1", "pengesahan-2"]
        # A field without an area and without an appearance shows nothing, and needs no tag.
        assert all([int(n) for n in field.Rect] == [0, 0, 0, 0] for field in fields)
        assert not any("/AP" in field for field in fields)
        assert pdf.pages[0].obj.Tabs == "/S"


def test_links_that_a_page_had_are_still_there() -> None:
    with pikepdf.open(io.BytesIO(cast.with_both())) as pdf:
        kinds = [str(each.Subtype) for each in pdf.pages[0].obj.Annots]
    assert kinds == ["/Link", "/Widget", "/Widget"]


@pytest.mark.parametrize("passphrase", ["", "hujan di bulan Juni", "salah sama sekali"])
def test_a_wrong_passphrase_signs_nothing(passphrase: str) -> None:
    with pytest.raises(WrongPassphrase):
        local(passphrase=passphrase).sign(cast.letter(), **SIGNED)


@pytest.mark.parametrize(
    ("at", "sentence"),
    [
        (cast.AT + timedelta(days=731), "hanya berlaku sampai 11 Januari 2029"),
        (cast.AT - timedelta(days=8), "baru berlaku mulai 11 Januari 2027"),
    ],
)
def test_a_certificate_signs_only_within_its_time(at: datetime, sentence: str) -> None:
    with pytest.raises(CannotSign, match=sentence):
        local().sign(cast.letter(), field="paraf-1", reason="", at=at)


def test_a_certificate_signs_only_with_its_own_key_and_authority() -> None:
    with pytest.raises(CannotSign, match="rusak"):
        local(authority_certificate=cast.authority("Otoritas Lain").certificate).sign(
            cast.letter(), **SIGNED
        )
    others_key = replace(cast.identity(), locked_key=cast.identity("sekretaris").locked_key)
    with pytest.raises(CannotSign, match="rusak"):
        local(identity=others_key).sign(cast.letter(), **SIGNED)
    with pytest.raises(CannotSign, match="rusak"):
        local(identity=replace(cast.identity(), certificate="")).sign(cast.letter(), **SIGNED)


def locked() -> bytes:
    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(cast.letter())) as pdf:
        pdf.save(output, encryption=pikepdf.Encryption(owner="o", user="u"))
    return output.getvalue()


@pytest.mark.parametrize(
    ("make", "word"),
    [
        (lambda: b"", "bukan PDF"),
        (lambda: random.Random(1).randbytes(5000), "bukan PDF"),
        (lambda: b"%PDF-1.7\n" + random.Random(2).randbytes(30_000_000), "bukan PDF"),
        (lambda: b"%PDF-1.7\n" + b"[" * 200_000, "bukan PDF"),
        (lambda: b"%PDF-1.7\n", "bukan PDF"),
        (lambda: cast.letter()[:-2000], "bukan PDF"),
        (locked, "dikunci"),
        (cast.with_paraf, "sudah memuat tanda tangan bernama “paraf-1”"),
    ],
    ids=["empty", "random", "junk", "brackets", "head", "torn", "locked", "taken"],
)
def test_what_cannot_be_signed_is_refused_with_a_sentence(
    make: Callable[[], bytes], word: str
) -> None:
    with pytest.raises(CannotSign, match=word):
        cast.signer().sign(make(), **SIGNED)


def test_a_field_name_with_a_dot_or_a_time_without_a_zone_is_the_callers_mistake() -> None:
    for changed in ({"field": "paraf.1"}, {"field": ""}, {"at": cast.AT.replace(tzinfo=None)}):
        with pytest.raises(ValueError, match="will not do"):
            cast.signer().sign(cast.letter(), **(SIGNED | changed))


def test_a_word_processors_pdf_with_two_tables_of_contents_can_be_signed() -> None:
    signed = cast.signer().sign(hybrid(), **SIGNED)
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        assert len(pdf.Root.AcroForm.Fields) == 1


def hybrid() -> bytes:
    """A small PDF as Word writes them: one object is listed in a second table only."""
    parts = [
        b"%PDF-1.5\n",
        b"1 0 obj\n<</Type/Catalog/Pages 2 0 R/Lang 4 0 R>>\nendobj\n",
        b"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n",
        b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>\nendobj\n",
        b"4 0 obj\n(id)\nendobj\n",
    ]
    starts = [sum(map(len, parts[:index])) for index in range(len(parts) + 1)]
    entry = bytes([1]) + starts[4].to_bytes(2) + b"\0"
    parts.append(
        b"5 0 obj\n<</Type/XRef/Size 6/W[1 2 1]/Index[4 1]/Length 4>>\nstream\n"
        + entry
        + b"\nendstream\nendobj\n"
    )
    table = [b"xref\n0 4\n0000000000 65535 f \n"]
    table += [b"%010d 00000 n \n" % start for start in starts[1:4]]
    table.append(b"trailer\n<</Size 6/Root 1 0 R/XRefStm %d>>\n" % starts[5])
    body = b"".join(parts)
    return body + b"".join(table) + b"startxref\n%d\n%%%%EOF\n" % len(body)


def test_signing_works_where_an_event_loop_is_running() -> None:
    async def within() -> bytes:
        return cast.signer().sign(cast.letter(), **SIGNED)

    assert asyncio.run(within()).startswith(cast.letter())


def test_only_what_extends_the_paper_is_taken_for_the_same_paper() -> None:
    assert_extends(b"surat", b"surat dan tanda")
    for after in (b"surat", b"Surat dan tanda", b"", b"sur"):
        with pytest.raises(CannotSign, match="bukan lagi surat yang sama"):
            assert_extends(b"surat", after)


def test_a_signer_shows_its_passphrase_to_nobody() -> None:
    assert cast.PASSPHRASE not in repr(local())
