"""An edition of an SOP: the map, as frozen values.

The fields follow the columns of the SOP form of PermenPANRB 35/2012: kegiatan (`text`),
pelaksana (`by`, `joined_by`), mutu baku (`needs`, `within`, `gives`) and keterangan (`see`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from lakip.sop.worktime import Limit


class Act(StrEnum):
    """What kind of work a step is. The engine knows these five and never a step's slug."""

    ASSIGN = "assign"
    PREPARE = "prepare"
    REVIEW = "review"
    RATIFY = "ratify"
    DISTRIBUTE = "distribute"

    @property
    def marks(self) -> str | None:
        """The mark that finishing such a step puts on the paper it gives."""
        return {Act.REVIEW: "paraf", Act.RATIFY: "signature"}.get(self)


@dataclass(frozen=True)
class Role:
    """A performer. `team` says that its holders come from the journey, not from offices.

    `under` is the role above it, whose holders are told when its turn is late.
    """

    slug: str
    name: str
    short: str
    team: bool = False
    under: str | None = None


@dataclass(frozen=True)
class Paper:
    """A paper that the SOP names; `ratified_from` is the draft it is the signed form of."""

    slug: str
    name: str
    ratified_from: str | None = None


@dataclass(frozen=True)
class Duty:
    """One of several doings that a row of the SOP lists, ticked by one role."""

    slug: str
    text: str
    by: str


@dataclass(frozen=True)
class Step:
    """A row of the SOP (kegiatan). `runs` is the edition of the SOP that `see` refers to."""

    slug: str
    title: str
    text: str
    by: str
    act: Act
    needs: tuple[str, ...]
    within: Limit
    gives: str
    joined_by: tuple[str, ...] = ()
    also_gives: tuple[str, ...] = ()
    returns_to: str | None = None
    returns_are_ours: bool = False
    see: str = ""
    runs: str | None = None
    kelengkapan: str = ""
    output: str = ""
    duties: tuple[Duty, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """The row's wording: one sentence, or the list of doings where the SOP lists them."""
        return (self.text,) if self.text else tuple(duty.text for duty in self.duties)

    def duty(self, slug: str) -> Duty | None:
        """The duty of that slug, or None."""
        return next((duty for duty in self.duties if duty.slug == slug), None)

    @property
    def filed_here(self) -> tuple[str, ...]:
        """The papers that people file in this step: what it gives, unless it only marks it."""
        marked_or_sent = self.act in (Act.REVIEW, Act.RATIFY, Act.DISTRIBUTE)
        return self.also_gives if marked_or_sent else (self.gives, *self.also_gives)


@dataclass(frozen=True)
class Edition:
    """A whole SOP as one file tells it, with the file's own text and SHA-256."""

    slug: str
    title: str
    begins_with: str
    registered_by: tuple[str, ...]
    cancelled_by: tuple[str, ...]
    revision_within: Limit
    roles: tuple[Role, ...]
    papers: tuple[Paper, ...]
    steps: tuple[Step, ...]
    text: str = field(repr=False, default="")
    sha256: str = ""

    @cached_property
    def _position(self) -> dict[str, int]:
        return {step.slug: index for index, step in enumerate(self.steps)}

    @cached_property
    def _papers(self) -> dict[str, Paper]:
        return {paper.slug: paper for paper in self.papers}

    @cached_property
    def _roles(self) -> dict[str, Role]:
        return {role.slug: role for role in self.roles}

    def __iter__(self) -> Iterator[tuple[int, Step]]:
        """The steps with their numbers, counted from 1 as the SOP prints them."""
        return iter(enumerate(self.steps, start=1))

    def step(self, slug: str) -> Step:
        """The step of that slug. KeyError when the edition has none."""
        return self.steps[self._position[slug]]

    def has_step(self, slug: str) -> bool:
        """Whether the edition has a step of that slug."""
        return slug in self._position

    def number(self, slug: str) -> int:
        """The step's number as the SOP prints it: its place, counted from 1."""
        return self._position[slug] + 1

    def after(self, slug: str) -> Step | None:
        """The step that follows, or None after the last."""
        position = self._position[slug] + 1
        return self.steps[position] if position < len(self.steps) else None

    def paper(self, slug: str) -> Paper:
        """The paper of that slug. KeyError when the edition has none."""
        return self._papers[slug]

    def role(self, slug: str) -> Role:
        """The role of that slug. KeyError when the edition has none."""
        return self._roles[slug]

    def base(self, paper: str) -> str:
        """The paper as it is stored: a ratified draft is the draft's own document, signed."""
        return self._papers[paper].ratified_from or paper

    def paraf_demanded(self, step: Step) -> bool:
        """Whether the same paper, once filed, is checked and initialled before this step."""
        same, demanded = self.base(step.gives), False
        for earlier in self.steps[: self._position[step.slug]]:
            if same in earlier.filed_here:
                demanded = False  # A new version, so the paraf of the one before does not count.
            elif earlier.act is Act.REVIEW and self.base(earlier.gives) == same:
                demanded = True
        return demanded

    def gives_base(self, paper: str) -> Step | None:
        """The step in which people file that paper, or None for the paper it begins with."""
        return next((step for step in self.steps if paper in step.filed_here), None)

    def presupposed(self, step: Step) -> tuple[str, ...]:
        """The papers that must be there: what the step needs, and what it marks or sends."""
        handled: tuple[str, ...] = ()
        if step.act in (Act.REVIEW, Act.DISTRIBUTE):
            handled = (step.gives,)
        elif step.act is Act.RATIFY:
            handled = (self.base(step.gives),)
        return tuple(dict.fromkeys((*step.needs, *handled)))

    def also_demanded(self, step: Step) -> list[str]:
        """The papers beside the main one that a later step presupposes: they are filed here."""
        later = self.steps[self._position[step.slug] + 1 :]
        wanted = {slug for following in later for slug in self.presupposed(following)}
        return [slug for slug in step.also_gives if slug in wanted]

    @property
    def team_role(self) -> str | None:
        """The role whose holders are the journey's team, if the SOP has one."""
        return next((role.slug for role in self.roles if role.team), None)
