"""Charts of one agency's year, plain ones and ones that are hard to draw."""

from decimal import Decimal

from lakip.documents.charts_data import (
    Chart,
    ChartKind,
    Measured,
    Point,
    Spending,
    Taken,
    YearValue,
    Yield,
)

FISH, SEA, CARE = (
    "Meningkatnya produksi perikanan tangkap dan budi daya yang berkelanjutan",
    "Terjaganya kelestarian sumber daya laut dan pesisir",
    "Meningkatnya akuntabilitas dan mutu pelayanan dinas",
)
ROWS = (
    (FISH, "Produksi perikanan tangkap", "ton", "21500", "22031.4", "102.47", "Sangat baik"),
    (FISH, "Produksi perikanan budi daya", "ton", "18250", "16112.5", "88.29", "Baik"),
    (FISH, "Nilai tukar nelayan", "indeks", "104.5", "106.21", "101.64", "Sangat baik"),
    (
        FISH,
        "Persentase kelompok pembudi daya ikan yang menerapkan cara budi daya ikan yang baik dan "
        "memperoleh sertifikat dari lembaga yang berwenang",
        "%",
        "42.5",
        "43.01",
        "101.2",
        "Sangat baik",
    ),
    (
        SEA,
        "Luas kawasan konservasi yang dikelola efektif",
        "hektare",
        "1250",
        "1250",
        "100",
        "Baik",
    ),
    (SEA, "Jumlah pelanggaran penangkapan ikan", "kasus", "12", "7", "141.67", "Sangat baik"),
    (SEA, "Tutupan terumbu karang hidup", "%", "38", "", "", ""),
    (CARE, "Nilai evaluasi AKIP", "nilai", "72", "68.4", "95", "Baik"),
    (CARE, "Indeks kepuasan masyarakat", "indeks", "83", "86.7", "104.46", "Sangat baik"),
    (CARE, "Persentase temuan yang ditindaklanjuti", "%", "100", "41.5", "41.5", "Kurang"),
)


def number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


MEASURED = tuple(
    Measured(
        code=f"IK {at}",
        group=group,
        label=label,
        unit=unit,
        target=number(target),
        actual=number(actual),
        achievement=number(achievement),
        is_met=None if not achievement else Decimal(achievement) >= 100,
        category=category,
    )
    for at, (group, label, unit, target, actual, achievement, category) in enumerate(ROWS, start=1)
)
YEARS = tuple(
    YearValue(year=year, target=number(target), actual=number(actual))
    for year, target, actual in (
        (2022, "38", "36.2"),
        (2023, "39.5", "39.9"),
        (2024, "41", "40.2"),
        (2025, "42.5", "43.01"),
    )
)
MONEY = tuple(
    Spending(label=label, ceiling=number(ceiling), spent=number(spent), absorption=number(absorbed))
    for label, ceiling, spent, absorbed in (
        ("Program pengelolaan perikanan tangkap", "12500000000", "11987450000", "95.9"),
        ("Program pengelolaan perikanan budi daya", "9750000000", "8102300000", "83.1"),
        (
            "Program pengawasan sumber daya kelautan dan perikanan",
            "2150000000",
            "2203000000",
            "102.47",
        ),
        ("Program pengolahan dan pemasaran hasil perikanan", "1875500000", "", ""),
        ("Program penunjang urusan pemerintahan daerah", "18340000000", "17900125500", "97.6"),
    )
)
YIELDS = tuple(
    Yield(code=each.code, label=each.label, achievement=each.achievement, absorption=absorbed)
    for each, absorbed in zip(
        MEASURED,
        map(number, ("95.9", "83.1", "95.9", "83.1", "102.47", "97.6", "90", "97.6", "97.6", "")),
        strict=True,
    )
)

TARGETS = Chart(
    kind=ChartKind.TARGETS,
    points=MEASURED,
    number="Gambar 3.1",
    caption="Target dan realisasi indikator kinerja utama tahun 2025",
)
SAME_UNIT = Chart(kind=ChartKind.TARGETS, points=(MEASURED[0], MEASURED[1]))
TREND = Chart(
    kind=ChartKind.TREND,
    points=YEARS,
    unit="%",
    number="Gambar 3.2",
    caption="Kelompok pembudi daya yang bersertifikat, 2022–2025",
)
BUDGET = Chart(
    kind=ChartKind.BUDGET,
    points=MONEY,
    number="Gambar 3.3",
    caption="Pagu dan realisasi anggaran menurut program",
)
EFFICIENCY = Chart(
    kind=ChartKind.EFFICIENCY,
    points=YIELDS,
    number="Gambar 3.4",
    caption="Capaian kinerja dan serapan anggaran",
)
OVERVIEW = Chart(
    kind=ChartKind.OVERVIEW,
    points=MEASURED,
    number="Gambar 1",
    caption="Capaian semua indikator tahun 2025",
)
TIMES = Chart(
    kind=ChartKind.TIMES,
    points=(
        Taken(
            label="1. Tugas dan arahan", standard_text="15 menit", actual_text="10 menit",
            share=67, first=67,
        ),
        Taken(
            label="4. Paraf draft SK tim", standard_text="15 menit",
            actual_text="27 jam 45 menit", share=11100, first=11100, is_late=True,
        ),
        Taken(
            label="8. Data dan draft laporan", standard_text="3 minggu",
            actual_text="17 hari kerja", share=113, first=99,
        ),
        Taken(label="9. Verifikasi", standard_text="1 hari", actual_text="sedang berjalan"),
    ),
    caption="Waktu setiap langkah terhadap waktu menurut SOP",
)  # fmt: skip
PLAIN = {
    "targets": TARGETS,
    "same-unit": SAME_UNIT,
    "trend": TREND,
    "budget": BUDGET,
    "efficiency": EFFICIENCY,
    "overview": OVERVIEW,
    "times": TIMES,
}


