"""How an agency computes: every choice has a name, is explained, and is printed in the report.

No national rule fixes one formula for an agency's report; agencies follow their own. So each
choice here is one that a published rule or report makes. Sources: PermenPANRB 8/2021 (ranges,
2T − R), Permendagri 86/2017 (scale), reports of regional governments (caps, T ÷ R, efficiency).
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from lakip.performance.scales import GapRule, Scale, scales

MOST_PLACES = 4
LEAST_CAP = Decimal(100)
MOST_CAP = Decimal(1000)
BAD_CHOICE = "Pilihan “{value}” untuk {what} tidak dikenal."
BAD_CAP = "Batas atas capaian harus angka antara 100 dan 1000, atau dikosongkan."
BAD_PLACES = "Banyaknya angka di belakang koma antara 0 dan 4."


class Minimize(StrEnum):
    """The formula where lower is better."""

    MIRROR = "cermin"
    DIVIDE = "bagi"


class Rounding(StrEnum):
    """How a percentage is cut to its places."""

    HALF_UP = "setengah-ke-atas"
    TRUNCATE = "potong"

    def apply(self, value: Decimal, *, places: int) -> Decimal:
        """The value at so many places."""
        how = ROUND_HALF_UP if self is Rounding.HALF_UP else ROUND_DOWN
        return value.quantize(Decimal(1).scaleb(-places), rounding=how)


class EfficiencyRule(StrEnum):
    """How achievement and spending are held against each other."""

    BINARY = "biner"
    DELTA = "selisih"
    SAVINGS_IF_MET = "hemat"


# (slug, label, explanation) for the form in which an agency chooses.
MINIMIZE_CHOICES = (
    (Minimize.MIRROR, "(2 × target − realisasi) ÷ target", "PermenPANRB 8/2021; bawaan."),
    (Minimize.DIVIDE, "target ÷ realisasi", "Dipakai sebagian pemerintah daerah."),
)
ROUNDING_CHOICES = (
    (Rounding.HALF_UP, "Dibulatkan setengah ke atas", "97,325 menjadi 97,33."),
    (Rounding.TRUNCATE, "Dipotong", "97,329 menjadi 97,32."),
)
GAP_CHOICES = (
    (GapRule.LOWER_BOUND, "Batas bawah", "90,7 belum mencapai 91, jadi kategori di bawahnya."),
    (GapRule.CONTINUOUS, "Bersambung", "90,7 sudah lewat 90, jadi kategori di atasnya."),
)
EFFICIENCY_CHOICES = (
    (EfficiencyRule.BINARY, "Capaian dibanding serapan", "Efisien bila capaian ≥ serapan."),
    (
        EfficiencyRule.DELTA,
        "Selisih capaian dan serapan",
        "Lebih dari 5 efisien; −5 sampai 5 cukup efisien; kurang dari −5 tidak efisien.",
    ),
    (
        EfficiencyRule.SAVINGS_IF_MET,
        "Penghematan bila target tercapai",
        "100 − serapan, hanya bila capaian 100 atau lebih.",
    ),
)


@dataclass(frozen=True, kw_only=True)
class Policy:
    """One agency's choices. `cap` limits what is shown and averaged; None leaves it open."""

    minimize: Minimize = Minimize.MIRROR
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

    def shown(self, raw: Decimal) -> Decimal:
        """An achievement as it is printed and averaged: capped, then rounded."""
        return self.rounding.apply(self.cap_of(raw), places=self.places)

    def cap_of(self, raw: Decimal) -> Decimal:
        """An achievement limited by the cap, if there is one."""
        return raw if self.cap is None else min(raw, self.cap)

    def as_dict(self) -> dict[str, Any]:
        """The choices as the database keeps them."""
        told = asdict(self)
        return told | {"cap": None if self.cap is None else str(self.cap)}

    def sentences(self) -> tuple[str, ...]:
        """The paragraph "Cara menghitung capaian" of the report, sentence by sentence."""
        minimize = {slug: label for slug, label, _ in MINIMIZE_CHOICES}[self.minimize]
        cap = (
            "Capaian tidak dibatasi."
            if self.cap is None
            else f"Capaian ditampilkan dan dirata-ratakan paling tinggi {_plain(self.cap)} persen."
        )
        rounding = (
            "dibulatkan setengah ke atas" if self.rounding is Rounding.HALF_UP else "dipotong"
        )
        gap = (
            "nilai di antara dua kategori masuk kategori di bawahnya"
            if self.gap is GapRule.LOWER_BOUND
            else "nilai di antara dua kategori masuk kategori di atasnya"
        )
        efficiency = {slug: (label, more) for slug, label, more in EFFICIENCY_CHOICES}
        label, more = efficiency[self.efficiency]
        return (
            "Indikator yang semakin tinggi semakin baik dihitung realisasi ÷ target × 100.",
            f"Indikator yang semakin rendah semakin baik dihitung {minimize} × 100; "
            "hasil di bawah nol menjadi nol.",
            "Target berupa rentang tercapai 100 persen bila realisasi di dalamnya; di luarnya "
            "dibandingkan dengan batas yang terdekat.",
            "Indikator yang semakin dekat target semakin baik dihitung 100 − selisih ÷ target × "
            "100, paling rendah nol (kebijakan lokal).",
            "Target nol tercapai 100 persen bila realisasinya nol, selain itu 0 persen.",
            cap,
            f"Hasil {rounding} menjadi {self.places} angka di belakang koma.",
            f"Kategori menurut {self.the_scale.name}, dinilai sebelum pembulatan; {gap}.",
            f"Efisiensi: {label[0].lower()}{label[1:]}. {more}",
            "Realisasi yang belum tersedia tidak dihitung nol; banyaknya disebutkan.",
        )


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
    if value is None or str(value).strip() == "":
        return None
    try:
        cap = Decimal(str(value).strip())
    except InvalidOperation as error:
        raise ValueError(BAD_CAP) from error
    if not cap.is_finite() or not LEAST_CAP <= cap <= MOST_CAP:
        raise ValueError(BAD_CAP)
    return cap


def _places(value: object) -> int:
    text = str(value).strip()
    if not text.isdecimal() or int(text) > MOST_PLACES:
        raise ValueError(BAD_PLACES)
    return int(text)


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}".replace(".", ",")
