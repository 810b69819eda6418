"""What is changed behind the program's back is found, and said where."""

from collections.abc import Callable

import pytest

from lakip.documents import filing
from lakip.documents.models import Mark, Version
from lakip.journey import replay
from lakip.journey.models import DutyTick, Turn
from tests.cast import Office


def faults(office: Office) -> list[str]:
    return list(replay.faults(agency_id=office.journey.agency_id))


def forge_turn(office: Office) -> str:
    Turn.objects.filter(step="draft-sk").update(round=7)
    return "Giliran"


def lose_turn(office: Office) -> str:
    Turn.objects.filter(closed_at=None).delete()
    return "hilang dari tabel"


def forge_version(office: Office) -> str:
    Version.objects.filter(document__paper="draft-sk-tim").update(sha256="0" * 64)
    return "Versi"


def forge_mark(office: Office) -> str:
    Mark.objects.filter(kind="paraf").update(sha256="0" * 64)
    return "Tanda pada giliran"


def forge_tick(office: Office) -> str:
    DutyTick.objects.filter(duty="memimpin-rapat").update(duty="lain")
    return "Centang"


def flip_a_byte(office: Office) -> str:
    version = Version.objects.get(document__paper="draft-sk-tim")
    path = filing.store().path(version.sha256)
    octets = bytearray(path.read_bytes())
    octets[3] ^= 1
    path.chmod(0o600)
    path.write_bytes(octets)
    return "Berkas draft-sk-tim versi 1 hilang atau berubah"


def lose_the_file(office: Office) -> str:
    version = Version.objects.get(document__paper="draft-sk-tim")
    filing.store().path(version.sha256).unlink()
    return "Berkas draft-sk-tim versi 1 hilang atau berubah"


FORGERIES = [
    forge_turn,
    lose_turn,
    forge_version,
    forge_mark,
    forge_tick,
    flip_a_byte,
    lose_the_file,
]


def test_an_honest_journey_agrees_with_its_ledger(office: Office) -> None:
    office.walk.play(returns=1)
    assert faults(office) == []


def test_steps_taken_back_agree_too(office: Office) -> None:
    office.to("paraf-sk")
    office.finish("sekretaris")
    office.withdraw("sekretaris")
    office.finish("sekretaris")
    office.finish("kepala-dinas")
    office.withdraw("kepala-dinas")
    assert faults(office) == []


@pytest.mark.parametrize("forge", FORGERIES)
def test_a_forgery_is_found_and_located(office: Office, forge: Callable[[Office], str]) -> None:
    office.to("format-data")
    said = forge(office)
    assert any(said in fault for fault in faults(office)), faults(office)
