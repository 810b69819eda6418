"""What stands between a person and a move, as reasons in plain Indonesian.

Empty means yes. The page shows the list beside the button and the engine refuses with the
same list, so that a rule is written once. The rules judge `Facts` that somebody else gathered;
they know no database and no clock.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lakip.sop.edition import Act, Duty, Edition, Step

LONGEST_REASON = 4000


@dataclass(frozen=True)
class PaperFacts:
    """What matters of a paper's current version. A paper without a version has no PaperFacts."""

    filed_this_round: bool = False
    mine: bool = False
    paraf: bool = False
    signature: bool = False


@dataclass(frozen=True)
class LinkedFacts:
    """How the SOP stands that a step runs inside it. `at_step` is zero before it was begun."""

    name: str
    at_step: int = 0
    of: int = 0
    is_finished: bool = False

    @property
    def is_running(self) -> bool:
        """Whether it was begun and has not come to its end."""
        return self.at_step > 0 and not self.is_finished

    @property
    def not_finished(self) -> str:
        """That it is under way, and how far."""
        return f"{self.name} belum selesai (langkah {self.at_step} dari {self.of})."


@dataclass(frozen=True)
class Facts:
    """Who asks, and how the journey stands. `roles` are those the person holds now.

    `linked` is None where the step runs no other SOP, or the agency does not want it run.
    """

    roles: frozenset[str] = frozenset()
    is_open: bool = True
    papers: Mapping[str, PaperFacts] = field(default_factory=dict)
    duties_done: frozenset[str] = frozenset()
    bench: tuple[str, ...] = ()
    linked: LinkedFacts | None = None


def obstacles_to_finishing(edition: Edition, step: Step, facts: Facts) -> list[str]:
    """Why this step cannot be finished now by this person. Empty means it can."""
    return [*obstacles_to_acting(edition, step, facts), *what_is_missing(edition, step, facts)]


def obstacles_to_acting(edition: Edition, step: Step, facts: Facts) -> list[str]:
    """Why this person may not act as the step's performer."""
    if not facts.is_open:
        return ["Giliran ini sudah ditutup."]
    if step.by not in facts.roles:
        return [f"Langkah ini giliran {edition.role(step.by).name}."]
    return []


def what_is_missing(edition: Edition, step: Step, facts: Facts) -> list[str]:
    """What the step still lacks, whoever asks: papers, marks, duties, a paper's own demands."""
    return [
        *_missing_papers(edition, step, facts),
        *_missing_work(edition, step, facts),
        *_missing_companions(edition, step, facts),
        *(f"Belum dicentang: {d.text}." for d in step.duties if d.slug not in facts.duties_done),
        *facts.bench,
        *_missing_linked(facts.linked),
    ]


def _missing_linked(linked: LinkedFacts | None) -> list[str]:
    """The step waits for the SOP that it runs, in whatever round that was begun."""
    if linked is None or linked.is_finished:
        return []
    return [linked.not_finished if linked.is_running else f"{linked.name} belum dimulai."]


def _missing_papers(edition: Edition, step: Step, facts: Facts) -> list[str]:
    return [
        f"Kelengkapan belum ada: {edition.paper(slug).name}."
        for slug in edition.presupposed(step)
        if not _is_there(edition, slug, facts)
    ]


def _is_there(edition: Edition, slug: str, facts: Facts) -> bool:
    paper = facts.papers.get(edition.base(slug))
    if paper is None:
        return False
    return paper.signature if edition.paper(slug).ratified_from else True


def _missing_work(edition: Edition, step: Step, facts: Facts) -> list[str]:
    if step.act in (Act.ASSIGN, Act.PREPARE):
        paper = facts.papers.get(step.gives)
        if paper is None or not paper.filed_this_round:
            return [f"Unggah atau tulis dahulu: {edition.paper(step.gives).name}."]
    elif step.act in (Act.REVIEW, Act.RATIFY):
        return _obstacles_to_marking(edition, step, facts)
    return []


def _missing_companions(edition: Edition, step: Step, facts: Facts) -> list[str]:
    """Papers that a later step needs: nobody could file them there, so they are asked for here."""
    return [
        f"Unggah atau tulis dahulu: {edition.paper(slug).name}."
        for slug in edition.also_demanded(step)
        if slug not in facts.papers
    ]


def _obstacles_to_marking(edition: Edition, step: Step, facts: Facts) -> list[str]:
    """Nobody may check their own work, and nobody signs what was not initialled first."""
    paper = facts.papers.get(edition.base(step.gives))
    if paper is None:
        return []
    reasons = []
    if paper.mine:
        what = "memarafnya" if step.act is Act.REVIEW else "menandatanganinya"
        reasons.append(
            f"Versi ini Anda sendiri yang mengunggah, jadi Anda tidak boleh {what}. "
            "Mintalah seorang Plh ditunjuk untuk giliran ini."
        )
    if step.act is Act.RATIFY and edition.paraf_demanded(step) and not paper.paraf:
        reasons.append("Versi yang berlaku sekarang belum diparaf.")
    return reasons


