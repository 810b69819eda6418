"""Categories: each scale as its source prints it, judged before rounding, gaps by a stated rule."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lakip.performance.scales import GapRule, grade_lists, scales

# The bounds of every scale, a hair below them, and far outside.
STORIES: dict[str, dict[str, tuple[str, ...]]] = {
    "permendagri86": {
        "Sangat tinggi": ("91", "100", "250"),
        "Tinggi": ("76", "90", "90.7", "90.999"),
        "Sedang": ("66", "75", "75.99"),
        "Rendah": ("51", "65", "65.5"),
        "Sangat rendah": ("0", "50", "50.99", "-40"),
    },
    "sampang": {
        "Sangat Baik": ("91",),
        "Baik": ("90.99", "76"),
        "Cukup": ("66",),
        "Kurang": ("51",),
        "Sangat Kurang": ("50.99",),
    },
    "maluku-tengah": {
        "Memuaskan": ("100", "85.01"),
        "Sangat Baik": ("85", "75.01"),
        "Baik": ("75", "65.01"),
        "Cukup Baik": ("65", "50.01"),
        "Agak Kurang": ("50", "30.01"),
        "Kurang": ("30", "0"),
    },
    "madiun": {
        "Sangat Berhasil": ("100", "130"),
        "Berhasil": ("99.99", "75"),
        "Cukup Berhasil": ("74.99", "55"),
        "Kurang Berhasil": ("54.99",),
    },
    "traffic-bna": {"Hijau": ("90.01",), "Kuning": ("90", "70"), "Merah": ("69.99",)},
    "kemenkeu": {"Hijau": ("100",), "Kuning": ("99.99", "80"), "Merah": ("79.99",)},
    "panrb8-2021": {
        "Sangat Baik": ("100.01",),
        "Baik": ("100",),
        "Cukup": ("99.99", "80"),
        "Kurang": ("79.99", "60"),
        "Sangat Kurang": ("59.99",),
    },
}


@pytest.mark.parametrize(
    ("scale", "label", "value"),
    [
        (scale, label, value)
        for scale, labels in STORIES.items()
        for label, found in labels.items()
        for value in found
    ],
)
def test_the_category_of_a_figure(scale: str, label: str, value: str) -> None:
    assert scales()[scale].category(Decimal(value)) == label


def test_every_scale_has_its_story_and_the_default_is_first() -> None:
    assert set(STORIES) == set(scales())
    assert next(iter(scales())) == "permendagri86"


@pytest.mark.parametrize(
    ("scale", "value", "by_bound", "joined"),
    [
        ("permendagri86", "90.7", "Tinggi", "Sangat tinggi"),
        ("permendagri86", "90", "Tinggi", "Tinggi"),
        ("permendagri86", "90.0001", "Tinggi", "Sangat tinggi"),
        ("permendagri86", "75.5", "Sedang", "Tinggi"),
        ("permendagri86", "65.5", "Rendah", "Sedang"),
        ("permendagri86", "50.5", "Sangat rendah", "Rendah"),
        ("sampang", "90.5", "Baik", "Sangat Baik"),
        ("panrb8-2021", "79.5", "Kurang", "Cukup"),
        # Nobody reached the target with 99,5, however the bands are joined.
        ("panrb8-2021", "99.5", "Cukup", "Cukup"),
        ("madiun", "99.5", "Berhasil", "Berhasil"),
        ("maluku-tengah", "85", "Sangat Baik", "Sangat Baik"),
    ],
)
def test_a_figure_in_a_gap_goes_where_the_rule_says(
    scale: str, value: str, by_bound: str, joined: str
) -> None:
    found = scales()[scale]
    assert found.category(Decimal(value), gap=GapRule.LOWER_BOUND) == by_bound
    assert found.category(Decimal(value), gap=GapRule.CONTINUOUS) == joined


def test_only_scales_of_whole_percents_have_gaps() -> None:
    assert {slug for slug, scale in scales().items() if scale.has_gaps} == {
        "permendagri86",
        "sampang",
        "panrb8-2021",
    }


@pytest.mark.parametrize("slug", STORIES)
def test_a_scale_is_well_made(slug: str) -> None:
    scale = scales()[slug]
    begins = [(band.lower, band.is_above) for band in scale.bands]
    assert begins == sorted(begins, reverse=True)
    assert len({band.label for band in scale.bands}) == len(scale.bands)
    assert scale.name
    assert scale.cited.startswith("skala ")
    assert scale.source
    for above, band in zip(scale.bands, scale.bands[1:], strict=False):
        assert band.upper is None or band.lower < band.upper < above.lower


PERCENT = st.decimals(min_value=-500, max_value=1000, allow_nan=False, allow_infinity=False)


@given(PERCENT, PERCENT, st.sampled_from(sorted(STORIES)), st.sampled_from(GapRule))
def test_more_is_never_a_worse_category(
    one: Decimal, other: Decimal, slug: str, gap: GapRule
) -> None:
    scale = scales()[slug]
    worst_first = [band.label for band in reversed(scale.bands)]
    less, more = sorted((one, other))
    ranks = [worst_first.index(scale.category(value, gap=gap)) for value in (less, more)]
    assert ranks == sorted(ranks)


@given(PERCENT, st.sampled_from(sorted(STORIES)))
def test_joining_the_bands_never_makes_a_category_worse(value: Decimal, slug: str) -> None:
    scale = scales()[slug]
    best_first = [band.label for band in scale.bands]
    by_bound, joined = (best_first.index(scale.category(value, gap=gap)) for gap in GapRule)
    assert joined <= by_bound


def test_orders_of_predikat() -> None:
    assert dict(grade_lists()["opini-bpk"].scores) == {"WTP": 4, "WDP": 3, "TW": 2, "TMP": 1}
    assert "".join(f"{grade} " for grade in grade_lists()["predikat-sakip"].best_first) == (
        "AA A BB B CC C D "
    )
    assert grade_lists()["predikat-sakip"].scores["AA"] == 7