def _measured(count: int) -> tuple[Measured, ...]:
    return tuple(
        Measured(
            code=f"IK {at}",
            label=f"Indikator yang ke-{at} dengan nama yang cukup panjang untuk satu baris",
            unit="%",
            target=Decimal(100),
            actual=Decimal(at % 130),
            achievement=Decimal(at % 130),
            is_met=at % 130 >= 100,
        )
        for at in range(count)
    )


def _years(*told: tuple[int, str, str]) -> tuple[Point, ...]:
    return tuple(
        YearValue(year=year, target=number(target), actual=number(actual))
        for year, target, actual in told
    )


def _hard() -> dict[str, Chart]:
    """What a chart must not break on."""
    monstrous = Measured(
        code="IK 1",
        label="W" * 120 + " " + "kata " * 96,
        unit="orang per seratus ribu penduduk usia kerja di wilayah pesisir",
        target_text="antara sepuluh dan dua puluh lima ribu delapan ratus",
        actual_text="kira-kira sembilan belas ribu lebih",
        achievement=Decimal("123456.789"),
        is_met=True,
        category="Melampaui harapan semua pihak",
        group="G" * 200,
    )
    zero = Decimal(0)
    minus = Measured(
        label="Pertumbuhan", unit="%", target=Decimal("1.5"), actual=Decimal("-2.25"),
        achievement=Decimal("-150"), is_met=False,
    )  # fmt: skip
    same = Measured(label="Sama", unit="%", target=Decimal(5), actual=Decimal(5), is_met=True)
    nought = Measured(label="Nol", unit="kasus", target=zero, actual=zero, is_met=True)
    of = ChartKind
    many = _measured(400)
    measured = {
        "none": (),
        "one": (MEASURED[1],),
        "monstrous": (monstrous, MEASURED[0]),
        "negative": (minus, same),
        "nought": (nought,),
        "missing": (Measured(label="Tanpa apa pun"),),
        "many": many,
        "full": many[:34],
    }
    hard = {
        f"{kind}-{name}": Chart(kind=kind, points=points)
        for name, points in measured.items()
        for kind in (of.TARGETS, of.OVERVIEW)
    }
    trends = {
        "one": _years((2025, "4", "5")),
        "same": _years((2023, "5", "5"), (2024, "5", "5"), (2025, "5", "5")),
        "negative": _years((2023, "1", "-2.5"), (2024, "2", "0"), (2025, "3", "1.25")),
        "gap": _years((2022, "1", "1"), (2023, "2", ""), (2024, "3", "2"), (2025, "4", "5")),
        "missing": _years((2023, "", ""), (2024, "", "")),
        "nought": _years((2024, "0", "0"), (2025, "0", "0")),
        "large": _years((2024, "1250000000", "1200000000"), (2025, "1500000000", "1510000000")),
        "many": _years(*((1625 + at, str(at), str(at * at % 97)) for at in range(400))),
        "dozen": _years(*((2014 + at, str(at), str(at * 7 % 12)) for at in range(12))),
    }
    hard |= {f"tren-{name}": Chart(kind=of.TREND, points=each) for name, each in trends.items()}
    nothing = Taken(label="W" * 90, standard_text="9999 minggu", actual_text="")
    slow = Taken(
        label="Langkah " * 20, standard_text="9999 minggu", actual_text="123456 hari kerja " * 5,
        share=10**9, first=0, is_late=True,
    )  # fmt: skip
    hard["waktu-none"] = Chart(kind=of.TIMES, points=())
    hard["waktu-odd"] = Chart(kind=of.TIMES, points=(nothing, slow))
    hard["waktu-many"] = Chart(
        kind=of.TIMES,
        points=tuple(
            Taken(label=f"{at}. Langkah", standard_text="1 hari", actual_text="2 hari", share=at)
            for at in range(400)
        ),
    )
    hard["anggaran-many"] = Chart(
        kind=of.BUDGET,
        points=tuple(
            Spending(label=f"Program {at}", ceiling=Decimal(at) * 10**7, spent=Decimal(at) * 10**6)
            for at in range(400)
        ),
    )
    hard["anggaran-missing"] = Chart(kind=of.BUDGET, points=(Spending(label="Program"),))
    hard["anggaran-nought"] = Chart(
        kind=of.BUDGET, points=(Spending(label="Program", ceiling=zero, spent=zero),)
    )
    yields = tuple(
        Yield(
            code=f"IK {at}",
            label=f"Indikator {at}",
            achievement=Decimal(at),
            absorption=Decimal(90),
        )
        for at in range(400)
    )
    hard["efisiensi-many"] = Chart(kind=of.EFFICIENCY, points=yields)
    hard["efisiensi-same"] = Chart(
        kind=of.EFFICIENCY,
        points=tuple(
            Yield(label=f"Indikator {at}", achievement=Decimal(100), absorption=Decimal(90))
            for at in range(15)
        ),
    )
    hard["efisiensi-missing"] = Chart(kind=of.EFFICIENCY, points=(Yield(label="Tanpa apa pun"),))
    return hard


HARD = _hard()
