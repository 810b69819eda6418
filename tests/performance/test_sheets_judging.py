"""Whatever stands in a cell: it is taken, or said; and what is taken is read the same again."""

import datetime
from types import SimpleNamespace

from hypothesis import example, given
from hypothesis import strategies as st

from lakip.performance import numbers, values
from lakip.performance.forms import Asks
from lakip.performance.numbers import Unreadable
from lakip.performance.sheets_judging import Faulty, judge
from tests.performance.sample_forms import FORM, SERVICE, WORKERS

ROWS = (*FORM.rows, *FORM.budget)
FIGURES = st.from_regex(r"[-–]?(Rp)?[0-9.,:% –-]{0,14}", fullmatch=True)
CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=80),
    FIGURES,
    st.datetimes(),
    st.times(),
    st.timedeltas(max_value=datetime.timedelta(days=9)),
)
PLACES = st.sampled_from([(row, asked) for row in ROWS for asked in row.fields])
FORMATS = st.sampled_from(["General", "0%", '0.0"%"', "#,##0", "@", None])


@given(value=CELLS, place=PLACES, shown_as=FORMATS, has_formula=st.booleans())
@example(value="1.234", place=(SERVICE, SERVICE.fields[0]), shown_as="General", has_formula=False)
@example(value=1.234, place=(SERVICE, SERVICE.fields[0]), shown_as="0%", has_formula=False)
@example(value="1:1,2340", place=(WORKERS, WORKERS.fields[0]), shown_as="@", has_formula=False)
def test_any_cell_is_judged(
    value: object, place: tuple, shown_as: str | None, has_formula: bool
) -> None:
    row, asked = place
    cell = SimpleNamespace(value=value, data_type="n", number_format=shown_as)
    try:
        judged = judge(cell, asked=asked, row=row, has_formula=has_formula)
    except (Faulty, Unreadable):
        return
    if judged is None:
        return
    assert 0 < len(judged.text) <= asked.longest
    again = judge(
        SimpleNamespace(value=judged.text, data_type="s", number_format="General"),
        asked=asked,
        row=row,
        has_formula=False,
    )
    assert again is not None
    if asked.asks is Asks.TEXT:
        assert again.text == judged.text
    elif asked.asks is Asks.VALUE:
        value = values.restore(judged.text, row.kind)
        assert values.read(judged.text, kind=row.kind, grades=row.grades) == value
        assert values.read(again.text, kind=row.kind, grades=row.grades) == value
    else:
        # The page reads counts and money so.
        assert numbers.read(again.text, whole=True) == numbers.read(judged.text, whole=True)
