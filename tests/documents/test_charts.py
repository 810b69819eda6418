"""Charts: what they say and to whom, that nothing overlaps, and what they do not break on."""

import dataclasses
import itertools
import re
from decimal import Decimal

import pytest
from lxml import etree

from lakip.documents.charts import PHONE_WIDTH, WIDTH, alternative, draw
from lakip.documents.charts_canvas import DEEP
from lakip.documents.charts_data import Chart, ChartKind, Measured
from lakip.documents.charts_figures import axis, rupiah, shown
from lakip.documents.charts_letters import WIDTHS, lines_of, one_line, width_of
from lakip.documents.charts_pictures import pictures
from lakip.documents.typesetting import typeset
from tests.documents import font_widths, reading_back, report_reading
from tests.documents import sample_charts as sample
from tests.documents import sample_office as office
from tests.papers import conformance

SVG = "{http://www.w3.org/2000/svg}"
ALL = sample.PLAIN | sample.HARD
TALLEST = 620  # Points: with its caption it still stands on an A4 page.

type Box = tuple[float, float, float, float, str]


def tree(chart: Chart, width: float = WIDTH) -> etree._Element:
    return etree.fromstring(draw(chart, width=width).encode())


def boxes(drawing: etree._Element) -> list[Box]:
    """Where each text stands: left, top, right, bottom."""
    found = []
    for each in drawing.iter(f"{SVG}text"):
        x, y, size = (float(each.get(name)) for name in ("x", "y", "font-size"))
        wide = width_of(each.text, size, bold=each.get("font-weight") == "bold")
        left = {"middle": x - wide / 2, "end": x - wide}.get(each.get("text-anchor"), x)
        found.append((left, y - size * 0.72, left + wide, y + size * 0.1, each.text))
    return found


@pytest.mark.parametrize("width", [WIDTH, PHONE_WIDTH])
@pytest.mark.parametrize("name", ALL)
def test_no_text_is_over_another_or_over_the_edge(name: str, width: float):
    drawing = tree(ALL[name], width)
    height = float(drawing.get("height"))
    placed = boxes(drawing)
    for left, top, right, bottom, words in placed:
        assert left >= -0.5, words
        assert right <= width + 0.5, words
        assert top >= 0, words
        assert bottom <= height, words
    for one, other in itertools.combinations(placed, 2):
        is_apart = (
            one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        )
        assert is_apart, (one, other)


@pytest.mark.parametrize("name", ALL)
def test_a_chart_stands_on_one_page_and_is_the_same_each_time(name: str):
    assert draw(ALL[name]) == draw(ALL[name])
    assert float(tree(ALL[name]).get("height")) <= TALLEST
    assert "NaN" not in draw(ALL[name])
    assert "inf" not in re.sub(r"<text.*?</text>", "", draw(ALL[name]))


@pytest.mark.parametrize("name", sample.PLAIN)
def test_who_does_not_see_it_hears_every_figure(name: str):
    chart = sample.PLAIN[name]
    said = tree(chart).get("aria-label")
    assert said == alternative(chart)
    for point in chart.points:
        label = getattr(point, "label", None) or str(point.year)
        assert label in said
    told = dataclasses.replace(chart, alt="Kata sendiri.")
    assert alternative(told) == "Kata sendiri."


def test_a_long_name_is_shortened_in_the_picture_and_whole_in_words():
    chart = sample.TARGETS
    name = sample.MEASURED[3].label
    assert name not in " ".join(report_reading.texts(chart))
    assert any(text.endswith("…") for text in report_reading.texts(chart))
    assert name in alternative(chart)


def test_a_bar_tells_without_colour_whether_the_target_was_reached():
    met, missed = (Chart(kind=ChartKind.TARGETS, points=(sample.MEASURED[at],)) for at in (0, 1))
    fills = [
        [each.get("fill") for each in tree(one).iterchildren(f"{SVG}rect")] for one in (met, missed)
    ]
    # Each sign stands once in the legend, and once more as the bar.
    assert [told.count(DEEP) for told in fills] == [2, 1]
    assert [sum(fill.startswith("url(#h") for fill in told) for told in fills] == [1, 2]


