"""The data format of a bidang as it is sent: figures of every kind, and some money."""

from dataclasses import replace

from lakip.performance.forms import BudgetRow, Form, FormRow
from lakip.performance.values import Kind

SECRET = b"rahasia kantor bahari raya"
AGENCY = "Dinas Sosial Kabupaten Bahari Raya"
PROTECTION = "Meningkatnya perlindungan dan jaminan sosial bagi keluarga miskin dan rentan"
CONDUCT = "Meningkatnya akuntabilitas kinerja Dinas Sosial"

POOR = FormRow(
    key="101",
    objective=PROTECTION,
    name="Persentase keluarga miskin yang menerima bantuan sosial",
    definition="Keluarga miskin dalam data terpadu yang menerima sedikitnya satu bantuan sosial "
    "dari APBN atau APBD pada tahun berjalan.",
    formula="Jumlah keluarga miskin penerima bantuan ÷ jumlah keluarga miskin dalam DTSEN × 100",
    unit="%",
    source="DTSEN dan laporan penyaluran",
    target="85",
    last_year="81,40",
    numerator="Keluarga miskin penerima bantuan",
    denominator="Keluarga miskin dalam DTSEN",
)
COMPLAINTS = FormRow(
    key="102",
    objective=PROTECTION,
    name="Jumlah pengaduan bantuan sosial yang diselesaikan",
    definition="Pengaduan yang dijawab dan ditutup paling lama 14 hari.",
    unit="pengaduan",
    target="1.250",
    last_year="1.187",
)
WORKERS = FormRow(
    key="103",
    objective=PROTECTION,
    name="Rasio pekerja sosial terhadap keluarga dampingan",
    unit="rasio",
    kind=Kind.RATIO,
    target="1 : 17,9",
    last_year="1 : 19,2",
)
SERVICE = FormRow(
    key="104",
    objective=CONDUCT,
    name="Indeks kepuasan masyarakat",
    unit="indeks",
    target="88,31",
    last_year="86,75",
)
SAKIP = FormRow(
    key="105",
    objective=CONDUCT,
    name="Predikat SAKIP Dinas Sosial",
    unit="predikat",
    kind=Kind.GRADE,
    grades=("AA", "A", "BB", "B", "CC", "C", "D"),
    target="BB",
    last_year="B",
)
MANUAL = FormRow(
    key="106",
    objective=CONDUCT,
    name="Standar pelayanan ditetapkan",
    unit="ada/tidak",
    kind=Kind.YES_NO,
    target="ya",
    last_year="tidak",
)
DAYS = FormRow(
    key="107",
    objective=CONDUCT,
    name="Lama penyaluran bantuan",
    unit="hari",
    kind=Kind.RANGE,
    target="7–14",
    last_year="10–21",
)
PROGRAMME = BudgetRow(
    key="201",
    level="program",
    code="1.06.05",
    name="Program Perlindungan dan Jaminan Sosial",
    ceiling="24.300.904.925",
)
ACTIVITY = BudgetRow(
    key="202",
    level="kegiatan",
    code="1.06.05.2.02",
    name="Pengelolaan Data Fakir Miskin Cakupan Daerah Kabupaten/Kota",
    ceiling="1.004.422.800",
)
SUB_ACTIVITY = BudgetRow(
    key="203",
    level="sub-kegiatan",
    code="1.06.05.2.02.01",
    name="Fasilitasi Bantuan Sosial Kesejahteraan Keluarga",
    ceiling="604.422.800",
)
FORM = Form(
    id="0199c1c2-6f30-7a3e-9d3c-5b1f2f8e7a10",
    version=2,
    year=2026,
    agency=AGENCY,
    unit_name="Bidang Perlindungan dan Jaminan Sosial",
    due="12 Februari 2027 pukul 16.00 WITA",
    how_to_return="Unggah berkas ini di aplikasi pada halaman permintaan data, atau serahkan "
    "kepada tim.",
    contact="Sri Wahyuni, S.Sos., tim penyusun",
    rows=(POOR, COMPLAINTS, WORKERS, SERVICE, SAKIP, MANUAL, DAYS),
    budget=(PROGRAMME, ACTIVITY, SUB_ACTIVITY),
)
OUTSIDE = replace(
    FORM,
    id="0199c1c2-6f30-7a3e-9d3c-000000000002",
    unit_name="Badan Pusat Statistik Kabupaten Bahari Raya",
    rows=(replace(SERVICE, key="301", name="Persentase penduduk miskin", unit="%"),),
    budget=(),
)


def large(rows: int) -> Form:
    """A form with so many indicators, with the parts of a formula in every third."""
    many = tuple(
        replace(
            POOR if at % 3 == 0 else SERVICE,
            key=str(1000 + at),
            objective=f"Sasaran {at // 5 + 1}",
            name=f"Indikator {at + 1} dari urusan sosial",
        )
        for at in range(rows)
    )
    return replace(FORM, rows=many)
