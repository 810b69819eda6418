"""The sheets of a plan's workbook and their columns, each said once: for who writes and who reads.

A column's `field` is the field of the model that it fills. The columns that go by year, such as
"Target 2026 (PK)", are said by a pattern in `plan_periods`. Source of the columns: PermenPANRB
53/2014 (perjanjian kinerja) and 88/2021 (definition, formula and source of each indicator).
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from lakip.performance.plan_words import (
    CONSOLIDATIONS,
    KINDS,
    LEVELS,
    POLARITIES,
    PROGRAMME_LEVELS,
    YES_NO,
)


class Sheet(StrEnum):
    """The sheets that are read, in the order in which they stand."""

    PLAN = "Rencana"
    OBJECTIVES = "Sasaran"
    INDICATORS = "Indikator"
    PROGRAMMES = "Program"


EXPLANATION, LISTS = "Petunjuk", "Daftar"
ALSO_CALLED: Mapping[Sheet, tuple[str, ...]] = {
    Sheet.PLAN: ("Rencana Kinerja", "Renstra", "RPJMD"),
    Sheet.OBJECTIVES: ("Tujuan dan Sasaran", "Tujuan Sasaran", "Tujuan", "Sasaran Strategis"),
    Sheet.INDICATORS: ("Indikator Kinerja", "IKU", "Indikator Kinerja Utama", "Indikator Sasaran"),
    Sheet.PROGRAMMES: ("Program dan Anggaran", "Anggaran", "Program Kegiatan", "Programme"),
}


class Holds(StrEnum):
    """What a column's cells hold."""

    CODE = "kode"
    LINE = "teks satu baris"
    TEXT = "teks"
    CHOICE = "pilihan"
    GRADES = "daftar predikat"
    CODES = "daftar kode"
    YEAR = "tahun"
    DECIMAL = "angka"
    VALUE = "nilai"
    MONEY = "rupiah"


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column. `choices` gives the stored word of every word that is understood.

    `default` is what a new row has where the cell is empty. `longest` is in characters; `digits`
    are those before and behind the comma of a figure.
    """

    field: str
    heading: str
    holds: Holds
    help: str
    also: tuple[str, ...] = ()
    longest: int = 0
    digits: tuple[int, int] = (0, 0)
    choices: Mapping[str, str] = dataclasses.field(default_factory=dict)
    is_required: bool = False
    default: str = ""
    width: float = 16


LONGEST_CODE, LONGEST_PROGRAMME_CODE, LONGEST_VALUE, LONGEST_TEXT = 20, 40, 60, 20_000

PLAN_COLUMNS = (
    Column(
        field="name", heading="Nama rencana", holds=Holds.LINE, longest=200, is_required=True,
        also=("Nama", "Rencana", "Nama Renstra"), width=52,
        help="Misalnya Rencana Strategis Dinas Sosial 2025–2029.",
    ),
    Column(
        field="first_year", heading="Tahun pertama", holds=Holds.YEAR, is_required=True,
        also=("Tahun awal", "Tahun mulai", "Dari tahun"),
        help="Tahun pertama rencana, misalnya 2025. Tidak dapat diubah sesudah dimasukkan.",
    ),
    Column(
        field="last_year", heading="Tahun terakhir", holds=Holds.YEAR, is_required=True,
        also=("Tahun akhir", "Tahun selesai", "Sampai tahun"),
        help="Tahun terakhir rencana, misalnya 2029.",
    ),
    Column(
        field="agency", heading="OPD", holds=Holds.LINE, longest=200, width=40,
        also=("Perangkat Daerah", "Instansi", "SKPD", "Unit kerja"),
        help="Nama OPD pemilik rencana; dipakai untuk mengenali berkas OPD lain. Boleh kosong.",
    ),
)  # fmt: skip

OBJECTIVE_COLUMNS = (
    Column(
        field="code", heading="Kode", holds=Holds.CODE, longest=LONGEST_CODE, is_required=True,
        also=("Kode sasaran", "Kode tujuan", "Kode tujuan/sasaran"), width=10,
        help="Kode yang berbeda untuk setiap tujuan dan sasaran, misalnya T1 dan S1. Baris "
        "dikenali dari kodenya.",
    ),
    Column(
        field="level", heading="Jenjang", holds=Holds.CHOICE, choices=LEVELS,
        default="sasaran", width=11,
        also=("Tingkat", "Level"), help="tujuan atau sasaran. Bila kosong: sasaran.",
    ),
    Column(
        field="parent", heading="Induk", holds=Holds.CODE, longest=LONGEST_CODE, width=10,
        also=("Kode induk", "Kode tujuan induk"),
        help="Kode tujuan yang membawahi sasaran ini. Kosong untuk tujuan.",
    ),
    Column(
        field="text", heading="Bunyi", holds=Holds.TEXT, longest=LONGEST_TEXT, is_required=True,
        also=("Uraian", "Tujuan/Sasaran", "Sasaran", "Sasaran strategis", "Uraian sasaran"),
        width=70, help="Bunyi tujuan atau sasaran.",
    ),
    Column(
        field="supports", heading="Mendukung", holds=Holds.CODE, longest=LONGEST_CODE, width=13,
        also=("Mendukung sasaran RPJMD", "Sasaran RPJMD", "Kode sasaran RPJMD"),
        help="Kode sasaran RPJMD yang didukung, bila RPJMD sudah dicatat.",
    ),
)  # fmt: skip

INDICATOR_COLUMNS = (
    Column(
        field="code", heading="Kode", holds=Holds.CODE, longest=LONGEST_CODE, is_required=True,
        also=("Kode indikator",), width=10,
        help="Kode yang berbeda untuk setiap indikator, misalnya S1.1. Baris dikenali dari "
        "kodenya, jadi urutan baris boleh berubah.",
    ),
    Column(
        field="objective", heading="Kode sasaran", holds=Holds.CODE, longest=LONGEST_CODE,
        also=("Sasaran", "Kode tujuan/sasaran"), is_required=True, width=10,
        help="Kode tujuan atau sasaran pada lembar Sasaran.",
    ),
    Column(
        field="name", heading="Indikator", holds=Holds.LINE, longest=600, is_required=True,
        also=("Indikator kinerja", "Indikator kinerja utama", "Nama indikator", "Uraian indikator"),
        width=46, help="Bunyi indikator, paling banyak 600 huruf.",
    ),
    Column(
        field="is_key", heading="IKU", holds=Holds.CHOICE, choices=YES_NO,
        default="tidak", width=7,
        also=("IKU (ya/tidak)", "Indikator utama"),
        help="ya bila Indikator Kinerja Utama. Bila kosong: tidak.",
    ),
    Column(
        field="definition", heading="Definisi operasional", holds=Holds.TEXT, width=40,
        longest=LONGEST_TEXT, also=("Definisi",), help="Apa yang diukur dan apa yang tidak.",
    ),
    Column(
        field="formula", heading="Rumus", holds=Holds.TEXT, longest=LONGEST_TEXT, width=36,
        also=("Formula", "Formulasi", "Rumus perhitungan", "Cara perhitungan"),
        help="Rumus dalam kata-kata.",
    ),
    Column(
        field="numerator", heading="Pembilang", holds=Holds.LINE, longest=200, width=24,
        help="Nama bagian atas rumus. Bila diisi bersama penyebut, bidang mengisi keduanya.",
    ),
    Column(
        field="denominator", heading="Penyebut", holds=Holds.LINE, longest=200, width=24,
        help="Nama bagian bawah rumus.",
    ),
    Column(
        field="multiplier", heading="Dikali", holds=Holds.DECIMAL, digits=(10, 2),
        default="100", width=9,
        also=("Pengali", "Faktor pengali"),
        help="Pengali hasil bagi: 100 untuk persen, 100.000 untuk per 100.000. Bila kosong: 100.",
    ),
    Column(
        field="unit", heading="Satuan", holds=Holds.LINE, longest=60, width=11,
        help="Satuan indikator, misalnya % atau orang.",
    ),
    Column(
        field="source", heading="Sumber data", holds=Holds.LINE, longest=300, width=28,
        also=("Sumber",), help="Dari mana angkanya diambil.",
    ),
    Column(
        field="bidang", heading="Bidang", holds=Holds.LINE, longest=160, width=30,
        also=("Penanggung jawab", "Bidang penanggung jawab", "Unit penanggung jawab"),
        help="Bidang OPD ini yang menyediakan datanya; namanya seperti pada lembar Daftar.",
    ),
    Column(
        field="outside", heading="Instansi lain", holds=Holds.LINE, longest=160, width=26,
        also=("Instansi lain yang mempunyai data", "Instansi sumber"),
        help="Instansi di luar OPD ini yang menyediakan datanya, bila bukan bidang.",
    ),
    Column(
        field="polarity", heading="Arah", holds=Holds.CHOICE, choices=POLARITIES,
        default="maksimal", width=11,
        also=("Polaritas", "Sifat", "Sifat indikator"),
        help="maksimal (semakin tinggi semakin baik), minimal (semakin rendah semakin baik), "
        "atau stabil. Bila kosong: maksimal.",
    ),
    Column(
        field="consolidation", heading="Cara menyimpulkan", holds=Holds.CHOICE, width=12,
        choices=CONSOLIDATIONS, default="terakhir",
        also=("Cara menyimpulkan setahun", "Konsolidasi", "Metode"),
        help="Angka setahun dari angka triwulan: jumlah, terakhir, atau rata-rata. Bila kosong: "
        "terakhir.",
    ),
    Column(
        field="kind", heading="Jenis nilai", holds=Holds.CHOICE, choices=KINDS,
        default="angka", width=11,
        also=("Tipe nilai", "Jenis data"),
        help="angka, rasio (1:17,9), rentang (80–90), predikat (BB), atau ya-tidak. Bila kosong: "
        "angka.",
    ),
    Column(
        field="grades", heading="Urutan predikat", holds=Holds.GRADES, longest=200, width=18,
        also=("Daftar predikat", "Predikat"),
        help="Untuk jenis predikat: dari yang terbaik, dipisahkan koma. Contoh: AA, A, BB, B, CC.",
    ),
    Column(
        field="weight", heading="Bobot", holds=Holds.DECIMAL, digits=(4, 3),
        default="1", width=8,
        help="Bobot indikator dalam sasarannya. Bila kosong: 1.",
    ),
    Column(
        field="standard", heading="Standar nasional", holds=Holds.VALUE, width=12,
        longest=LONGEST_VALUE, also=("Standar",),
        help="Nilai standar nasional, dengan jenis nilai yang sama.",
    ),
    Column(
        field="standard_source", heading="Sumber standar", holds=Holds.LINE, longest=300,
        also=("Sumber standar nasional", "Dasar standar"), width=24,
        help="Peraturan atau publikasi yang memuat standarnya.",
    ),
)  # fmt: skip

PROGRAMME_COLUMNS = (
    Column(
        field="code", heading="Kode", holds=Holds.CODE, longest=LONGEST_PROGRAMME_CODE,
        also=("Kode rekening", "Kode program"), is_required=True, width=18,
        help="Kode program, kegiatan, atau sub-kegiatan, misalnya 1.06.02. Baris dikenali dari "
        "kodenya.",
    ),
    Column(
        field="level", heading="Jenjang", holds=Holds.CHOICE, choices=PROGRAMME_LEVELS,
        also=("Tingkat", "Level"), is_required=True, width=13,
        help="program, kegiatan, atau sub-kegiatan.",
    ),
    Column(
        field="parent", heading="Induk", holds=Holds.CODE, longest=LONGEST_PROGRAMME_CODE,
        also=("Kode induk",), width=18, help="Kode program atau kegiatan di atasnya.",
    ),
    Column(
        field="name", heading="Uraian", holds=Holds.LINE, longest=400, is_required=True,
        also=("Program/Kegiatan/Sub-kegiatan", "Program/Kegiatan", "Nama", "Nama program",
              "Program, kegiatan, atau sub-kegiatan"),
        width=56, help="Nama program, kegiatan, atau sub-kegiatan.",
    ),
    Column(
        field="bidang", heading="Bidang", holds=Holds.LINE, longest=160, width=30,
        also=("Penanggung jawab", "Bidang pelaksana"), help="Bidang OPD ini yang melaksanakannya.",
    ),
    Column(
        field="indicators", heading="Indikator yang didukung", holds=Holds.CODES,
        also=("Indikator", "Kode indikator", "Mendukung indikator"), longest=2_000, width=22,
        help="Kode indikator, dipisahkan titik koma. Contoh: S1.1; S1.2.",
    ),
)  # fmt: skip

COLUMNS: Mapping[Sheet, tuple[Column, ...]] = {
    Sheet.PLAN: PLAN_COLUMNS,
    Sheet.OBJECTIVES: OBJECTIVE_COLUMNS,
    Sheet.INDICATORS: INDICATOR_COLUMNS,
    Sheet.PROGRAMMES: PROGRAMME_COLUMNS,
}
