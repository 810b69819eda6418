"""A mark on a PDF is a real signature: put by the right person, on this version, and provable."""

import io
import subprocess
import threading
import uuid
from collections import Counter
from pathlib import Path

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client

from lakip.documents import certifying, filing, sealing
from lakip.documents.certifying import NotCertified
from lakip.documents.models import Mark, Rendition, Version
from lakip.journey import marking, moves, proving, replay, signing
from lakip.journey.proving import Verdict
from lakip.journey.refusal import AlreadyDone, Refused
from lakip.journey.signing import Given
from lakip.management import demo
from lakip.management.official_walk import OfficialWalk
from lakip.people.letterhead import Letterhead
from tests import cast
from tests.documents import signing_cast

YEAR = 2026


@pytest.fixture
def office(db: None) -> cast.Office:
    """The demo agency, whose papers are drafted here and whose head and secretary have keys."""
    return cast.Office(OfficialWalk(demo.prepare(at=cast.MONDAY), year=YEAR, starts=cast.MONDAY))


@pytest.fixture
def signed(office: cast.Office) -> cast.Office:
    """The SK has its paraf and its signature; the meeting comes next."""
    office.to("rapat-persiapan")
    return office


def given(office: cast.Office, **more: object) -> Given:
    assert isinstance(office.walk, OfficialWalk)
    return Given(**{"passphrase": office.walk.passphrase} | more)  # type: ignore[arg-type]


def finish(office: cast.Office, part: str, offered: Given) -> None:
    by, at = office.person(part), office.at
    seal = signing.seal_of_step(turn=office.turn.pk, by=by, at=at, given=offered)
    moves.finish(turn=office.turn.pk, by=by, at=at, key=office.journey.pk, seal=seal)


def sk() -> Version:
    return Version.objects.filter(document__paper="draft-sk-tim").latest("number")


def data(sha256: str) -> bytes:
    with filing.store().open(sha256) as source:
        return source.read()


def chain() -> list[Rendition]:
    return list(sk().renditions.filter(kind=Rendition.Kind.SIGNED).order_by("at"))


def test_the_paraf_comes_first_and_the_signature_grows_from_it(signed: cast.Office) -> None:
    paraf, signature = chain()
    version = data(sk().sha256)
    assert paraf.mark is not None
    assert signature.mark is not None
    assert (paraf.mark.kind, signature.mark.kind) == ("paraf", "signature")
    assert {paraf.mark.sha256, signature.mark.sha256} == {sk().sha256}
    assert data(paraf.sha256).startswith(version)
    assert data(signature.sha256).startswith(data(paraf.sha256))
    assert list(replay.faults(agency_id=signed.journey.agency_id)) == []


@pytest.mark.needs("poppler")
def test_who_downloads_a_signed_paper_gets_the_signed_file(signed: cast.Office) -> None:
    client = Client()
    client.force_login(signed.person("kepala-dinas"))
    last = sealing.head(sk().pk)
    assert last

    for page in ("dokumen/", "langkah/rapat-persiapan/"):
        shown = client.get(f"/laporan/{signed.journey.pk}/{page}").content.decode()
        assert f"/berkas/{last.pk}/unduh/" in shown, page
        assert f"/versi/{sk().pk}/unduh/" not in shown, page
    assert b"".join(client.get(f"/berkas/{last.pk}/unduh/").streaming_content) == data(last.sha256)


def test_an_independent_program_calls_both_marks_valid(signed: cast.Office, tmp_path: Path) -> None:
    file = tmp_path / "sk.pdf"
    file.write_bytes(data(chain()[-1].sha256))
    said = subprocess.run(["pdfsig", str(file)], capture_output=True, text=True).stdout
    assert said.count("Signature is Valid.") == 2
    assert "Ratna Wulandari" in said
    assert "Bambang Prasetyo" in said


def test_the_very_file_is_known_and_one_byte_off_is_not(signed: cast.Office) -> None:
    paraf, signature = (data(each.sha256) for each in chain())
    assert proving.of_file(signature).verdict is Verdict.SIGNED
    assert proving.of_file(paraf).verdict is Verdict.PARTLY
    assert proving.of_file(data(sk().sha256)).verdict is Verdict.UNSIGNED
    at = len(signature) // 3
    altered = signature[:at] + bytes([signature[at] ^ 1]) + signature[at + 1 :]
    assert proving.of_file(altered).verdict is Verdict.ALTERED
    assert proving.of_file(b"halo").verdict is Verdict.UNKNOWN


