"""Whose marks a file carries and whether it was changed is told of any file, honest or hostile."""

import io
import random
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pikepdf
import pytest

from lakip.documents import examining
from lakip.documents.examining import Examination, examine, examine_here, newest_mark
from lakip.documents.signing import LocalSigner
from tests.documents import signing_cast as cast

VALID = "Signature is Valid."


def judged(pdf: bytes, authorities: list[str] | None = None) -> Examination:
    return examine_here(pdf, authorities=cast.known() if authorities is None else authorities)


def test_two_marks_on_one_paper_are_whole_and_known() -> None:
    found = judged(cast.with_both())
    assert found.is_sound
    assert found.faults == ()
    assert not found.changed_after
    paraf, signature = found.marks
    assert (paraf.field, signature.field) == ("paraf-1", "pengesahan-2")
    assert (paraf.name, paraf.nip) == cast.PEOPLE["sekretaris"]
    assert (signature.name, signature.nip) == cast.PEOPLE["kepala"]
    assert signature.agency == cast.AGENCY
    assert signature.serial == cast.identity("kepala").serial
    assert (paraf.at, signature.at) == (cast.AT, cast.LATER)
    assert signature.reason == "Pengesahan Kepala Dinas"
    assert paraf.covers_to == len(cast.with_paraf())
    assert signature.covers_to == len(cast.with_both())


def test_the_first_mark_alone_is_sound_too() -> None:
    assert judged(cast.with_paraf()).is_sound


def test_the_confined_child_finds_the_same() -> None:
    for pdf in (cast.with_both(), cast.with_another_page(cast.with_both()), cast.letter(), b""):
        assert examine(pdf, authorities=cast.known()) == judged(pdf)


def test_a_paper_without_marks_is_said_to_have_none() -> None:
    found = judged(cast.letter())
    assert (found.marks, found.faults) == ((), (examining.NO_MARK,))
    assert not found.is_sound


def test_a_flipped_byte_is_found_in_a_hundred_of_a_hundred_places() -> None:
    signed = cast.with_both()
    dice = random.Random(710)
    covered = [
        place
        for start, length, again, rest in cast.signed_ranges(signed)
        for place in (*range(start, start + length), *range(again, again + rest))
    ]
    for place in dice.sample(sorted(set(covered)), 100):
        found = judged(signed[:place] + bytes([signed[place] ^ 4]) + signed[place + 1 :])
        assert not found.is_sound, f"the byte at {place}"
        # Either the file cannot be read at all, or a mark is broken or gone.
        assert found.faults, f"the byte at {place}"
        assert sum(mark.is_whole for mark in found.marks) < 2, f"the byte at {place}"


def test_a_changed_mark_still_tells_whose_it_was() -> None:
    signed = cast.with_both()
    place = signed.index(b"stream") + 20
    found = judged(signed[:place] + bytes([signed[place] ^ 1]) + signed[place + 1 :])
    assert [mark.is_whole for mark in found.marks] == [False, False]
    assert all(mark.is_known for mark in found.marks)
    assert "tidak lagi sama" in found.faults[0]


@pytest.mark.needs("poppler")
def test_a_page_replaced_by_a_later_revision_is_found_where_pdfsig_finds_nothing() -> None:
    forged = cast.with_another_page(cast.with_both())
    with pikepdf.open(io.BytesIO(forged)) as pdf:
        assert b"Anggaran" in pdf.pages[0].Contents.read_bytes()
    assert cast.pdfsig(forged).count(VALID) == 2
    found = judged(forged)
    assert [mark.is_whole for mark in found.marks] == [True, True]
    assert found.changed_after
    assert found.faults == (examining.CHANGED,)
    assert not found.is_sound


@pytest.mark.parametrize("by", [cast.OURS, "Otoritas Lain"])
def test_a_page_replaced_between_two_marks_is_found_whoever_signs_it_then(by: str) -> None:
    forged = cast.signer("kepala", by=by).sign(
        cast.with_another_page(cast.with_paraf()), field="pengesahan-2", reason="", at=cast.LATER
    )
    found = judged(forged)
    assert [mark.is_whole for mark in found.marks] == [True, True]
    assert found.marks[1].is_known == (by == cast.OURS)
    assert found.changed_after


@pytest.mark.parametrize(
    "change",
    [
        cast.with_note,
        lambda pdf: cast.with_title(pdf, "Laporan Lain"),
        lambda pdf: pdf + b"% tambahan",
        lambda pdf: pdf + cast.letter(),
        lambda pdf: pdf + random.Random(8).randbytes(60_000),
        lambda pdf: pdf + bytes(3_000_000) + b"x",
    ],
    ids=["note", "title", "comment", "another file", "junk", "far behind"],
)
def test_whatever_is_put_behind_the_last_mark_is_a_change(change: Callable[[bytes], bytes]) -> None:
    found = judged(change(cast.with_both()))
    assert not found.is_sound
    assert found.changed_after or (found.marks == () and found.faults)


@pytest.mark.parametrize("added", [b"\n", b"\r\n\r\n", bytes(5_000)])
def test_line_ends_and_padding_that_mail_added_are_no_change(added: bytes) -> None:
    assert judged(cast.with_both() + added).is_sound


