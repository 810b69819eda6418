"""The choices an agency has in how it computes, each with a name and an explanation.

Every choice is one that a published rule or report makes; where none was found, it is named a
local policy. Sources: PermenPANRB 8/2021, reports of regional governments, Kementerian Keuangan.
"""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal
from enum import StrEnum

from lakip.performance.scales import GapRule

# Wide enough for the digits of every figure that people print.
_WIDE = Context(prec=400)


class Minimize(StrEnum):
    """The formula where lower is better."""

    MIRROR = "cermin"
    DIVIDE = "bagi"


class ZeroTarget(StrEnum):
    """What becomes of a target of zero, by which nothing can be divided."""

    MET_OR_NOT = "tercapai-atau-tidak"
    NOT_JUDGED = "tidak-dihitung"


class Stabilize(StrEnum):
    """What becomes of an indicator that is best at its target. No published formula was found."""

    DEVIATION = "simpangan"
    NOT_JUDGED = "tidak-dihitung"


class Rounding(StrEnum):
    """How a percentage is cut to its places."""

    HALF_UP = "setengah-ke-atas"
    TRUNCATE = "potong"

    @property
    def words(self) -> str:
        """How a sentence says it."""
        return "dibulatkan setengah ke atas" if self is Rounding.HALF_UP else "dipotong"

    def apply(self, value: Decimal, *, places: int) -> Decimal:
        """The value at so many places; half goes away from zero, cutting goes towards it."""
        how = ROUND_HALF_UP if self is Rounding.HALF_UP else ROUND_DOWN
        return value.quantize(Decimal(1).scaleb(-places), rounding=how, context=_WIDE)


class EfficiencyRule(StrEnum):
    """How achievement and spending are held against each other."""

    BINARY = "biner"
    DELTA = "selisih"
    SAVINGS_IF_MET = "hemat"


# (slug, label, explanation) for the form in which an agency chooses; the default is the first.
MINIMIZE_CHOICES = (
    (
        Minimize.MIRROR,
        "(2 × target − realisasi) ÷ target",
        "PermenPANRB 8/2021; bawaan. Realisasi dua kali target atau lebih mendapat 0.",
    ),
    (
        Minimize.DIVIDE,
        "target ÷ realisasi",
        "Dipakai sebagian pemerintah daerah; hasilnya berbeda dari rumus bawaan.",
    ),
)
ZERO_CHOICES = (
    (
        ZeroTarget.MET_OR_NOT,
        "Tercapai 100, tidak tercapai 0",
        "Target 0 kasus: tanpa kasus 100, satu kasus atau lebih 0; bawaan.",
    ),
    (ZeroTarget.NOT_JUDGED, "Tidak dihitung", "Capaian dikosongkan dan dijelaskan di uraian."),
)
STABILIZE_CHOICES = (
    (
        Stabilize.DEVIATION,
        "100 − simpangan dari target (kebijakan lokal)",
        "Belum ada rumus baku; realisasi tepat target 100, makin jauh makin kecil; bawaan.",
    ),
    (Stabilize.NOT_JUDGED, "Tidak dihitung", "Capaian dikosongkan dan dijelaskan di uraian."),
)
CAP_CHOICES = (
    ("", "Tidak dibatasi", "PermenPANRB 53/2014 tidak menetapkan batas; bawaan."),
    ("100", "Paling tinggi 100", "Banyak pemerintah daerah mencetak paling tinggi 100."),
    ("120", "Paling tinggi 120", "Seperti Kementerian Keuangan dan PermenPANRB 8/2021."),
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
    (
        EfficiencyRule.BINARY,
        "Capaian dibanding serapan",
        "Efisien bila capaian sama dengan atau lebih tinggi dari serapan anggaran.",
    ),
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
