"""How an agency computes: its choices, and how the report tells them.

No national rule fixes one formula for an agency's report; agencies follow their own. So each
choice is one that a published rule or report makes. The evaluation sheet of PermenPANRB 88/2021
asks that the way of measuring is clear to a reader: whatever the arithmetic does to a figure
stands in one of the sentences. PermenPANRB 53/2014 has no cap; Kementerian Keuangan takes 120 at
most and 0 at least.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from lakip.performance import numbers
from lakip.performance.policy_choices import (
    CAP_CHOICES,
    EFFICIENCY_CHOICES,
    GAP_CHOICES,
    MINIMIZE_CHOICES,
    ROUNDING_CHOICES,
    STABILIZE_CHOICES,
    ZERO_CHOICES,
    EfficiencyRule,
    Minimize,
    Rounding,
    Stabilize,
    ZeroTarget,
)
from lakip.performance.scales import GapRule, Scale, scales

__all__ = [
    "CAP_CHOICES",
    "EFFICIENCY_CHOICES",
    "GAP_CHOICES",
    "MINIMIZE_CHOICES",
    "ROUNDING_CHOICES",
    "STABILIZE_CHOICES",
    "ZERO_CHOICES",
    "EfficiencyRule",
    "GapRule",
    "Minimize",
    "Policy",
    "Rounding",
    "Stabilize",
    "ZeroTarget",
    "policy_from",
]

ZERO = Decimal(0)
MOST_PLACES = 4
LEAST_CAP = Decimal(100)
MOST_CAP = Decimal(1000)
BAD_CHOICE = "Pilihan “{value}” untuk {what} tidak dikenal."
BAD_CAP = "Batas atas capaian harus angka antara 100 dan 1000, atau dikosongkan."
BAD_PLACES = "Banyaknya angka di belakang koma antara 0 dan 4."
PLACES = ("tanpa desimal", "satu desimal", "dua desimal", "tiga desimal", "empat desimal")

# The sentences of the report.
MAXIMIZE = (
    "Indikator yang semakin tinggi semakin baik dihitung dengan rumus realisasi ÷ target × 100."
)
MINIMIZE = {
    Minimize.MIRROR: "Indikator yang semakin rendah semakin baik dihitung dengan rumus "
    "(2 × target − realisasi) ÷ target × 100.",
    Minimize.DIVIDE: "Indikator yang semakin rendah semakin baik dihitung dengan rumus "
    "target ÷ realisasi × 100; bila realisasinya nol, {zero_divisor}.",
}
ZERO_DIVISOR_CAPPED = "capaiannya sebesar batas atas"
ZERO_DIVISOR_OPEN = "capaiannya tidak dihitung karena nol tidak dapat menjadi pembagi"
NEGATIVE = (
    "Bila targetnya di bawah nol, selisih realisasi dan target dibagi dengan nilai mutlak target."
)
RANGE = (
    "Target berupa rentang tercapai 100 persen bila realisasi berada di dalamnya; di luar rentang, "
    "realisasi dibandingkan dengan batas yang terdekat."
)
GRADES = "Predikat dibandingkan menurut urutannya, dengan nilai 1 untuk predikat terendah."
STABILIZE = {
    Stabilize.DEVIATION: "Indikator yang semakin dekat target semakin baik dihitung dengan rumus "
    "100 − |realisasi − target| ÷ target × 100 (kebijakan lokal).",
    Stabilize.NOT_JUDGED: "Capaian indikator yang semakin dekat target semakin baik tidak dihitung "
    "karena belum ada rumus bakunya (kebijakan lokal).",
}
ZERO_TARGET = {
    ZeroTarget.MET_OR_NOT: "Target nol tidak dijadikan pembagi: capaiannya 100 persen bila target "
    "itu tercapai dan 0 persen bila tidak.",
    ZeroTarget.NOT_JUDGED: "Capaian dengan target nol tidak dihitung karena nol tidak dapat "
    "menjadi pembagi.",
}
OPEN = "Capaian tidak dibatasi ke atas; hasil di bawah nol ditulis nol."
CAPPED = (
    "Capaian ditulis dan dirata-ratakan paling tinggi {cap} persen; hasil di bawah nol ditulis nol."
)
ROUNDED = "Hasil akhir {rounding}; hitungan antara tidak dibulatkan."
CATEGORY = "Kategori mengikuti {scale} dan dinilai sebelum pembulatan{gap}."
GAP = {
    GapRule.LOWER_BOUND: "; nilai di antara dua kategori termasuk kategori yang lebih rendah",
    GapRule.CONTINUOUS: "; nilai di antara dua kategori termasuk kategori yang lebih tinggi",
}
MEAN = (
    "Capaian sasaran adalah rata-rata capaian indikatornya yang dapat dihitung; realisasi yang "
    "belum tersedia tidak dianggap nol dan banyaknya disebutkan."
)
EFFICIENCY = {
    EfficiencyRule.BINARY: "Penggunaan anggaran disebut efisien bila capaian sama dengan atau "
    "lebih tinggi dari serapan anggaran, selain itu kurang efisien.",
    EfficiencyRule.DELTA: "Efisiensi adalah capaian dikurangi serapan anggaran: lebih dari 5 "
    "efisien, −5 sampai 5 cukup efisien, kurang dari −5 tidak efisien.",
    EfficiencyRule.SAVINGS_IF_MET: "Efisiensi adalah 100 dikurangi serapan anggaran, dan hanya "
    "dihitung bila capaian 100 persen atau lebih.",
}


@dataclass(frozen=True, kw_only=True)
class Policy:
    """One agency's choices. `cap` limits what is shown and averaged; None leaves it open."""

    minimize: Minimize = Minimize.MIRROR
    zero: ZeroTarget = ZeroTarget.MET_OR_NOT
    stabilize: Stabilize = Stabilize.DEVIATION
    cap: Decimal | None = None
    rounding: Rounding = Rounding.HALF_UP
    places: int = 2
    scale: str = "permendagri86"
    gap: GapRule = GapRule.LOWER_BOUND
    efficiency: EfficiencyRule = EfficiencyRule.BINARY

    @property
    def the_scale(self) -> Scale:
        """The scale of categories."""
        return scales()[self.scale]

    def category(self, raw: Decimal) -> str:
        """The category of an achievement, judged before it is limited and rounded."""
        return self.the_scale.category(raw, gap=self.gap)

    def limited(self, raw: Decimal) -> Decimal:
        """An achievement as it is averaged: at least zero, at most the cap, not rounded."""
        floored = max(raw, ZERO)
        return floored if self.cap is None else min(floored, self.cap)

    def shown(self, raw: Decimal) -> Decimal:
        """An achievement as it is printed: limited, then rounded."""
        return self.rounding.apply(self.limited(raw), places=self.places)

    def show(self, percent: Decimal) -> str:
        """A percentage as it is printed, such as 60,40%: rounded, but not limited."""
        return (
            f"{numbers.show(self.rounding.apply(percent, places=self.places), places=self.places)}%"
        )

    @property
    def rounding_words(self) -> str:
        """How the result is rounded, in the middle of a sentence."""
        to = f"menjadi {PLACES[self.places]}" if self.places else PLACES[0]
        return f"{self.rounding.words} {to}"

    def sentences(self) -> tuple[str, ...]:
        """The report's paragraph "Cara menghitung capaian", sentence by sentence."""
        zero_divisor = ZERO_DIVISOR_OPEN if self.cap is None else ZERO_DIVISOR_CAPPED
        gap = GAP[self.gap] if self.the_scale.has_gaps else ""
        return (
            MAXIMIZE,
            MINIMIZE[self.minimize].format(zero_divisor=zero_divisor),
            STABILIZE[self.stabilize],
            RANGE,
            GRADES,
            ZERO_TARGET[self.zero],
            NEGATIVE,
            OPEN if self.cap is None else CAPPED.format(cap=numbers.show(self.cap)),
            ROUNDED.format(rounding=self.rounding_words),
            CATEGORY.format(scale=self.the_scale.cited, gap=gap),
            MEAN,
            EFFICIENCY[self.efficiency],
        )

    def as_dict(self) -> dict[str, str | int | None]:
        """The choices as the database keeps them: plain texts, a number and None."""
        told = {field.name: getattr(self, field.name) for field in fields(self)}
        plain = {name: str(it) if isinstance(it, StrEnum) else it for name, it in told.items()}
        return plain | {"cap": None if self.cap is None else f"{self.cap.normalize():f}"}


