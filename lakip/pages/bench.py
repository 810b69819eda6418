"""Gathers what the page of a step shows: papers, duties, team, obstacles, who may press what."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from lakip.documents import certifying, filing, pictures
from lakip.documents.models import Document, Mark, Version
from lakip.journey import marking
from lakip.journey.editions import edition_of
from lakip.journey.models import DutyTick, Journey, TeamMember, Turn
from lakip.journey.standing import Filed, Standing, local_day, stand
from lakip.journey.telling import performers
from lakip.pages import alive
from lakip.pages.kelengkapan import Judgement, judgement
from lakip.pages.terkait import linked_now
from lakip.papers import drafted, sk_tim
from lakip.papers.format_data import board
from lakip.papers.format_data.parts import SLUG as FORMATS
from lakip.papers.guides.listing import studied
from lakip.papers.laporan_kinerja.manuscript import manuscript_of
from lakip.papers.laporan_kinerja.writing import PAPER as REPORT
from lakip.papers.pengiriman.board import board_of
from lakip.papers.verifikasi import remarks
from lakip.papers.verifikasi.looking import draft_before, draft_of
from lakip.people.person import Person
from lakip.performance.agreement import plan_for
from lakip.sop import rules
from lakip.sop.edition import Act, Duty, Edition, Paper, Step


@dataclass(frozen=True)
class PaperRow:
    """A paper of the step, with the document that was filed, if any."""

    paper: Paper
    document: Document | None
    marks: list[Mark]
    can_file: bool = False
    is_demanded: bool = False
    is_drafted: bool = False
    room: str = ""  # The page on which it is written, where it has one of its own.
    signing: str = ""  # How the letter that was filed in this turn can be signed; empty: not.
    must_be_signed: bool = False


@dataclass(frozen=True)
class DutyRow:
    """A duty of the step, who ticks it and whether it was."""

    duty: Duty
    role: str
    tick: DutyTick | None
    can_tick: bool


def step_now(
    journey: Journey, step: Step, *, person: Person, at: datetime.datetime
) -> dict[str, Any]:
    """Everything the step's page shows to this person at this moment."""
    edition = edition_of(journey.edition_id)
    turns = list(
        journey.turns.filter(step=step.slug).select_related("closed_by").order_by("number")
    )
    filed = _filed(journey)
    here = {
        "edition": edition,
        "step": step,
        "number": edition.number(step.slug),
        "steps": len(edition.steps),
        "turns": turns,
        "turn": turns[-1] if turns else None,
        "role_name": edition.role(step.by).name,
        "by_team": edition.role(step.by).team,
        "joined_names": [edition.role(slug).name for slug in step.joined_by],
        "needs": [_paper(edition, slug, filed) for slug in step.needs],
        "act_template": f"acts/{step.act}.html",
        "returned_from": _returned_from(journey, turns),
        "data": _data(journey, step, person, at),
        "report": _report(journey, step),
        "delivery": board_of(journey, at=at) if step.act is Act.DISTRIBUTE else None,
    }
    if not turns or not turns[-1].is_open:
        gives = _gives(edition, step, filed, None)
        linked = linked_now(journey, step, None, at=at)
        return here | {"is_open": False, "gives": gives, "linked": linked}
    return here | _open_turn(turns[-1], edition, step, filed, person, at)


def _checking(here: Standing) -> dict[str, object] | None:
    """The remarks on the draft, on the open step that verifies it or mends it."""
    checks = remarks.checks(here)
    draft = draft_of(here.journey) if checks or REPORT in here.step.filed_here else None
    if draft is None:
        return None
    found = remarks.remarks_of(here.journey).count()
    if not checks and not found:
        return None
    return {
        "checks": checks,
        "verifies": remarks.verifies(here),
        "remarks": found,
        "open": remarks.open_remarks(here.journey).count(),
        "has_before": draft_before(draft) is not None,
    }


def _open_turn(
    turn: Turn,
    edition: Edition,
    step: Step,
    filed: dict[str, Document],
    person: Person,
    at: datetime.datetime,
) -> dict[str, Any]:
    standing = stand(turn_id=turn.pk, person=person, at=at)
    facts = standing.facts
    can_act = not rules.obstacles_to_acting(edition, step, facts)
    last = list(standing.journey.turns.order_by("-number")[:2])[::-1]
    subject = edition.base(step.gives) if step.act.marks else None
    following = edition.after(step.slug)
    takes_part = bool(facts.roles & {step.by, *step.joined_by})
    return {
        "is_open": True,
        "linked": linked_now(standing.journey, step, standing, at=at),
        "standing": standing,
        "checking": _checking(standing),
        "guides": studied(standing.journey.agency_id, step) if takes_part else None,
        "can_act": can_act,
        "takes_part": takes_part,
        "missing": rules.what_is_missing(edition, step, facts),
        "can_finish": not rules.obstacles_to_finishing(edition, step, facts),
        "can_send_back": step.returns_to is not None and can_act,
        "returns_to": edition.step(step.returns_to) if step.returns_to else None,
        "returns_to_number": edition.number(step.returns_to) if step.returns_to else 0,
        "following_role": edition.role(following.by).name if following else "",
        "performers": performers(standing.journey, turn, day=local_day(standing.journey, at)),
        "gives": _gives(edition, step, filed, facts, standing),
        "has_certificate": certifying.standing(person, at=at) is not None,
        **_marking(standing, person, at),
        "subject": filed.get(subject) if subject else None,
        "subject_name": edition.paper(subject).name if subject else "",
        "given_name": edition.paper(step.gives).name,
        "duties": _duties(standing),
        "withdrawable": alive.withdrawable(last, person),
        **_team(standing),
    }


