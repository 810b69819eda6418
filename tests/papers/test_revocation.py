"""Who revokes a certificate does not unsign what was signed; nothing signed later is good."""

import datetime
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from lakip.documents import certifying, filing
from lakip.documents.keys import Certificate
from lakip.documents.models import Rendition, Version
from lakip.documents.signing import LocalSigner
from lakip.journey import proving
from lakip.journey.proving import Verdict
from lakip.ledger.models import Event
from lakip.management import demo
from lakip.management.official_walk import OfficialWalk
from tests import cast

HOUR = datetime.timedelta(hours=1)
LATER = "dicabut atau diganti kemudian"
STAYS = "tanda ini tetap sah"


@pytest.fixture
def office(db: None) -> cast.Office:
    """The SK has its paraf; then the Sekretaris revokes the certificate."""
    office = cast.Office(OfficialWalk(demo.prepare(at=cast.MONDAY), year=2026, starts=cast.MONDAY))
    office.to("pengesahan-sk")
    office.walk.at += HOUR
    certifying.revoke(office.person("sekretaris"), at=office.walk.at)
    return office


def version() -> Version:
    return Version.objects.get(document__paper="draft-sk-tim")


def signed() -> bytes:
    return filing.read(version().renditions.get(kind=Rendition.Kind.SIGNED).sha256)


def forged(office: cast.Office, *, at: datetime.datetime) -> bytes:
    """A file that somebody signs elsewhere with the revoked key, claiming that time."""
    certificate = Certificate.objects.get(
        person=office.person("sekretaris"), revoked_at__isnull=False
    )
    assert isinstance(office.walk, OfficialWalk)
    signer = LocalSigner(
        identity=certifying.identity_of(certificate),
        authority_certificate=certificate.authority.certificate,
        passphrase=office.walk.passphrase,
    )
    return signer.sign(filing.read(version().sha256), field="palsu", reason="", at=at)


def page(pdf: bytes) -> str:
    upload = SimpleUploadedFile("surat.pdf", pdf)
    return str(Client().post("/verifikasi/", {"file": upload}).content.decode())


def command(pdf: bytes, tmp_path: Path) -> tuple[str, int]:
    file, out, code = tmp_path / "surat.pdf", StringIO(), 0
    file.write_bytes(pdf)
    try:
        call_command("verify", file, stdout=out)
    except SystemExit as end:
        code = int(end.code or 0)
    return out.getvalue(), code


def test_what_was_signed_before_stays_good_and_the_revocation_is_told(
    office: cast.Office, tmp_path: Path
) -> None:
    answer = proving.of_file(signed())
    assert answer.verdict is Verdict.SIGNED
    assert answer.proof is not None
    assert [mark.revoked_at for mark in answer.proof.marks] == [office.walk.at]
    scanned = Client().get(f"/verifikasi/{version().document.token}/").content.decode()
    for said in (page(signed()), scanned):
        assert LATER in said
        assert STAYS in said
    assert "Utuh." in page(signed())
    words, code = command(signed(), tmp_path)
    assert code == 0
    assert LATER in words
    assert STAYS in words


def test_the_other_papers_marks_are_not_touched(office: cast.Office) -> None:
    other = Version.objects.get(document__paper="disposisi-kepala-dinas").document.token
    proof = proving.by_token(other)
    assert proof is not None
    assert [(mark.name, mark.revoked_at) for mark in proof.marks] == [("Ratna Wulandari", None)]


def test_a_mark_that_claims_a_time_after_the_revocation_is_not_valid(
    office: cast.Office, tmp_path: Path
) -> None:
    late = forged(office, at=office.walk.at + HOUR)
    assert proving.of_file(late).verdict is Verdict.REVOKED
    said = page(late)
    assert "Tidak sah." in said
    assert "Jangan dipakai." in said
    assert "Utuh" not in said
    words, code = command(late, tmp_path)
    assert code == 1
    assert words.startswith("TIDAK SAH.")
    assert "dicabut atau diganti pada" in words


def test_an_unrecorded_file_that_claims_an_earlier_time_is_not_vouched_for(
    office: cast.Office, tmp_path: Path
) -> None:
    early = forged(office, at=office.walk.at - 2 * HOUR)
    assert proving.of_file(early).verdict is Verdict.UNRECORDED
    said = page(early)
    assert "Tidak tercatat." in said
    assert LATER in said
    assert "hanya menurut komputer penanda tangan" in said
    words, code = command(early, tmp_path)
    assert code == 1
    assert words.startswith("TIDAK TERCATAT.")
    assert "hanya menurut komputer penanda tangan" in words


def test_a_new_certificate_takes_nothing_from_the_marks_of_the_old_one(
    office: cast.Office,
) -> None:
    revoked_at = office.walk.at
    phrase = "hujan turun di pasar lama"
    certifying.certify(
        person=office.person("sekretaris"),
        password=demo.password(),
        passphrase=phrase,
        again=phrase,
        at=revoked_at + HOUR,
    )
    proof = proving.of_file(signed()).proof
    assert proof is not None
    assert [mark.revoked_at for mark in proof.marks] == [revoked_at]
    assert proving.of_file(forged(office, at=revoked_at + 2 * HOUR)).verdict is Verdict.REVOKED


def test_the_agencys_ledger_tells_when_a_certificate_was_made_and_revoked(
    office: cast.Office,
) -> None:
    secretary = office.person("sekretaris")
    revoked = Certificate.objects.get(person=secretary)

    def told(kind: str) -> list[dict[str, object]]:
        found = Event.objects.filter(log_id=office.journey.agency_id, kind=kind).order_by("seq")
        events = [json.loads(bytes(event.data)) for event in found]
        return [one["facts"] for one in events if one["by"] == str(secretary.pk)]

    certifying.revoke(secretary, at=office.walk.at + HOUR)
    (made,), (ended,) = told("certificate_made"), told("certificate_revoked")
    assert made["serial"] == ended["serial"] == revoked.serial
    assert Certificate.objects.get(pk=revoked.pk).revoked_at == office.walk.at
