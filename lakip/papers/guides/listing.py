"""The list of guides as an agency reads it: what ships, with its own copies, and its own."""

from dataclasses import dataclass
from uuid import UUID

from lakip.papers.format_data.parts import SLUG as FORMATS
from lakip.papers.guides.kept import AgencyGuide, kept
from lakip.papers.guides.shipped import Guide, guides
from lakip.papers.laporan_kinerja.writing import PAPER as REPORT
from lakip.sop.edition import Step

# The papers whose making begins with reading: the formats, of which the SOP says so, and the
# report, which is written by the same rules.
STUDIED_FOR = (FORMATS, REPORT)
SHORT = 5


@dataclass(frozen=True)
class Row:
    """A regulation that ships, the agency's copy of it, and what it was replaced by."""

    guide: Guide
    copy: AgencyGuide | None
    replacement: Guide | None


@dataclass(frozen=True)
class Listed:
    """The guides in their three parts; `more` are those of its own that a short list leaves."""

    in_force: list[Row]
    own: list[AgencyGuide]
    replaced: list[Row]
    more: int = 0


def listed(agency_id: UUID | None) -> Listed:
    """Every guide; of an agency that is given, with its own."""
    known = guides()
    there = list(kept(agency_id)) if agency_id else []
    copies = {each.copy_of: each for each in there if each.copy_of in known}
    rows = [
        Row(guide, copies.get(guide.slug), known.get(guide.replaced_by)) for guide in known.values()
    ]
    return Listed(
        in_force=[row for row in rows if not row.replacement],
        # A copy of a regulation that left the list since is still the agency's.
        own=[each for each in there if each.copy_of not in known],
        replaced=[row for row in rows if row.replacement],
    )


def studied(agency_id: UUID, step: Step) -> Listed | None:
    """What is read for the paper that people make in this step; None on the other steps."""
    if step.gives not in STUDIED_FOR or step.gives not in step.filed_here:
        return None
    whole = listed(agency_id)
    return Listed(
        in_force=[row for row in whole.in_force if step.gives in row.guide.papers],
        own=whole.own[:SHORT],
        replaced=[],
        more=len(whole.own[SHORT:]),
    )
