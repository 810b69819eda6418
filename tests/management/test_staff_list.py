"""Lists of people as offices write them: read kindly, and every fault by line and column."""

import time

import pytest

from lakip.management.staff_list import Faulty, Row, offices_by_name, read
from lakip.sop import reading

OFFICES = offices_by_name(reading.shipped())
HEADER = "nama,nip,email,jabatan,bidang\n"
RATNA = "Ratna Wulandari,197003151995032001,ratna@dinsos.test,Kepala Dinas,\n"


def rows(text: str | bytes) -> list[Row]:
    return read(text if isinstance(text, bytes) else text.encode(), offices=OFFICES)


def faults(text: str | bytes) -> list[str]:
    with pytest.raises(Faulty) as faulty:
        rows(text)
    return str(faulty.value).splitlines()


def test_a_person_with_an_office() -> None:
    assert rows(HEADER + RATNA) == [
        Row(2, "Ratna Wulandari", "ratna@dinsos.test", "197003151995032001", "kepala-dinas")
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_every_way_in_which_excel_writes_it(separator: str, end: str, mark: bytes) -> None:
    text = (HEADER + RATNA).replace(",", separator).replace("\n", end)
    assert rows(mark + text.encode()) == rows(HEADER + RATNA)


def test_columns_may_stand_in_another_order_and_be_left_out() -> None:
    text = 'E-mail;Nama;;\nbudi@dinsos.test;"Budi; S.Sos";;\n;;;\n\nani@dinsos.test;Ani\n'
    assert rows(text) == [
        Row(2, "Budi; S.Sos", "budi@dinsos.test"),
        Row(5, "Ani", "ani@dinsos.test"),
    ]


@pytest.mark.parametrize(
    ("written", "role", "standing"),
    [
        ("kepala-dinas", "kepala-dinas", "definitif"),
        ("KEPALA DINAS", "kepala-dinas", "definitif"),
        ("Kepala Sub Bagian Perencanaan", "kasubbag-perencanaan", "definitif"),
        ("Kasubbag", "kasubbag-perencanaan", "definitif"),
        ("Kepala Bidang", "kepala-bidang", "definitif"),
        ("admin-opd", "admin-opd", "definitif"),
        ("Admin OPD", "admin-opd", "definitif"),
        ("pengamat", "pengamat", "definitif"),
        ("Plt. Sekretaris", "sekretaris", "plt"),
        ("plh kepala dinas", "kepala-dinas", "plh"),
        ("Pegawai", "", "definitif"),
        ("", "", "definitif"),
    ],
)
def test_an_office_by_any_of_its_names(written: str, role: str, standing: str) -> None:
    (row,) = rows(f"nama,email,jabatan\nAni,ani@dinsos.test,{written}\n")
    assert (row.role, row.standing) == (role, standing)


def test_a_nip_may_be_grouped_and_an_address_in_capitals() -> None:
    (row,) = rows("nama,nip,email\nAni,'19700315 199503 2 001,ANI@Dinsos.Test\n")
    assert (row.nip, row.email) == ("197003151995032001", "ani@dinsos.test")


def test_every_fault_is_named_with_line_and_column() -> None:
    text = (
        HEADER
        + RATNA
        + ",123,bukan-alamat,Kepala Dina,\n"
        + "Budi,1.97003E+17,ratna@dinsos.test,Kepala Dinas,\n"
        + "Ani,197003151995032001,ani@dinsos.test,Tim Penyusun LAKIP,\n"
        + "Citra,,citra@dinsos.test,,,lebih\n"
        + "Dodi,,,Plt. Pegawai,\n"
    )
    said = faults(text)
    assert [line.split(": ")[0] for line in said] == [
        "Baris 3, kolom nama",
        "Baris 3, kolom jabatan",
        "Baris 3, kolom nip",
        "Baris 3, kolom email",
        "Baris 4, kolom nip",
        "Baris 4, kolom email",
        "Baris 4, kolom jabatan",
        "Baris 5, kolom jabatan",
        "Baris 5, kolom nip",
        "Baris 6",
        "Baris 7, kolom jabatan",
        "Baris 7, kolom email",
    ]
    together = "\n".join(said)
    assert "Maksudnya kepala dinas?" in together
    assert "18 angka" in together
    assert "“ratna@dinsos.test” sudah ada di baris 2." in together
    assert "“kepala-dinas” sudah ada di baris 2." in together


def test_a_nip_that_excel_made_a_number_is_explained() -> None:
    (said,) = faults('nama,nip,email\nAni,"1,97003E+17",ani@dinsos.test\n')
    assert "jadikan kolom itu Teks" in said


def test_a_plt_beside_the_holder_and_many_kepala_bidang_are_no_doubles() -> None:
    text = HEADER + RATNA
    text += "Ani,,ani@dinsos.test,Plt. Kepala Dinas,\n"
    text += "Budi,,budi@dinsos.test,Kepala Bidang,Bidang A\n"
    text += "Citra,,citra@dinsos.test,Kepala Bidang,Bidang B\n"
    assert len(rows(text)) == 4


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Baris 1: kepala kolom tidak ada"),
        ("\n\n", "Baris 1: kepala kolom tidak ada"),
        ("nama,nip\n", "Baris 1, kolom email: tidak ada."),
        ("nama,email,telepon\n", "Baris 1, kolom telepon: tidak dikenal"),
        ("nama,email,,nip\n", "Baris 1, kolom 3: tidak dikenal"),
        ("nama,email,nama\n", "Baris 1, kolom nama: ada dua kali."),
        (HEADER + 'Ani,,"ani@dinsos.test\n', "Baris 2: tanda kutipnya"),
        (HEADER + "An\x01i,,ani@dinsos.test,,\n", "Baris 2, kolom nama: memuat karakter"),
        (HEADER + "A" * 121 + ",,ani@dinsos.test,,\n", "Baris 2, kolom nama: lebih dari 120"),
        (b"nama,email\nAni,ani@dinsos.test\nJos\xe9,jose@x.test\n", "Baris 3: bukan UTF-8"),
        (b"PK\x03\x04\x14\x00\xff\xff", "Baris 1: bukan UTF-8"),
        (b"x" * 6_000_000, "Baris 1: berkas lebih besar dari 5 MB"),
    ],
)
def test_what_is_no_list_is_told(text: str | bytes, said: str) -> None:
    assert any(line.startswith(said) for line in faults(text)), faults(text)


def test_five_thousand_lines_are_judged_at_once() -> None:
    lines = [f"Orang {n},,orang{n}@dinsos.test,pegawai,Bidang {n % 9}\n" for n in range(5000)]
    began = time.monotonic()
    assert len(rows(HEADER + "".join(lines))) == 5000
    wrong = faults(HEADER + "".join(line.replace("@", " ") for line in lines))
    print(f"5,000 good and 5,000 bad lines in {time.monotonic() - began:.2f} s")
    assert len(wrong) == 5000