def _filed(journey: Journey) -> dict[str, Document]:
    documents = Document.objects.filter(journey=journey, latest__isnull=False)
    found = documents.select_related("latest__by").prefetch_related(
        "latest__marks__by", "latest__renditions__mark"
    )
    return {document.paper: document for document in found}


def _paper(edition: Edition, slug: str, filed: dict[str, Document], **more: bool | str) -> PaperRow:
    document = filed.get(edition.base(slug))
    marks = (
        [m for m in document.latest.marks.all() if not m.withdrawn_at]
        if (document and document.latest)
        else []
    )
    if edition.paper(slug).ratified_from and not any(m.kind == "signature" for m in marks):
        document, marks = None, []
    return PaperRow(edition.paper(slug), document, marks, **more)  # type: ignore[arg-type]


def _gives(
    edition: Edition,
    step: Step,
    filed: dict[str, Document],
    facts: rules.Facts | None,
    standing: Standing | None = None,
) -> list[PaperRow]:
    return [
        _paper(
            edition,
            slug,
            filed,
            can_file=facts is not None
            and not rules.obstacles_to_filing(edition, step, slug, facts),
            is_demanded=slug == step.gives,
            is_drafted=drafted.of(slug) is not None,
            room=_room(slug, standing),
            signing=_signing(standing, slug),
            must_be_signed=_must_be_signed(slug),
        )
        for slug in step.filed_here
    ]


def _room(slug: str, standing: Standing | None) -> str:
    """The manuscript, for the draft report of a year whose plan is recorded."""
    if slug != REPORT or standing is None:
        return ""
    journey = standing.journey
    has_plan = plan_for(journey.agency_id, journey.year) is not None
    return reverse("naskah", args=[journey.pk]) if has_plan else ""


def _report(journey: Journey, step: Step) -> Judgement | None:
    """How complete the report is, on the step that files its draft."""
    if REPORT not in step.filed_here or plan_for(journey.agency_id, journey.year) is None:
        return None
    return judgement(manuscript_of(journey))


def _signing(standing: Standing | None, paper: str) -> str:
    """How the reader can sign this letter now; empty when they cannot."""
    form = drafted.of(paper)
    filed = standing.latest.get(paper) if standing else None
    if not standing or not form or not form.signed_by or not filed:
        return ""
    if not standing.facts.papers[paper].filed_this_round or filed.marks:
        return ""
    if form.signed_by not in standing.roles:
        return ""
    way = marking.demanded(standing, filed, Mark.Kind.SIGNATURE)
    # A signature that is only recorded is worth a press where the step waits for it.
    return "" if way == "record" and not form.must_be_signed else str(way)


def _must_be_signed(paper: str) -> bool:
    form = drafted.of(paper)
    return form is not None and form.must_be_signed


def _marking(standing: Standing, person: Person, at: datetime.datetime) -> dict[str, Any]:
    """How the mark of this step is put, and the pages that it is put on."""
    kind = standing.step.act.marks
    if kind is None or standing.edition.base(standing.step.gives) not in standing.latest:
        return {"marking": ""}
    filed = standing.marked
    return {
        "marking": str(marking.demanded(standing, filed, kind)),
        "subject_pages": _pages(filed),
    }


def _pages(filed: Filed) -> range:
    """The pages that can be shown: those of a paper that the program made."""
    if not Version.objects.filter(pk=filed.version_id, made_from__isnull=False).exists():
        return range(0)
    with filing.store().open(filed.sha256) as pdf:
        return range(1, pictures.page_count(pdf.read()) + 1)


def _duties(standing: Standing) -> list[DutyRow]:
    if not standing.step.duties:
        return []
    ticks = {
        tick.duty: tick
        for tick in DutyTick.objects.filter(
            journey=standing.journey, step=standing.step.slug
        ).select_related("by")
    }
    return [
        DutyRow(
            duty,
            standing.edition.role(duty.by).name,
            ticks.get(duty.slug),
            not rules.obstacles_to_ticking(standing.edition, duty, standing.facts),
        )
        for duty in standing.step.duties
    ]


def _team(standing: Standing) -> dict[str, Any]:
    """The member list that hangs on the draft SK, and on no other paper."""
    if standing.edition.base(standing.step.gives) != sk_tim.DRAFT:
        return {}
    members = TeamMember.objects.filter(journey=standing.journey, left_at=None)
    named = list(members.select_related("person"))
    colleagues = Person.objects.filter(agency_id=standing.journey.agency_id, is_active=True)
    return {
        "team_template": "workbench/draft-sk-tim.html",
        "members": named,
        "colleagues": colleagues.exclude(pk__in=[member.person_id for member in named]),
        "standings": TeamMember.Standing.choices,
        "can_name": sk_tim.DRAFT in standing.step.filed_here
        and standing.step.by in standing.facts.roles,
    }


def _data(
    journey: Journey, step: Step, person: Person, at: datetime.datetime
) -> board.Summary | None:
    """How far the year's data is, on the steps that make or use its formats."""
    if FORMATS not in (step.gives, *step.needs):
        return None
    return board.summary(journey.report, person, at=at)


def _returned_from(journey: Journey, turns: list[Turn]) -> Turn | None:
    """The turn that sent this one back, so that its reason stands on top of the work."""
    if not turns or not turns[-1].is_open or turns[-1].number == 1:
        return None
    before = journey.turns.select_related("closed_by").get(number=turns[-1].number - 1)
    return before if before.outcome == Turn.Outcome.SENT_BACK else None
