"""Step 12 in the browser: the report goes to six recipients, and each proves it in its way."""

import re
import subprocess
import zipfile
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.installation import Installation
from tests.browser.walking import Someone

HEAD = "Bupati Contoh c.q. Sekretaris Daerah (Bagian Organisasi)"
INSPECTOR = "Inspektur Kabupaten Contoh"
PLANNERS = "Kepala Badan Perencanaan Pembangunan Daerah Kabupaten Contoh"
NATIONAL = "Aplikasi e-SAKIP Reviu (esr.menpan.go.id)"
ARCHIVE, PUBLIC = "Arsip Dinas Sosial", "Laman publik"
ADDRESS = "inspektorat@contoh.test"
LINK = re.compile(r"https?://\S+/terima/[\w-]+/")


def opens_recipient(team: Someone, report: str, name: str) -> None:
    """From the board to one recipient."""
    team.opens(f"{report}pengiriman/")
    team.page.locator("main").get_by_role("link", name=name, exact=True).click()
    team.looks()
    expect(team.page.get_by_role("heading", level=1)).to_have_text(name)


def hands_over(team: Someone, report: str, proof: Path) -> None:
    """By hand: without proof it is refused, with a photo of the receipt it is taken."""
    opens_recipient(team, report, HEAD)
    team.page.get_by_label("Nama yang menerima").fill("Nur Aini")
    team.presses("Simpan tanda terima")
    assert team.status == 422
    team.reads("Foto tanda terimanya, atau minta penerima menandatangani di layar.")
    expect(team.page.get_by_label("Nama yang menerima")).to_have_value("Nur Aini")
    team.page.get_by_label("Foto atau pindaian tanda terima").set_input_files(proof)
    team.presses("Simpan tanda terima")
    team.reads(f"Tanda terima {HEAD} disimpan.")


def mails(team: Someone, report: str, installation: Installation) -> str:
    """By e-mail: the worker sends it, and the link that stands in it is returned."""
    opens_recipient(team, report, INSPECTOR)
    team.page.get_by_label("Alamat e-mail").fill(ADDRESS)
    team.presses("Kirim e-mail")
    team.reads(f"Laporan dikirim ke {ADDRESS}.")
    installation.lakip("worker", "--once")
    mail = next(mail for mail in installation.mail() if mail["To"] == ADDRESS)
    assert [part.get_filename() for part in mail.iter_attachments()], "the report goes along"
    body = mail.get_body(("plain",))
    assert body is not None
    found = LINK.search(body.get_content())
    assert found
    return found[0]


def makes_link(team: Someone, report: str) -> str:
    """By a link that the team copies."""
    opens_recipient(team, report, PLANNERS)
    team.presses("Buat tautan untuk disalin")
    return team.page.get_by_label("Tautan", exact=True).input_value()


def confirms(recipient: Someone, link: str, name: str) -> None:
    """The recipient opens the link without an account, takes the file and says so; twice."""
    recipient.opens(link)
    with recipient.page.expect_download() as coming:
        recipient.page.get_by_role("link", name="Unduh Laporan Kinerja").click()
    assert coming.value.path().stat().st_size
    recipient.page.get_by_label("Nama Anda").fill(name)
    recipient.presses("Laporan sudah kami terima")
    recipient.reads(f"Penerimaan sudah dicatat atas nama {name}")
    recipient.opens(link)
    recipient.reads("Terima kasih.")


def proves_upload(team: Someone, report: str) -> None:
    """Uploaded elsewhere: an address that is none is refused, the right one is taken."""
    opens_recipient(team, report, NATIONAL)
    address = team.page.get_by_label("Alamat halamannya")
    address.fill("https://esr.contoh.go.id/laporan/1")
    team.presses("Simpan bukti")
    team.reads(f"Bukti unggah di {NATIONAL} disimpan.")


def keeps_archive(team: Someone, report: str) -> None:
    """The dossier as it is now is kept with its hash."""
    opens_recipient(team, report, ARCHIVE)
    team.page.get_by_label("Di mana arsip cetaknya disimpan").fill("lemari arsip Sekretariat")
    team.presses("Simpan paket arsip")
    team.reads("Paket arsip disimpan beserta sidiknya.")


def checks_archive(team: Someone, report: str, into: Path) -> None:
    """The dossier that is downloaded is checked by a stock `sha256sum`, and opened."""
    team.opens(f"{report}dokumen/")
    with team.page.expect_download() as coming:
        team.page.get_by_role("link", name="Unduh paket arsip").click()
    packed = into / "arsip.zip"
    coming.value.save_as(packed)
    with zipfile.ZipFile(packed) as dossier:
        dossier.extractall(into / "arsip")
    done = subprocess.run(
        ["sha256sum", "-c", "SHA256SUMS"],
        cwd=into / "arsip",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    index = (into / "arsip" / "index.html").read_text(encoding="utf-8")
    for name in (HEAD, INSPECTOR, PLANNERS, NATIONAL):
        assert name in index


def publishes(team: Someone, report: str) -> str:
    """On the public page: what stands in the way of the recipient is one press; its address."""
    opens_recipient(team, report, PUBLIC)
    team.follows("Buka untuk menerbitkan")
    team.presses("Terbitkan")
    team.reads("Laporan terbit di laman publik.")
    address = team.page.get_by_role("link", name="Buka laman publik").get_attribute("href")
    assert address
    return address


def board(team: Someone, report: str) -> Page:
    """The board, on the screen."""
    team.opens(f"{report}pengiriman/")
    return team.page