def test_a_mark_from_an_authority_that_is_not_ours_is_not_known() -> None:
    # It calls itself by our authority's name, for the space goes.
    same_name = f"{cast.OURS} "
    stranger = cast.authority(same_name)
    assert stranger.certificate not in cast.known()
    signed = cast.signer(by=same_name).sign(
        cast.letter(), field="pengesahan-1", reason="", at=cast.AT
    )
    found = judged(signed)
    (mark,) = found.marks
    assert mark.is_whole
    assert not mark.is_known
    assert not found.is_sound
    assert not found.changed_after
    assert judged(signed, [stranger.certificate]).is_sound
    assert not judged(cast.with_both(), []).is_sound


def test_a_certificate_that_had_ended_when_it_signed_is_not_known() -> None:
    long_after = cast.AT + timedelta(days=1500)
    late = LocalSigner(
        identity=replace(cast.identity(), ends_at=long_after),
        authority_certificate=cast.authority().certificate,
        passphrase=cast.PASSPHRASE,
    ).sign(cast.letter(), field="pengesahan-1", reason="", at=long_after)
    (mark,) = judged(late).marks
    assert mark.is_whole
    assert not mark.is_known


def test_a_mark_moved_to_another_paper_is_broken() -> None:
    first, second = cast.letter(), cast.compile_source("= Surat Lain")
    signed = cast.signer().sign(second, field="paraf-1", reason="Paraf", at=cast.AT)
    ours, theirs = contents(cast.with_paraf(), len(first)), contents(signed, len(second))
    moved = signed.replace(theirs, ours.ljust(len(theirs), b"0")[: len(theirs)])
    assert len(moved) == len(signed)
    assert moved != signed
    assert not judged(moved).is_sound


def contents(pdf: bytes, start: int) -> bytes:
    """The hexadecimal digits of the signature that was put behind `start`."""
    begins = pdf.index(b"/Contents <", start) + len(b"/Contents <")
    return pdf[begins : pdf.index(b">", begins)]


def test_the_newest_mark_is_read_without_comparing_revisions() -> None:
    mark = newest_mark(cast.with_both())
    assert mark is not None
    assert (mark.field, mark.is_whole, mark.is_known) == ("pengesahan-2", True, False)
    assert newest_mark(cast.letter()) is None
    assert newest_mark(b"") is None


def locked() -> bytes:
    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(cast.with_both())) as pdf:
        pdf.save(output, encryption=pikepdf.Encryption(owner="o", user=""))
    return output.getvalue()


def with_fields(count: int, fields: str) -> bytes:
    """A small PDF whose form claims so many signatures; `{n}` is the number of each."""
    body = "".join(f"{n + 4} 0 obj\n{fields.format(n=n + 4)}\nendobj\n" for n in range(count))
    kids = " ".join(f"{n + 4} 0 R" for n in range(count))
    head = (
        f"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[{kids}]>>>>\nendobj\n"
        "2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n3 0 obj\nnull\nendobj\n"
    )
    text = head + body
    size = count + 4
    starts = [text.index(f"\n{n} 0 obj") + 1 for n in range(1, size)]
    table = "".join(f"{start:010d} 00000 n \n" for start in starts)
    tail = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Size {size}/Root 1 0 R>>\n"
    return f"{text}{tail}startxref\n{len(text)}\n%%EOF\n".encode()


def false(*, ranges: str = "/ByteRange[0 1 2 3]") -> str:
    """A signature field whose signature is none."""
    return (
        "<</FT/Sig/T(t{n})/V<</Type/Sig/SubFilter/ETSI.CAdES.detached/Contents<00>"
        + ranges
        + ">>>>"
    )


HOSTILE: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "random": lambda: random.Random(3).randbytes(10_000),
    "junk": lambda: random.Random(4).randbytes(30_000_000),
    "junk with a head": lambda: b"%PDF-1.7\n" + random.Random(5).randbytes(30_000_000),
    "too large": lambda: b"%PDF-1.7\n" + bytes(examining.LARGEST),
    "brackets": lambda: b"%PDF-1.7\n" + b"[" * 300_000 + b"\nstartxref\n9\n%%EOF",
    "torn": lambda: cast.with_both()[:-3000],
    "locked": locked,
    "without contents": lambda: with_fields(1, false()),
    "without ranges": lambda: with_fields(1, false(ranges="")),
    "odd ranges": lambda: with_fields(1, false(ranges="/ByteRange[(a) -1 99999999999 null]")),
    "a field within itself": lambda: with_fields(1, "<</FT/Sig/T(a)/Kids[4 0 R]>>"),
    "many": lambda: with_fields(500, false()),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_answered_with_a_sentence_and_soon(case: str) -> None:
    pdf = HOSTILE[case]()
    began = time.perf_counter()
    found = judged(pdf)
    assert time.perf_counter() - began < 10
    assert found.faults
    assert all(fault.endswith(".") for fault in found.faults)
    assert not found.is_sound
    newest_mark(pdf)  # It may find something in a torn file, but it never raises.


def test_cut_and_shuffled_files_never_pass() -> None:
    signed, dice = cast.with_both(), random.Random(6)
    for _ in range(40):
        first, second = sorted(dice.sample(range(1, len(signed)), 2))
        for mixed in (
            signed[:first] + signed[second:],
            signed[:second] + signed[first:],
            signed[:first],
        ):
            assert not judged(mixed).is_sound, f"cut at {first} and {second}"


def test_an_examination_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examining, "WITHIN", replace(examining.WITHIN, wall_seconds=0))
    found = examine(cast.with_both(), authorities=cast.known())
    assert found == Examination(faults=(examining.GAVE_UP,))


def test_an_authority_that_is_no_certificate_is_the_callers_mistake() -> None:
    with pytest.raises(ValueError, match=r"."):
        judged(cast.with_both(), ["-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