def test_two_charts_on_a_page_do_not_share_their_patterns():
    drawn = draw(sample.TARGETS) + draw(sample.BUDGET)
    assert len(set(re.findall(r'pattern id="(\w+)"', drawn))) == 2


def test_no_style_stands_in_it_that_a_content_policy_would_refuse():
    assert not any("style=" in draw(chart) or "<style" in draw(chart) for chart in ALL.values())


def test_missing_is_said_and_is_not_zero():
    chart = Chart(kind=ChartKind.TARGETS, points=(sample.MEASURED[6],))
    said = report_reading.texts(chart)
    assert said.count("belum ada data") == 2
    assert "0" not in said
    assert "belum ada data" in alternative(chart)
    gap = " ".join(report_reading.texts(sample.HARD["tren-gap"]))
    assert "Belum ada data realisasi: 2023." in gap


def test_markup_in_a_name_stays_words():
    nasty = Measured(label='<script>alert("x")</script> & \u202e', actual=Decimal(1))
    chart = Chart(kind=ChartKind.TARGETS, points=(nasty,))
    assert "<script" not in draw(chart)
    assert "\u202e" not in draw(chart)
    assert '<script>alert("x")</script> &' in tree(chart).get("aria-label")


@pytest.mark.parametrize(
    ("value", "expected"),
    [("1234.5", "1.234,5"), ("-2.25", "−2,25"), ("100.00", "100"), ("0.005", "0,01"), ("0", "0")],
)
def test_figures_are_shown_the_indonesian_way(value: str, expected: str):
    assert shown(Decimal(value)) == expected


def test_money_is_said_in_words_that_can_be_taken_in():
    sums = ("1250000000", "999999", "12500000000000", "2150000", "-3000000")
    assert [rupiah(Decimal(each)) for each in sums] == [
        "Rp1,25 miliar", "Rp999.999", "Rp12,5 triliun", "Rp2,15 juta", "Rp−3 juta",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "values", [[5.0, 5.0], [0.0], [-3.0, -3.0], [1e-9, 2e-9], [1e15, 3e15], [-7.0, 12.0]]
)
def test_a_scale_holds_its_values_whatever_they_are(values: list[float]):
    for from_zero in (True, False):
        scale = axis(values, start=0, end=100, from_zero=from_zero)
        assert scale.low <= min(values)
        assert max(values) <= scale.high
        assert 2 <= len(scale.ticks) <= 9
        assert len({scale.label(tick) for tick in scale.ticks}) == len(scale.ticks)


def test_the_list_of_widths_is_what_the_fonts_have():
    assert WIDTHS.read_text("ascii") == font_widths.widths()


def test_words_are_broken_where_they_fit():
    text = "Persentase kelompok pembudi daya ikan yang menerapkan " + "W" * 60
    for most in (1, 2, 5):
        lines = lines_of(text, 90, 8.5, most=most)
        assert len(lines) <= most
        assert all(width_of(line, 8.5) <= 90 for line in lines)
    assert lines_of("a b", 90, 8.5, most=2) == ["a b"]
    assert lines_of("", 90, 8.5, most=2) == [""]
    assert one_line("x" * 500, 40, 8.5).endswith("…")


@pytest.mark.needs("poppler")
def test_the_same_drawing_is_in_the_pdf_with_its_words_and_for_word_a_picture():
    pdf = typeset(office.sheet(*sample.PLAIN.values()))
    assert conformance.faults(pdf) == []
    assert sorted(reading_back.tagged(pdf, "/Figure")) == sorted(
        map(alternative, sample.PLAIN.values())
    )
    said = reading_back.text(pdf)
    assert reading_back.in_order(said, *report_reading.texts(sample.TARGETS))
    made = pictures(tuple(sample.PLAIN.values()))
    assert made == pictures(tuple(sample.PLAIN.values()))
    assert all(each.startswith(b"\x89PNG") for each in made)


@pytest.mark.needs("poppler")
def test_hard_charts_are_set_as_well():
    pdf = typeset(office.sheet(*sample.HARD.values()))
    assert conformance.faults(pdf) == []
    assert conformance.words_off_the_page(pdf) == []
