"""Makes the file that a mark puts, before the move: signed with the person's key, or a scan.

Signing takes a tenth of a second and a flush to disk, so it happens outside the move's
transaction; the move then takes the file only if it was made for the version and the marks that
stand at that moment.
"""

import datetime
import re
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from lakip.documents import certifying, filing, sealing
from lakip.documents.certificates import WrongPassphrase
from lakip.documents.filing import Content
from lakip.documents.models import Mark, Rendition, Version
from lakip.documents.remote_signing import RemoteSigner
from lakip.documents.sealing import PDF, Seal
from lakip.documents.signing import CannotSign, LocalSigner, Signer
from lakip.journey import marking
from lakip.journey.refusal import Refused, refuse_if
from lakip.journey.standing import Filed, Standing, stand
from lakip.people.letterhead import Letterhead
from lakip.people.person import Person
from lakip.sop import rules

NIK = re.compile(r"[0-9]{16}")
# Seconds that a signing service has for its answer; the signer's page waits as long.
PATIENCE = 30.0
NO_CERTIFICATE = (
    "Anda belum mempunyai sertifikat tanda tangan. Buat dahulu pada halaman Akun; "
    "cukup sekali untuk dua tahun."
)
OTHER_SIGNER = (
    "Surat ini menyebut {printed} sebagai penanda tangan, bukan Anda. Kembalikan agar disusun "
    "ulang dengan nama Anda."
)


@dataclass(frozen=True, kw_only=True)
class Given:
    """What somebody gives to have their mark put: a passphrase, or a scan with ink on it.

    `nik` is asked for by a signing service only, and never kept.
    """

    passphrase: str = ""
    nik: str = ""
    scan: Content | None = None


def seal_of_step(*, turn: UUID, by: Person, at: datetime.datetime, given: Given) -> Seal | None:
    """The file for the mark that finishing this step puts; None when none is needed or given."""
    standing = stand(turn_id=turn, person=by, at=at)
    kind = standing.step.act.marks
    if kind is None or not standing.turn.is_open:
        return None
    refuse_if(rules.obstacles_to_finishing(standing.edition, standing.step, standing.facts))
    return _seal(standing, standing.marked, kind, given)


def seal_of_letter(
    *,
    turn: UUID,
    paper: str,
    by: Person,
    at: datetime.datetime,
    given: Given,
) -> Seal | None:
    """The file for a signature on a letter of this step."""
    standing, filed = marking.letter(turn=turn, paper=paper, by=by, at=at)
    return _seal(standing, filed, Mark.Kind.SIGNATURE, given)


def _seal(standing: Standing, filed: Filed, kind: str, given: Given) -> Seal | None:
    way = marking.demanded(standing, filed, kind)
    if way is Letterhead.Signing.RECORD:
        return None
    version = Version.objects.get(pk=filed.version_id)
    if kind == Mark.Kind.SIGNATURE:
        _refuse_other_signer(version, standing.person)
    last = sealing.head(filed.version_id)
    after = last.pk if last else None
    if given.scan:
        if given.scan.media_type != PDF:
            raise Refused("Pindaian surat harus berupa PDF.")
        seal, content = Rendition.Kind.SCAN, given.scan
    elif given.passphrase:
        seal = Rendition.Kind.SIGNED
        content = _signed(standing, version, last, kind, _signer(standing, way, given))
    else:
        return None
    return Seal(
        version_id=filed.version_id,
        after=after,
        kind=seal,
        content=content,
        by_service=seal is Rendition.Kind.SIGNED and way is Letterhead.Signing.REMOTE,
    )


def _refuse_other_signer(version: Version, person: Person) -> None:
    printed = (version.made_from or {}).get("signatory")
    if printed and printed["person"] != str(person.pk):
        name = printed["name"] or "jabatan yang belum terisi"
        raise Refused(OTHER_SIGNER.format(printed=name))


def _signed(
    standing: Standing,
    version: Version,
    last: Rendition | None,
    kind: str,
    signer: Signer,
) -> Content:
    """The version with one signature more. Raises Refused."""
    source = last if last and last.kind == Rendition.Kind.SIGNED else version
    marks = version.marks.count() + 1
    office = standing.label_of_any([standing.turn.role, *sorted(standing.roles)])
    try:
        with filing.store().open(source.sha256) as before:
            pdf = signer.sign(
                before.read(),
                field=f"{kind}-{marks}",
                reason=f"{Mark.Kind(kind).label.capitalize()} {office}",
                at=standing.at,
            )
    except WrongPassphrase as error:
        raise Refused(
            "Frasa sandi tanda tangan tidak cocok. Surat belum ditandatangani."
        ) from error
    except CannotSign as error:
        raise Refused(str(error)) from error
    stem = version.name.rpartition(".")[0] or version.name
    ending = "paraf" if kind == Mark.Kind.PARAF else "ttd"
    return filing.keep(pdf, name=f"{stem[:140]}-{ending}.pdf", media_type=PDF)


def _signer(standing: Standing, way: Letterhead.Signing, given: Given) -> Signer:
    if way is Letterhead.Signing.REMOTE:
        if not settings.SIGNING_SERVICE:
            raise Refused("Layanan TTE belum disambungkan oleh operator aplikasi.")
        url, user, password = settings.SIGNING_SERVICE
        nik = "".join(given.nik.split())  # People copy it in groups of four.
        if not NIK.fullmatch(nik):
            raise Refused("Isi NIK Anda, 16 angka; layanan TTE memerlukannya.")
        return RemoteSigner(
            url=url,
            user=user,
            password=password,
            nik=nik,
            passphrase=given.passphrase,
            timeout=PATIENCE,
        )
    certificate = certifying.standing(standing.person, at=standing.at)
    if certificate is None:
        raise Refused(NO_CERTIFICATE)
    return LocalSigner(
        identity=certifying.identity_of(certificate),
        authority_certificate=certificate.authority.certificate,
        passphrase=given.passphrase,
    )
