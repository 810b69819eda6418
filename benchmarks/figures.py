"""The number checker over a long table: is its time linear in the rows?

Run with `python -m benchmarks.figures`. The same kinds of rows, right and wrong, with totals and
texts, are read from CSV and checked at 10^4 and at 10^5 rows. Ends with 1 when ten times the rows
take more than 1.3 times ten times the processor time, or when a planted mistake was not found.
"""

import gc
import json
import sys
from statistics import median
from time import process_time
from typing import Any

from lakip.performance.figures import check
from lakip.performance.tables import read_csv

FEW, MANY = 10_000, 100_000
ROUNDS = 3
# What ten times the rows may take, beside ten times the time.
MOST_GROWTH = 1.3
HEADINGS = (
    "sasaran;indikator;satuan;polaritas;realisasi 2023;target;realisasi;capaian;predikat;analisis"
)
# One sasaran: five indicators, the fourth of them wrong, and their average.
PATTERN = (
    "S{n};Cakupan layanan {n};%;positif;80;85;{a},5;{c};;Realisasi meningkat dari tahun sebelumnya",
    "S{n};Angka kesakitan {n};per 1000;negatif;12;10;8;120,00;;Target tercapai",
    "S{n};Jumlah dokumen {n};dokumen;positif;7;8;6;75,00;Sedang;",
    "S{n};Jumlah peserta {n};orang;positif;1.100;1.250;1.187;95,96;;",
    "S{n};Nilai indeks {n};indeks;positif;70;72;73,44;102,00;Sangat Tinggi;Melampaui target",
    ";Rata-rata capaian sasaran {n};;;;;;;;",
)
# Of which rows in a hundred the fourth is wrong; elsewhere 94,96 is printed, which is right.
WRONG_EVERY = 10


def measure() -> dict[str, Any]:
    """Both sizes in turns, so that a slow breath of the machine slows both."""
    small, large = table(FEW), table(MANY)
    rounds = [(_seconds(small), _seconds(large)) for _ in range(ROUNDS)]
    few, many = (median(each) for each in zip(*rounds, strict=True))
    growth = median(large / small for small, large in rounds) / (MANY / FEW)
    planted = len(range(0, MANY // len(PATTERN), WRONG_EVERY))
    found = sum(one.kind == "arithmetic" for one in check(read_csv(large)))
    return {
        "benchmark": "figures",
        "rows": MANY,
        "seconds_for_10000": round(few, 2),
        "seconds_for_100000": round(many, 2),
        "rows_per_second": round(MANY / many),
        "growth": round(growth, 3),
        "most_growth": MOST_GROWTH,
        "planted": planted,
        "found": found,
        "ok": growth <= MOST_GROWTH and found == planted,
    }


def table(rows: int) -> bytes:
    """A table of so many rows, with one mistake in every tenth sasaran."""
    lines = [HEADINGS]
    for n in range(rows // len(PATTERN)):
        whole = 70 + n % 20
        printed = f"{(whole + 0.5) / 85 * 100:.2f}".replace(".", ",")
        for at, line in enumerate(PATTERN):
            text = line.format(n=n, a=whole, c=printed)
            if at == 3 and n % WRONG_EVERY:
                text = text.replace("95,96", "94,96")
            lines.append(text)
    return "\n".join(lines).encode()


def _seconds(data: bytes) -> float:
    gc.collect()
    started = process_time()
    check(read_csv(data))
    return process_time() - started


if __name__ == "__main__":
    result = measure()
    print(json.dumps(result))
    sys.exit(0 if result["ok"] else 1)