def test_a_page_changed_by_a_later_revision_is_seen(signed: cast.Office) -> None:
    altered = io.BytesIO()
    with pikepdf.open(io.BytesIO(data(chain()[-1].sha256))) as pdf:
        pdf.pages.append(pdf.pages[0])
        pdf.save(altered)
    assert proving.of_file(altered.getvalue()).verdict is not Verdict.SIGNED


def test_the_proof_names_office_name_time_and_event(signed: cast.Office) -> None:
    proof = proving.of_file(data(chain()[-1].sha256)).proof
    assert proof is not None
    assert proof == proving.by_token(proof.token)
    assert proof.paper == "SK tim penyusun Laporan Kinerja", "it is no draft any more"
    assert proof.number == "1 TAHUN 2027"
    assert [(mark.kind, mark.name) for mark in proof.marks] == [
        ("paraf", "Bambang Prasetyo"),
        ("tanda tangan", "Ratna Wulandari"),
    ]
    assert all(mark.event is not None and len(mark.leaf) == 64 for mark in proof.marks)


def test_what_somebody_else_puts_behind_is_told_from_a_change(signed: cast.Office) -> None:
    ours = data(chain()[-1].sha256)
    stranger = signing_cast.signer(by="Otoritas Lain")
    countersigned = stranger.sign(ours, field="lain", reason="", at=signing_cast.AT)
    answer = proving.of_file(countersigned)
    assert answer.verdict is Verdict.UNRECORDED
    assert answer.proof is not None, "the paper that it grew from is told"
    assert any("tidak berasal dari otoritas" in fault for fault in answer.faults)
    for changed in (
        signing_cast.with_another_page(ours),
        stranger.sign(
            signing_cast.with_another_page(ours), field="lain", reason="", at=signing_cast.AT
        ),
    ):
        answer = proving.of_file(changed)
        assert answer.verdict is Verdict.ALTERED
        assert answer.proof is not None
    mailed = proving.of_file(ours + b"\r\n")
    assert (mailed.verdict, mailed.proof) == (Verdict.SIGNED, proving.of_file(ours).proof)


def test_a_strangers_file_is_not_taken_for_ours(db: None) -> None:
    theirs = signing_cast.with_both()
    assert proving.of_file(theirs).verdict is Verdict.FOREIGN
    changed = proving.of_file(signing_cast.with_another_page(theirs))
    assert changed.verdict is Verdict.ALTERED
    assert not changed.is_ours


def test_without_a_passphrase_nothing_is_signed(office: cast.Office) -> None:
    office.to("paraf-sk")
    with pytest.raises(Refused, match="Masukkan frasa sandi"):
        finish(office, "sekretaris", Given())
    with pytest.raises(Refused, match="tidak cocok"):
        finish(office, "sekretaris", Given(passphrase="bukan frasa yang benar"))
    assert office.turn.step == "paraf-sk"
    assert not chain()


def test_somebody_without_a_certificate_is_told_where_to_make_one(office: cast.Office) -> None:
    office.to("paraf-sk")
    certifying.revoke(office.person("sekretaris"), at=office.at)
    with pytest.raises(Refused, match="Buat dahulu pada halaman Akun"):
        finish(office, "sekretaris", given(office))


def test_who_is_printed_must_be_who_signs(office: cast.Office) -> None:
    office.to("pengesahan-sk")
    version = sk()
    assert version.made_from is not None
    version.made_from["signatory"] = {"person": "orang-lain", "name": "Tuti Handayani"}
    version.save(update_fields=["made_from"])
    with pytest.raises(Refused, match="menyebut Tuti Handayani sebagai penanda tangan"):
        finish(office, "kepala-dinas", given(office))


def test_a_scan_with_ink_is_as_good(office: cast.Office) -> None:
    Letterhead.objects.update(signing=Letterhead.Signing.SCAN)
    office.to("paraf-sk")
    finish(office, "sekretaris", Given())
    with pytest.raises(Refused, match="Unggah pindaian"):
        finish(office, "kepala-dinas", Given())
    scan = filing.take_upload(SimpleUploadedFile("pindai.pdf", data(sk().sha256)))
    finish(office, "kepala-dinas", Given(scan=scan))
    kept = sk().renditions.get(kind=Rendition.Kind.SCAN)
    assert kept.mark is not None
    assert kept.mark.kind == "signature"