def policy_from(choices: Mapping[str, Any]) -> Policy:
    """The policy of stored or posted choices; what is absent is the default.

    Raises ValueError with a sentence for a choice that there is not.
    """
    default = Policy()
    scale = str(choices.get("scale", default.scale))
    if scale not in scales():
        raise ValueError(BAD_CHOICE.format(value=scale, what="skala kategori"))
    return Policy(
        minimize=_choice(Minimize, choices, "minimize", "rumus"),
        zero=_choice(ZeroTarget, choices, "zero", "target nol"),
        stabilize=_choice(Stabilize, choices, "stabilize", "indikator yang dijaga stabil"),
        cap=_cap(choices.get("cap")),
        rounding=_choice(Rounding, choices, "rounding", "pembulatan"),
        places=_places(choices.get("places", default.places)),
        scale=scale,
        gap=_choice(GapRule, choices, "gap", "celah kategori"),
        efficiency=_choice(EfficiencyRule, choices, "efficiency", "efisiensi"),
    )


def _choice[T: StrEnum](kind: type[T], choices: Mapping[str, Any], name: str, what: str) -> T:
    value = choices.get(name, getattr(Policy(), name))
    try:
        return kind(value)
    except ValueError as error:
        raise ValueError(BAD_CHOICE.format(value=value, what=what)) from error


def _cap(value: object) -> Decimal | None:
    """At most 1000, so that a comma and a point can only be the sign before decimals."""
    text = "" if value is None else str(value).strip()
    if not text:
        return None
    try:
        cap = Decimal(text.replace(",", "."))
    except InvalidOperation as error:
        raise ValueError(BAD_CAP) from error
    if not cap.is_finite() or not LEAST_CAP <= cap <= MOST_CAP:
        raise ValueError(BAD_CAP)
    return cap


def _places(value: object) -> int:
    text = str(value).strip()
    if text not in {str(places) for places in range(MOST_PLACES + 1)}:
        raise ValueError(BAD_PLACES)
    return int(text)