def obstacles_to_sending_back(
    edition: Edition, step: Step, facts: Facts, *, reason: str
) -> list[str]:
    """Why the step's paper cannot be sent back for revision."""
    if step.returns_to is None:
        return ["SOP tidak menyediakan pengembalian dari langkah ini."]
    return [
        *obstacles_to_acting(edition, step, facts),
        *_still_running(facts.linked),
        *_faults_of_reason(reason, "apa yang harus diperbaiki"),
    ]


def _still_running(linked: LinkedFacts | None) -> list[str]:
    """A turn is not closed over the head of those who work on the SOP inside it."""
    if linked is None or not linked.is_running:
        return []
    return [f"{linked.not_finished} Selesaikan atau batalkan dahulu."]


def obstacles_to_withdrawing(*, was_mine: bool, is_begun: bool, is_finished: bool) -> list[str]:
    """Why a finished step cannot be taken back: only its performer, only while nobody began."""
    if is_finished:
        return ["Penyusunan sudah selesai, sehingga langkah terakhir tidak dapat ditarik."]
    if not was_mine:
        return ["Hanya yang menyelesaikan langkah itu yang dapat menariknya kembali."]
    if is_begun:
        return ["Langkah berikutnya sudah mulai dikerjakan, jadi tidak dapat ditarik lagi."]
    return []


def obstacles_to_cancelling(edition: Edition, facts: Facts, *, reason: str) -> list[str]:
    """Why this person may not cancel the whole journey."""
    if not facts.is_open:
        return ["Penyusunan ini sudah ditutup."]
    if not facts.roles & set(edition.cancelled_by):
        names = ", ".join(edition.role(slug).name for slug in edition.cancelled_by)
        return [f"Yang dapat membatalkan: {names}."]
    return _faults_of_reason(reason, "apa yang menjadi alasan pembatalan")


def obstacles_to_ticking(edition: Edition, duty: Duty, facts: Facts) -> list[str]:
    """Why this person may not tick this duty: each by its own role, while the step is open."""
    if not facts.is_open:
        return ["Giliran ini sudah ditutup."]
    if duty.by not in facts.roles:
        return [f"Tugas ini dicentang oleh {edition.role(duty.by).name}."]
    return []


def obstacles_to_filing(edition: Edition, step: Step, paper: str, facts: Facts) -> list[str]:
    """Why this person may not file this paper in this step."""
    if paper not in step.filed_here:
        return ["Surat ini tidak dibuat pada langkah ini."]
    if not facts.is_open:
        return ["Giliran ini sudah ditutup."]
    if not facts.roles & {step.by, *step.joined_by}:
        return [f"Langkah ini giliran {edition.role(step.by).name}."]
    if step.by not in facts.roles and paper == step.gives:
        return [f"Surat ini dibuat oleh {edition.role(step.by).name}."]
    return []


def obstacles_to_signing(edition: Edition, step: Step, paper: str, facts: Facts) -> list[str]:
    """Why this person may not sign this letter in this step. What is ratified is signed there."""
    if any(one.ratified_from == paper for one in edition.papers):
        return ["Surat ini ditandatangani dengan mengesahkannya, pada langkahnya sendiri."]
    return obstacles_to_filing(edition, step, paper, facts)


def obstacles_to_beginning(edition: Edition, roles: frozenset[str]) -> list[str]:
    """Why this person may not register the request that begins a journey."""
    if roles & set(edition.registered_by):
        return []
    names = " atau ".join(edition.role(slug).name for slug in edition.registered_by)
    return [f"Yang mendaftarkan permintaan: {names}."]


def obstacles_to_running(edition: Edition, step: Step, facts: Facts) -> list[str]:
    """Why this person may not begin the SOP that the step runs inside it."""
    linked = facts.linked
    if linked is None:
        return ["Langkah ini tidak menjalankan SOP lain."]
    if linked.is_finished:
        return [f"{linked.name} sudah selesai, jadi tidak perlu dijalankan lagi."]
    if linked.is_running:
        return [f"{linked.name} sudah dimulai."]
    return [*obstacles_to_acting(edition, step, facts), *_missing_papers(edition, step, facts)]


def _faults_of_reason(reason: str, what: str) -> list[str]:
    if not reason.strip():
        return [f"Tuliskan {what}."]
    if len(reason) > LONGEST_REASON:
        return [f"Alasan terlalu panjang ({len(reason)} huruf); paling banyak {LONGEST_REASON}."]
    return []
