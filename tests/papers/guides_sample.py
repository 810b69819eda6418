"""An agency's own guides for the tests: what is typed, a file, and who opens which page."""

from functools import cache
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from lakip.papers.guides.keeping import Typed, add
from lakip.papers.guides.kept import AgencyGuide
from lakip.people.person import Person
from tests import cast

PERBUP = Typed(
    title="Peraturan Bupati Nomor 12 Tahun 2025 tentang Pedoman SAKIP",
    note="Batas waktu penyerahan di kabupaten ini.",
    link="https://jdih.contohkab.test/perbup-12-2025",
)


def pdf(colour: int = 10, *, name: str = "perbup-12-2025.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, _page(colour))


@cache
def _page(colour: int) -> bytes:
    """One page; made once, because it says when it was made."""
    page = BytesIO()
    Image.new("L", (20, 20), colour).save(page, "PDF")
    return page.getvalue()


def keep(
    office: cast.Office,
    typed: Typed = PERBUP,
    upload: SimpleUploadedFile | None = None,
    *,
    by: str = "kasubbag-perencanaan",
) -> AgencyGuide:
    return add(office.journey.agency, typed, upload, by=office.person(by), at=office.at)


def reader(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client
