"""Bab I: why there is this report, by which rules, whose it is, and how it is arranged."""

from lakip.papers.laporan_kinerja.facts import ReportFacts
from lakip.papers.laporan_kinerja.sentences_drafted import Drafted, Noted, to_write
from lakip.papers.laporan_kinerja.sentences_words import (
    bare_name,
    listed,
    person,
    sentence,
)

# Number and title of each regulation that a report of this kind rests on.
LAWS = (
    (
        "pp-8-2006",
        "Peraturan Pemerintah Nomor 8 Tahun 2006 tentang Pelaporan Keuangan dan Kinerja Instansi "
        "Pemerintah",
    ),
    (
        "perpres-29-2014",
        "Peraturan Presiden Nomor 29 Tahun 2014 tentang Sistem Akuntabilitas Kinerja Instansi "
        "Pemerintah",
    ),
    (
        "permenpanrb-53-2014",
        "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 53 Tahun "
        "2014 tentang Petunjuk Teknis Perjanjian Kinerja, Pelaporan Kinerja, dan Tata Cara Reviu "
        "atas Laporan Kinerja Instansi Pemerintah",
    ),
    (
        "permenpanrb-88-2021",
        "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 88 Tahun "
        "2021 tentang Evaluasi Akuntabilitas Kinerja Instansi Pemerintah",
    ),
)

BACKGROUND = (
    "Setiap instansi pemerintah wajib mempertanggungjawabkan pelaksanaan tugas dan penggunaan "
    "anggarannya kepada pemberi amanat dan masyarakat. Pertanggungjawaban itu diatur dalam Sistem "
    "Akuntabilitas Kinerja Instansi Pemerintah, yang dimulai dari perencanaan, dilanjutkan dengan "
    "perjanjian dan pengukuran kinerja, dan dilaporkan setiap tahun dalam laporan kinerja.",
    "Laporan kinerja ini memuat hasil yang dicapai {agency} pada tahun {year} dibandingkan dengan "
    "target yang telah diperjanjikan, beserta penyebab, hambatan, dan langkah perbaikannya. Data "
    "yang belum tersedia dinyatakan belum ada dan tidak dianggap nol.",
)
LAWS_OPENING = "Laporan kinerja ini disusun berdasarkan peraturan perundang-undangan berikut."
PURPOSE = (
    "Laporan ini dimaksudkan sebagai pertanggungjawaban {agency} atas kinerja yang diperjanjikan "
    "untuk tahun {year}.",
    "Tujuannya adalah memberikan informasi kinerja yang terukur kepada pemberi amanat dan "
    "masyarakat, serta menjadi dasar perbaikan perencanaan, penganggaran, dan pelaksanaan "
    "kegiatan pada tahun berikutnya.",
)
ORGANISATION = "{agency} adalah perangkat daerah di lingkungan {government}{head}"
LED_BY = ", yang pada saat laporan ini disusun dipimpin oleh {head} selaku {title}"
LED_BY_NAME = ", yang pada saat laporan ini disusun dipimpin oleh {head}"
UNITS = "Tugasnya dilaksanakan oleh {count} unit kerja, yaitu {units}."
ONE_UNIT = "Tugasnya dilaksanakan oleh {units}."
DUTIES = "tugas, fungsi, dan susunan organisasi menurut peraturan kepala daerah"
ISSUES = "isu strategis dan permasalahan utama yang dihadapi pada tahun {year}"
ISSUES_ALONE = " dan isu strategis"
ISSUES_AND_PREPARATION = ", isu strategis, dan mekanisme penyusunan laporan"
ARRANGED = "Laporan kinerja ini disusun dengan sistematika berikut."
CHAPTERS = (
    ("bab-1", "Bab I Pendahuluan memuat penjelasan umum organisasi{issues}."),
    (
        "bab-2",
        "Bab II Perencanaan Kinerja memuat ringkasan Renstra dan Perjanjian Kinerja tahun {year}.",
    ),
    (
        "bab-3",
        "Bab III Akuntabilitas Kinerja memuat capaian kinerja setiap sasaran dan realisasi "
        "anggaran.",
    ),
    ("bab-4", "Bab IV Penutup memuat simpulan dan langkah perbaikan."),
    ("lampiran", "Lampiran memuat Perjanjian Kinerja, pengukuran kinerja, dan dokumen pendukung."),
)


def background(facts: ReportFacts) -> tuple[Drafted, ...]:
    """Latar belakang."""
    return _standing(facts, "1.latar-belakang", BACKGROUND)


def legal_basis(facts: ReportFacts) -> tuple[Drafted, ...]:
    """Dasar hukum: an opening, then one paragraph for each regulation, to be a numbered list."""
    items = (Drafted(key=f"1.dasar-hukum.{slug}", text=f"{title}.") for slug, title in LAWS)
    return (Drafted(key="1.dasar-hukum", text=LAWS_OPENING), *items)


def purpose(facts: ReportFacts) -> tuple[Drafted, ...]:
    """Maksud dan tujuan."""
    return _standing(facts, "1.maksud-tujuan", PURPOSE)


def organisation(facts: ReportFacts) -> tuple[Drafted, ...]:
    """Whose report it is, as far as that is known; the duties are to be written."""
    note = Noted()
    head, title = person(facts.head), person(facts.head_title)
    led = ""
    if head:
        note("kepala", head)
        led = (LED_BY if title else LED_BY_NAME).format(head=head, title=title)
    first = ORGANISATION.format(
        agency=agency(facts),
        government=bare_name(facts.government) or "pemerintah daerah",
        head=led,
    )
    duties = Drafted(key="1.organisasi.tugas-fungsi", text=to_write(DUTIES))
    units = _units(facts)
    return (note.drafted("1.organisasi", sentence(first)), *units, duties)


def _units(facts: ReportFacts) -> tuple[Drafted, ...]:
    note = Noted()
    named = tuple(filter(None, (bare_name(each) for each in facts.bidang)))
    if not named:
        return ()
    if len(named) == 1:
        text = ONE_UNIT.format(units=named[0])
    else:
        text = UNITS.format(count=note("jumlah/unit-kerja", len(named)), units=listed(named))
    return (note.drafted("1.organisasi.unit", text),)


def strategic_issues(facts: ReportFacts) -> Drafted:
    """Isu strategis: only people know them."""
    return Drafted(key="1.isu-strategis", text=to_write(ISSUES.format(year=facts.year)))


def arrangement(facts: ReportFacts) -> tuple[Drafted, ...]:
    """Sistematika: an opening, then one paragraph for each chapter."""
    issues = ISSUES_AND_PREPARATION if facts.preparation else ISSUES_ALONE
    items = (
        Drafted(key=f"1.sistematika.{slug}", text=text.format(year=facts.year, issues=issues))
        for slug, text in CHAPTERS
    )
    return (Drafted(key="1.sistematika", text=ARRANGED), *items)


def _standing(facts: ReportFacts, key: str, texts: tuple[str, ...]) -> tuple[Drafted, ...]:
    return tuple(
        Drafted(key=f"{key}.{at}", text=text.format(agency=agency(facts), year=facts.year))
        for at, text in enumerate(texts, start=1)
    )


def agency(facts: ReportFacts) -> str:
    """The agency's name within a sentence."""
    return bare_name(facts.agency) or "instansi ini"
