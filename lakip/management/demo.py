"""The demo government: agencies, people and offices to try the program with.

The password is made anew for each installation and kept beside its data, so no password stands
in the repository.
"""

import datetime
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import make_password

from lakip.people.appointing import appoint
from lakip.people.government import Agency, Bidang, Government
from lakip.people.office import OBSERVER, STAFF_ADMIN
from lakip.people.person import Person

FROM = datetime.date(2020, 1, 1)
GOVERNMENT = "Pemerintah Kabupaten Contoh"
DINSOS, ARPUS, INSPEKTORAT = (
    "Dinas Sosial",
    "Dinas Kearsipan dan Perpustakaan",
    "Inspektorat Daerah",
)


@dataclass(frozen=True)
class Demo:
    """The demo agency and its people, by the part each plays."""

    agency: Agency
    people: dict[str, Person] = field(default_factory=dict)


# part, name, NIP, office
DINSOS_PEOPLE = [
    ("kepala-dinas", "Ratna Wulandari", "197003151995032001", "kepala-dinas"),
    ("sekretaris", "Bambang Prasetyo", "197408202000031002", "sekretaris"),
    ("kasubbag-perencanaan", "Dewi Lestari", "198211052006042003", "kasubbag-perencanaan"),
    ("kepala-bidang", "Ahmad Fauzi", "197901122003121004", "kepala-bidang"),
    ("tim-penyusun", "Siti Aminah", "199002282015032005", ""),
    ("anggota", "Yohanes Tapilatu", "199307172019021006", ""),
    ("admin", "Rudi Hartono", "198805092011011007", STAFF_ADMIN),
]
ARPUS_PEOPLE = [
    ("arpus-kepala-dinas", "Made Suardika", "196912101994031008", "kepala-dinas"),
    ("arpus-sekretaris", "Lina Marpaung", "197506302001122009", "sekretaris"),
    ("arpus-kasubbag", "Agus Salim", "198403142008011010", "kasubbag-perencanaan"),
]


def password() -> str:
    """The demo people's password: made once for this installation."""
    path = settings.LAKIP_HOME / "demo-password.txt"
    if not path.exists():
        _write_private(path, secrets.token_urlsafe(9))
    return path.read_text().strip()


def passphrase() -> str:
    """What the demo's head and secretary sign with."""
    return f"{password()} contoh"


def neighbour() -> Demo:
    """The other dinas, whose report has only been asked for."""
    agency = Agency.objects.get(government__name=GOVERNMENT, name=ARPUS)
    parts = {"arpus-kepala-dinas": "kepala-dinas", "arpus-sekretaris": "sekretaris"}
    parts["arpus-kasubbag"] = "kasubbag-perencanaan"
    people = Person.objects.filter(email__in=[_email(part) for part in parts])
    return Demo(agency, {parts[person.email.split("@")[0]]: person for person in people})


def _write_private(path: Path, text: str) -> None:
    path.touch(mode=0o600)
    path.write_text(text)


def prepare(*, at: datetime.datetime) -> Demo:
    """Make the demo government, or find it as it is."""
    found = Agency.objects.filter(government__name=GOVERNMENT, name=DINSOS).first()
    if found is None:
        found = _make(at)
    emails = {_email(part): part for part, *_ in DINSOS_PEOPLE}
    people = Person.objects.filter(email__in=emails)
    return Demo(found, {emails[person.email]: person for person in people})


def _make(at: datetime.datetime) -> Agency:
    government = Government.objects.create(name=GOVERNMENT)
    dinsos, arpus, inspektorat = (
        Agency.objects.create(government=government, name=name)
        for name in (DINSOS, ARPUS, INSPEKTORAT)
    )
    rehabilitation = Bidang.objects.create(agency=dinsos, name="Bidang Rehabilitasi Sosial")
    Bidang.objects.create(agency=dinsos, name="Bidang Pemberdayaan Sosial")
    for agency, cast in ((dinsos, DINSOS_PEOPLE), (arpus, ARPUS_PEOPLE)):
        for part, name, nip, role in cast:
            person = Person.objects.create_person(
                email=_email(part), name=name, nip=nip, agency=agency
            )
            if role:
                appoint(
                    person=person,
                    agency=agency,
                    role=role,
                    by=None,
                    at=at,
                    starts_on=FROM,
                    bidang=rehabilitation if role == "kepala-bidang" else None,
                )
    observer = Person.objects.create_person(
        email=_email("pengamat"), name="Hendra Wijaya", agency=inspektorat
    )
    for agency in (dinsos, arpus):
        appoint(person=observer, agency=agency, role=OBSERVER, by=None, at=at, starts_on=FROM)
    Person.objects.create_person(
        email=_email("operator"),
        name="Operator Kabupaten",
        agency=None,
        is_operator=True,
    )
    # Hashed once for all, because Argon2 takes its time on purpose.
    everybody = Person.objects.filter(email__endswith=_email(""))
    everybody.update(password=make_password(password()))
    return dinsos


def _email(part: str) -> str:
    return f"{part}@contoh.test"


def introductions() -> list[tuple[str, str, str]]:
    """Who can sign in to the demo: e-mail, name, part."""
    parts = {
        "kepala-dinas": "Kepala Dinas",
        "sekretaris": "Sekretaris",
        "kasubbag-perencanaan": "Kasubbag Perencanaan",
        "kepala-bidang": "Kepala Bidang",
        "tim-penyusun": "Tim Penyusun",
        "admin": "Admin OPD",
        "arpus-kepala-dinas": "Kepala Dinas Kearsipan",
        "pengamat": "Pengamat (Inspektorat)",
        "operator": "Operator",
    }
    names = dict(Person.objects.values_list("email", "name"))
    return [(_email(part), names.get(_email(part), ""), said) for part, said in parts.items()]
