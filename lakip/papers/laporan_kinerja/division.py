"""Who writes which place of the report, by the division of work that step 6 agreed on.

The division is a table of parts of the report and who sees to each, typed by people. A part is
known by its chapter ("Bab III huruf B"), a person by name or by office ("Kepala Bidang …").
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lakip.papers.laporan_kinerja.facts import IndicatorFacts, ReportFacts
from lakip.papers.laporan_kinerja.live_figures import owner_of

FRONT, ANNEXES, MONEY, ACHIEVEMENT = "depan", "lampiran", "3.B", "3.A"
_SAYS = (
    (FRONT, re.compile(r"pengantar|ikhtisar|ringkasan eksekutif", re.I)),
    (ANNEXES, re.compile(r"lampiran", re.I)),
    (MONEY, re.compile(r"bab\s+(?:iii|3)\b.*\b(?:huruf\s+b|anggaran)|realisasi anggaran", re.I)),
    (ACHIEVEMENT, re.compile(r"bab\s+(?:iii|3)\b|capaian kinerja", re.I)),
    ("4", re.compile(r"bab\s+(?:iv|4)\b|penutup", re.I)),
    ("2", re.compile(r"bab\s+(?:ii|2)\b|perencanaan kinerja", re.I)),
    ("1", re.compile(r"bab\s+(?:i|1)\b|pendahuluan", re.I)),
)


@dataclass(frozen=True, kw_only=True)
class Share:
    """One row of the division: the part, who sees to it, and what was remarked."""

    part: str
    who: str
    remark: str = ""

    @property
    def chapter(self) -> str:
        """Which part of the report is meant; empty where the words do not tell."""
        return next((name for name, says in _SAYS if says.search(self.part)), "")


def shares_of(rows: Sequence[Mapping[str, str]]) -> tuple[Share, ...]:
    """The division as it was typed into the paper of step 6."""
    return tuple(
        Share(
            part=row.get("bagian", ""), who=row.get("siapa", ""), remark=row.get("keterangan", "")
        )
        for row in rows
    )


def chapter_of(place: str) -> str:
    """The part of the report in which a place lies, in the terms of the division."""
    chapter, _, rest = place.partition(".")
    if chapter == "3":
        return MONEY if rest == "B" or rest.startswith("B.") else ACHIEVEMENT
    return chapter if chapter in {"1", "2", "4"} else FRONT


def writers(place: str, facts: ReportFacts, shares: Sequence[Share]) -> tuple[str, ...]:
    """Who writes at a place, as the division names them; empty where it names nobody.

    Within III.A an indicator's places fall to who is named with its code or its name, else to
    the bidang that owes its figures, else to all who are named for the chapter.
    """
    found = [share for share in shares if share.chapter == chapter_of(place)]
    if chapter_of(place) != ACHIEVEMENT:
        return _names(found)
    spoken_of = [each for each in facts.indicators if _is_of(each, owner_of(place), facts)]
    nearer = [share for share in found if any(_names_it(share, each) for each in spoken_of)]
    return _names(nearer or found)


def _names(shares: Sequence[Share]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(share.who for share in shares if share.who.strip()))


def _is_of(each: IndicatorFacts, code: str, facts: ReportFacts) -> bool:
    """Whether the code is the indicator's, or that of its sasaran."""
    if each.code == code:
        return True
    return any(
        objective.code == code and each in objective.indicators for objective in facts.objectives
    )


def _names_it(share: Share, each: IndicatorFacts) -> bool:
    said = f"{share.part} {share.remark}"
    if re.search(rf"(?<![\w.]){re.escape(each.code)}(?![\w]|\.\w)", said):
        return True
    if each.name and each.name.casefold() in said.casefold():
        return True
    return bool(each.owner) and each.owner.casefold() in share.who.casefold()
