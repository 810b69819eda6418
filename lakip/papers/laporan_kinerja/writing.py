"""Writing at a place of the report: who may, who is at it now, and keeping every version."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from lakip.documents.typesetting import missing_letters
from lakip.journey.editions import edition_of
from lakip.journey.models import Journey, TeamMember
from lakip.journey.refusal import refuse_if
from lakip.journey.standing import local_day, offices_for, roles_from
from lakip.papers.knowing import candidates
from lakip.papers.laporan_kinerja.manuscript import Manuscript
from lakip.papers.laporan_kinerja.passages import Passage, PassageVersion
from lakip.papers.laporan_kinerja.rich_text import RichText, to_plain
from lakip.people.person import Person
from lakip.sop.edition import Edition

PAPER = "draft-laporan-kinerja"
HELD_FOR = datetime.timedelta(minutes=2)  # The page says every half minute that it is still open.
CHAIR = "ketua tim"

NO_PLACE = "Bagian itu tidak ada dalam laporan ini."
NOT_YOURS = "Bagian ini ditulis oleh {names}. Yang lain dapat membacanya."
THE_TEAM = "tim penyusun"
CLOSED = "Penyusunan ini sudah ditutup; laporannya tidak dapat diubah lagi."
HANDED_OVER = (
    "Draf laporan sudah diserahkan dan sedang pada langkah {number}, {title}. "
    "Tulisan dapat diubah lagi bila draf dikembalikan."
)
NO_LETTERS = "Huruf {letters} tidak ada dalam jenis huruf laporan. Gantilah dengan huruf lain."
MOST_NAMED = 8


@dataclass(frozen=True, kw_only=True)
class Writer:
    """One person at one journey's report: what they are there, and what they are called."""

    person: Person
    is_of_the_team: bool
    titles: frozenset[str]
    obstacles: tuple[str, ...]  # Why nobody can write now.

    def is_named(self, names: tuple[str, ...]) -> bool:
        """Whether one of the names of the division is theirs."""
        said = [name.casefold() for name in names]
        return any(title in name for name in said for title in self.titles)

    def may_write(self, manuscript: Manuscript, place: str) -> bool:
        """Whether they may write at that place now."""
        return not self.refusals(manuscript, place)

    def refusals(self, manuscript: Manuscript, place: str) -> list[str]:
        """Why they may not write at that place; empty means they may."""
        if place not in manuscript.places:
            return [NO_PLACE]
        if self.obstacles:
            return list(self.obstacles)
        names = manuscript.writers(place)
        if self.is_of_the_team or self.is_named(names):
            return []
        return [NOT_YOURS.format(names=", ".join(names) or THE_TEAM)]


def writer_of(journey: Journey, person: Person, *, at: datetime.datetime) -> Writer:
    """What the person is to the journey's report."""
    edition = edition_of(journey.edition_id)
    step = next((step for step in edition.steps if PAPER in step.filed_here), None)
    offices = offices_for(journey, person=person, at=at, turn_id=None)
    roles = roles_from(offices, journey, person)
    is_of_the_team = step is not None and step.by in roles
    return Writer(
        person=person,
        is_of_the_team=is_of_the_team,
        titles=_titles(journey, person, at=at),
        obstacles=tuple(_obstacles(journey, edition)),
    )


def _titles(journey: Journey, person: Person, *, at: datetime.datetime) -> frozenset[str]:
    """What the person is called in a division of work: by name, by office, by seat.

    The division names people because they sit in the team. Who left it is not meant by their
    name any more, but by an office of their own they still are.
    """
    day = local_day(journey, at)
    held = [
        holder.title
        for holders in candidates(journey.agency, day=day).values()
        for holder in holders
        if holder.person == str(person.pk)
    ]
    seats = list(TeamMember.objects.filter(journey=journey, person=person))
    now = [seat for seat in seats if seat.left_at is None]
    chair = [CHAIR] if any(seat.standing == TeamMember.Standing.CHAIR for seat in now) else []
    has_left = not now and any(seat.seated_at for seat in seats)
    name = "" if has_left else person.name
    return frozenset(title.casefold() for title in (name, *held, *chair) if title)


