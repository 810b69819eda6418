"""Right tables are quiet, one changed digit is found, and nothing makes the checker fail."""

import csv
import io
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from lakip.performance.figures import Kind, check
from lakip.performance.figures_formulas import Formula
from lakip.performance.formulas import Polarity as Measured
from lakip.performance.formulas import of_numbers
from lakip.performance.numbers import Unreadable, show
from lakip.performance.policy import Minimize, Policy
from lakip.performance.tables import read_csv, recognise

HEADINGS = ["Indikator", "Satuan", "Polaritas", "Target", "Realisasi", "Capaian"]
TOLD_APART = {Kind.ARITHMETIC, Kind.FORMULA, Kind.PASTED, Kind.UNIT}
FORMULAS = {
    "positif": (Formula.DIVIDE,),
    "negatif": (Formula.MIRROR, Formula.INVERSE),
}

counts = st.integers(1, 5000)
measured = st.decimals("0.10", "999.99", places=2)
cells = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["n/a", "-", "1.234", "80-90", "1:17,9", "BB", "< 49", "75/100.000", "121...", "(1.250)"]
    ),
    st.decimals(allow_nan=False, allow_infinity=False).map(str),
)


def printed(value: Decimal, *, places: int, rounding: str) -> str:
    """The value as a report prints it."""
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=rounding)
    return f"{rounded:f}".replace(".", ",")


@st.composite
def rows(draw: st.DrawFn) -> tuple[list[str], Decimal]:
    """A right row, and its capaian before rounding."""
    polarity = draw(st.sampled_from(["positif", "negatif"]))
    formula = draw(st.sampled_from(FORMULAS[polarity]))
    is_counted = draw(st.booleans())
    target, actual = (Decimal(draw(counts if is_counted else measured)) for _ in range(2))
    value = formula.of(actual / target)
    assume(value is not None and 0 < value < 1000)
    assert value is not None
    rounding = draw(st.sampled_from([ROUND_HALF_UP, ROUND_DOWN]))
    capaian = printed(value, places=draw(st.sampled_from([1, 2])), rounding=rounding)
    shown = [show(one, places=0 if is_counted else 2) for one in (target, actual)]
    return ["Indikator", "dokumen" if is_counted else "%", polarity, *shown, capaian], value


@given(st.lists(rows(), min_size=1, max_size=8))
def test_a_right_table_has_no_mistake(made: list[tuple[list[str], Decimal]]) -> None:
    found = check(recognise([HEADINGS, *(row for row, _ in made)]))
    said = [one for one in found if one.kind in TOLD_APART - {Kind.UNIT, Kind.PASTED}]
    assert said == []


@given(rows(), st.integers(0, 5), st.integers(1, 9))
def test_one_changed_digit_is_found(made: tuple[list[str], Decimal], at: int, by: int) -> None:
    row, value = made
    assume(row[1] == "dokumen")  # Counts are exact, so that rounding of inputs explains nothing.
    digits = [place for place, sign in enumerate(row[-1]) if sign.isdigit()]
    place = digits[at % len(digits)]
    changed = str((int(row[-1][place]) + by) % 10)
    capaian = f"{row[-1][:place]}{changed}{row[-1][place + 1 :]}"
    unit = Decimal(1).scaleb(-len(capaian.partition(",")[2]))
    now = Decimal(capaian.replace(",", "."))
    # Another rounding of the same figure, a limit and a floor are in use, so they are no mistake.
    assume(abs(now - value) >= unit and now not in (0, 100, 110, 120, 150, 200))
    target, actual = (Decimal(cell.replace(".", "")) for cell in row[3:5])
    others = [formula.of(actual / target) for formula in FORMULAS[row[2]]]
    assume(all(other is None or abs(now - other) >= unit for other in others))
    found = check(recognise([HEADINGS, [*row[:-1], capaian]]))
    assert TOLD_APART & {one.kind for one in found}


def money(value: int) -> str:
    """A sum in rupiah as a report prints it."""
    return f"{value:,}".replace(",", ".")


def budget(parts: list[tuple[int, int]]) -> list[list[str]]:
    """A right budget of those (ceiling, spending): two programmes with subtotals, and a total."""
    table, sums = [["Uraian", "Pagu", "Realisasi", "%"]], []
    half = len(parts) // 2
    for name, rows in (("A", parts[:half]), ("B", parts[half:]), ("", None)):
        chosen = rows if rows is not None else sums
        for at, (ceiling, spent) in enumerate(rows or []):
            table.append(_spent(f"Belanja {name}{at}", ceiling, spent))
        total = sum(one[0] for one in chosen), sum(one[1] for one in chosen)
        table.append(_spent("Sub Total" if rows is not None else "Jumlah", *total))
        sums.append(total)
    return table


def _spent(name: str, ceiling: int, spent: int) -> list[str]:
    share = printed(Decimal(spent) / ceiling * 100, places=2, rounding=ROUND_HALF_UP)
    return [name, money(ceiling), money(spent), share]


spendings = st.tuples(st.integers(10**6, 10**10), st.integers(50, 100)).map(
    lambda one: (one[0], one[0] * one[1] // 100)
)


@given(st.lists(spendings, min_size=4, max_size=12))
def test_a_right_budget_has_no_mistake(parts: list[tuple[int, int]]) -> None:
    assert check(recognise(budget(parts))) == []


@given(st.lists(spendings, min_size=4, max_size=12), st.integers(0, 9), st.integers(1, 9))
def test_one_changed_digit_of_a_total_is_found(
    parts: list[tuple[int, int]], at: int, by: int
) -> None:
    table = budget(parts)
    total = table[-1][1]
    digits = [place for place, sign in enumerate(total) if sign.isdigit()]
    place = digits[at % len(digits)]
    changed = str((int(total[place]) + by) % 10)
    assume(place or changed != "0")
    table[-1][1] = f"{total[:place]}{changed}{total[place + 1 :]}"
    found = check(recognise(table))
    assert any(one.row == len(table) - 1 for one in found)


def told(data: bytes) -> str:
    """What is said of a file: the sentences of its findings, or why it cannot be read."""
    try:
        return " ".join(one.sentence for one in check(read_csv(data)))
    except Unreadable as unreadable:
        return str(unreadable)


@given(st.lists(st.lists(cells, max_size=10), max_size=12))
def test_no_cell_makes_it_fail(table: list[list[str]]) -> None:
    headings = [*HEADINGS, "Kategori", "Realisasi 2023", "Analisis", "Pagu"]
    file = io.StringIO()
    csv.writer(file).writerows([headings, *table])
    said = told(file.getvalue().encode("utf-8", "replace"))
    assert said == "" or said.endswith(".")


@given(st.binary(max_size=400))
def test_no_file_makes_it_fail(data: bytes) -> None:
    said = told(data)
    assert said == "" or said.endswith(".")


@given(measured, measured)
def test_the_formulas_are_those_that_this_system_reckons_with(t: Decimal, r: Decimal) -> None:
    for formula, polarity, policy in (
        (Formula.DIVIDE, Measured.MAXIMIZE, Policy()),
        (Formula.MIRROR, Measured.MINIMIZE, Policy()),
        (Formula.INVERSE, Measured.MINIMIZE, Policy(minimize=Minimize.DIVIDE)),
    ):
        ours, theirs = formula.of(r / t), of_numbers(t, r, polarity, policy).raw
        assert ours is not None
        assert abs(ours - theirs) < Decimal("1e-15")