def test_a_step_taken_back_takes_its_file_from_the_chain(office: cast.Office) -> None:
    office.to("pengesahan-sk")
    first = chain()[0]
    moves.withdraw(
        turn=office.turn.pk,
        by=office.person("sekretaris"),
        at=office.at,
        key=office.journey.pk,
    )
    assert proving.of_file(data(first.sha256)).verdict is Verdict.WITHDRAWN
    finish(office, "sekretaris", given(office))
    again = chain()[-1]
    assert data(again.sha256).startswith(data(sk().sha256))
    assert not data(again.sha256).startswith(data(first.sha256))


def test_a_file_made_before_the_paper_changed_is_not_taken(office: cast.Office) -> None:
    office.to("paraf-sk")
    by, at = office.person("sekretaris"), office.at
    old = signing.seal_of_step(turn=office.turn.pk, by=by, at=at, given=given(office))
    assert old is not None
    Version.objects.filter(pk=sk().pk).update(number=99)
    copy = sk()
    copy.pk, copy.number = None, 100
    copy.save(force_insert=True)
    copy.document.latest = copy
    copy.document.save()
    with pytest.raises(Refused, match="berubah"):
        moves.finish(turn=office.turn.pk, by=by, at=at, key=office.journey.pk, seal=old)
    assert not Mark.objects.filter(version=copy).exists()


def test_a_letter_of_the_step_is_signed_by_who_is_printed(signed: cast.Office) -> None:
    signed.prepare()
    invitation = Version.objects.get(document__paper="undangan")
    mark = invitation.marks.get()
    assert (mark.kind, mark.by) == ("signature", signed.person("sekretaris"))
    assert mark.rendition.kind == Rendition.Kind.SIGNED
    with pytest.raises(Refused, match="sudah ditandatangani"):
        marking.sign_letter(
            turn=signed.turn.pk,
            paper="undangan",
            by=signed.person("sekretaris"),
            at=signed.at,
            seal=signing.seal_of_letter(
                turn=signed.turn.pk,
                paper="undangan",
                by=signed.person("sekretaris"),
                at=signed.at,
                given=given(signed),
            ),
        )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"password": "salah"}, "Kata sandi masuk Anda tidak cocok"),
        ({"again": "lain sama sekali"}, "Kedua frasa sandi tidak sama"),
        ({"passphrase": "pendek", "again": "pendek"}, "10"),
    ],
)
def test_a_certificate_is_not_made_carelessly(
    office: cast.Office, typed: dict[str, str], said: str
) -> None:
    phrase = "hujan turun di pasar lama"
    asked = {"password": demo.password(), "passphrase": phrase, "again": phrase} | typed
    with pytest.raises(NotCertified, match=said):
        certifying.certify(person=office.person("anggota"), at=office.at, **asked)


CLIENTS = 16


@pytest.mark.django_db(transaction=True)
def test_sixteen_who_sign_at_once_leave_one_signature() -> None:
    office = cast.Office(OfficialWalk(demo.prepare(at=cast.MONDAY), year=YEAR, starts=cast.MONDAY))
    office.to("paraf-sk")
    by, turn, at = office.person("sekretaris"), office.turn.pk, office.at
    offered, together = given(office), threading.Barrier(CLIENTS)
    outcomes: Counter[str] = Counter()

    def press() -> None:
        try:
            together.wait(timeout=60)
            seal = signing.seal_of_step(turn=turn, by=by, at=at, given=offered)
            moves.finish(turn=turn, by=by, at=at, key=uuid.uuid4(), seal=seal)
            outcomes["won"] += 1
        except AlreadyDone:
            outcomes["told"] += 1
        except Exception as error:  # The tally must show what nobody expected.
            outcomes[f"{type(error).__name__}: {error}"] += 1
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert outcomes == {"won": 1, "told": CLIENTS - 1}
    assert len(chain()) == 1
    assert sk().marks.count() == 1
    assert list(replay.faults(agency_id=office.journey.agency_id)) == []