def _obstacles(journey: Journey, edition: Edition) -> list[str]:
    turn = journey.turns.filter(closed_at=None).first()
    if turn is None:
        return [CLOSED]
    files = next((step for step in edition.steps if PAPER in step.filed_here), None)
    if files is None or edition.number(turn.step) <= edition.number(files.slug):
        return []
    number, title = edition.number(turn.step), edition.step(turn.step).title
    return [HANDED_OVER.format(number=number, title=title)]


def hold(
    manuscript: Manuscript, place: str, *, writer: Writer, at: datetime.datetime
) -> Person | None:
    """Say that somebody has the place open now. Raises Refused.

    Gives who else has it open, and keeps it; None where nobody else has.
    """
    refuse_if(writer.refusals(manuscript, place))
    passage, _ = Passage.objects.get_or_create(journey=manuscript.journey, place=place)
    free = Q(held_by=None) | Q(held_by=writer.person) | Q(held_until__lt=at)
    taken = Passage.objects.filter(free, pk=passage.pk).update(
        held_by=writer.person, held_until=at + HELD_FOR
    )
    if taken:
        return None
    return Passage.objects.select_related("held_by").get(pk=passage.pk).held_by


def let_go(manuscript: Manuscript, place: str, *, writer: Writer) -> None:
    """The place is not open any more."""
    Passage.objects.filter(journey=manuscript.journey, place=place, held_by=writer.person).update(
        held_by=None, held_until=None
    )


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What became of a text: its version, or None where nothing was changed.

    `came_upon` is the newer version that the text met; the text was then kept aside.
    """

    version: PassageVersion | None
    came_upon: PassageVersion | None = None


def save(
    manuscript: Manuscript,
    place: str,
    text: RichText,
    *,
    after: int,
    writer: Writer,
    at: datetime.datetime,
) -> Kept:
    """Keep a text as the place's next version. `after` is the version it was written upon.

    A text that comes upon a newer version is kept beside it and changes nothing in the report.
    Raises Refused.
    """
    refuse_if([*writer.refusals(manuscript, place), *_faults(text)])
    figures = list(manuscript.says(place, text))
    body = to_plain(text)
    with transaction.atomic():
        passage = _locked(manuscript, place)
        latest = passage.latest
        if latest is None and body == to_plain(manuscript.first(place)):
            return Kept(version=None)
        if latest and (latest.body, sorted(latest.figures)) == (body, sorted(figures)):
            return Kept(version=None)
        newer = latest if latest and latest.number != after and latest.body != body else None
        version = _add(passage, body, figures, after=after, by=writer.person, at=at, aside=newer)
    return Kept(version=version, came_upon=newer)


def go_back(
    manuscript: Manuscript, place: str, *, writer: Writer, at: datetime.datetime
) -> PassageVersion | None:
    """Let the first draft stand at the place again; what was written is kept. Raises Refused."""
    refuse_if(writer.refusals(manuscript, place))
    with transaction.atomic():
        passage = _locked(manuscript, place)
        latest = passage.latest
        if latest is None or latest.body is None:
            return None
        return _add(passage, None, [], after=latest.number, by=writer.person, at=at, aside=None)


def _faults(text: RichText) -> list[str]:
    """What keeps a text from being printed."""
    missing = missing_letters(text.shown({}), serif=False)
    if not missing:
        return []
    named = ", ".join(f"“{letter}”" for letter in missing[:MOST_NAMED])
    return [NO_LETTERS.format(letters=named)]


def _locked(manuscript: Manuscript, place: str) -> Passage:
    """The passage, for this transaction alone."""
    Passage.objects.get_or_create(journey=manuscript.journey, place=place)
    rows = Passage.objects.select_for_update(no_key=True).select_related(None)
    return rows.get(journey=manuscript.journey, place=place)


def _add(
    passage: Passage,
    body: list[dict[str, object]] | None,
    figures: list[str],
    *,
    after: int,
    by: Person,
    at: datetime.datetime,
    aside: PassageVersion | None,
) -> PassageVersion:
    last = passage.versions.order_by("-number").values_list("number", flat=True).first() or 0
    version = PassageVersion.objects.create(
        passage=passage,
        number=last + 1,
        after=after,
        body=body,
        figures=figures,
        is_aside=aside is not None,
        by=by,
        at=at,
    )
    if aside is None:
        passage.latest = version
        passage.save(update_fields=["latest"])
    return version
