"""One turn's draft with its spots and remarks, for the pages of the verifier's bench."""

import uuid
from dataclasses import dataclass

from lakip.journey.models import Journey, Turn
from lakip.journey.standing import Standing, stand
from lakip.pages.clock import now
from lakip.pages.face import Faced, FacedChapter, faced
from lakip.pages.langkah import the_turn
from lakip.pages.policy import SignedRequest
from lakip.papers.laporan_kinerja.source import Source
from lakip.papers.verifikasi import remarks, spots
from lakip.papers.verifikasi.looking import FiledDraft, draft_of
from lakip.papers.verifikasi.records import VerificationRemark
from lakip.papers.verifikasi.spots import Spot


@dataclass(frozen=True)
class SpotRow:
    """A block of a chapter with its spot and the remarks on it."""

    faced: Faced
    spot: Spot | None
    number: int
    remarks: tuple[VerificationRemark, ...]


class Bench:
    """One turn, the draft that counts, and who asks."""

    def __init__(self, request: SignedRequest, turn: uuid.UUID) -> None:
        self.turn: Turn = the_turn(request, turn)
        self.journey: Journey = self.turn.journey
        self.standing: Standing = stand(turn_id=self.turn.pk, person=request.user, at=now())
        self.draft: FiledDraft | None = draft_of(self.journey)
        self.remarks = list(remarks.remarks_of(self.journey))
        self.may_check = remarks.may_check(self.standing)
        self.may_answer = remarks.may_answer(self.standing)

    @property
    def source(self) -> Source | None:
        """What the draft was made from; None for one that was uploaded."""
        return self.draft.source if self.draft else None

    def chapters(self) -> list[tuple[FacedChapter, list[SpotRow]]]:
        """The chapters of the draft, each block with its spot. Empty without data."""
        source = self.source
        if source is None:
            return []
        placed = source.placed()
        known = spots.spots_of(placed, source.facts)
        at = 0
        found = []
        for chapter in faced(placed, journey=self.journey):
            rows = []
            for each in chapter.blocks:
                rows.append(SpotRow(each, known[at], at, self._on(known[at])))
                at += 1
            found.append((chapter, rows))
        return found

    def _on(self, spot: Spot | None) -> tuple[VerificationRemark, ...]:
        """The remarks on a spot, those on the cells of a table among them."""
        if spot is None:
            return ()
        return tuple(
            each
            for each in self.remarks
            if each.spot == spot.key or each.spot.startswith(f"{spot.key}|")
        )
