"""Drafts a paper: keeps what is typed, shows how it will look, and files it as PDF and Word."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import transaction

from lakip.documents import filing, typesetting, word
from lakip.documents.blocks import Paper, Profile, Sheet
from lakip.documents.drafts import Draft, StandingWording
from lakip.documents.models import Document, Rendition, Version
from lakip.documents.numbering import Pattern, give_number
from lakip.documents.sealing import PDF, add_rendition
from lakip.documents.typesetting import CannotTypeset
from lakip.journey import acts, happenings
from lakip.journey.refusal import Refused, refuse_if
from lakip.journey.standing import Standing, local_day, stand
from lakip.journey.telling import tell
from lakip.papers import drafted, form, knowing
from lakip.papers.drafted import DECREE, Drafted, Known
from lakip.papers.form import Answers, Fault, Field, Kind
from lakip.people.government import Agency
from lakip.people.letterhead import Letterhead, letterhead_of
from lakip.people.person import Person
from lakip.sop import rules

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SIGNER = "penandatangan"
OVERTAKEN = (
    "Surat ini diubah oleh {name} sejak halaman Anda dibuka. Isian Anda masih ada di sini: "
    "salin yang perlu, muat ulang halaman, lalu gabungkan."
)


@dataclass
class Desk:
    """A paper on somebody's desk: the turn it is drafted in, what is known, what was typed."""

    standing: Standing
    paper: Drafted
    document: Document | None
    draft: Draft | None
    known: Known
    house: Agency  # Whose paper it is: that of the journey, or of who signs from outside.

    @property
    def fields(self) -> tuple[Field, ...]:
        """What is asked; also who signs, where more than one person may."""
        return self.paper.fields + self._signers()

    def _signers(self) -> tuple[Field, ...]:
        journey = self.standing.journey
        found = knowing.candidates(journey.agency, day=self.known.today)
        holders = found.get(self.paper.signed_by, ())
        if len(holders) < 2:
            return ()
        options = tuple((holder.person, f"{holder.name} ({holder.title})") for holder in holders)
        return (Field(name=SIGNER, label="Yang menandatangani", kind=Kind.CHOICE, options=options),)

    @property
    def revision(self) -> int:
        """Which change of the draft is on the desk; zero when nothing was typed yet."""
        return self.draft.revision if self.draft else 0

    @property
    def answers(self) -> Answers:
        """What was typed, or what a new draft begins with."""
        if self.draft:  # A draft that is older than a field has no answer to it yet.
            typed: Answers = self.draft.answers
            return self.paper.first(self.known) | typed
        own = StandingWording.objects.filter(agency=self.house, paper=self.paper.slug).first()
        return self.paper.first(self.known) | (own.answers if own else {})

    def faults(self, answers: Answers) -> list[Fault]:
        """What keeps these answers from becoming a paper."""

        def missing(text: str) -> list[str]:
            return typesetting.missing_letters(text, serif=self.paper.is_decree)

        found = form.faults(self.fields, answers, missing=missing)
        more = self.paper.faults(self._knowing(answers), answers)
        return found + [Fault(field="", sentence=sentence) for sentence in more]

    def _knowing(self, answers: Answers) -> Known:
        """What is known, with the signer that was chosen."""
        chosen = answers.get(SIGNER)
        found = knowing.candidates(self.standing.journey.agency, day=self.known.today)
        for holder in found.get(self.paper.signed_by, ()):
            if holder.person == chosen:
                holders = self.known.holders | {self.paper.signed_by: holder}
                return replace(self.known, holders=holders)
        return self.known

    def sheet(self, answers: Answers, *, at: datetime.datetime) -> Sheet:
        """The paper as it is with these answers."""
        name = self.standing.edition.paper(self.paper.slug).name
        head = letterhead_of(self.house)
        return Sheet(
            title=f"{name}, Laporan Kinerja {self.known.year}",
            author=self.house.name,
            blocks=self.paper.blocks(self._knowing(answers), answers),
            made_at=at,
            profile=profile(head, is_decree=self.paper.is_decree),
        )

    def made_from(self, answers: Answers) -> dict[str, Any]:
        """What a version filed now is made from."""
        return drafted.made_from(self._knowing(answers), self.paper, answers)


def profile(head: Letterhead, *, is_decree: bool) -> Profile:
    """Paper and margins that the agency chose; F4 keeps the wider margins of its time."""
    if head.paper == Letterhead.Paper.F4:
        return Profile(paper=Paper.F4, top=25, right=25, bottom=30, left=30, serif=is_decree)
    return Profile(serif=is_decree)


def logo_of(known: Known) -> bytes:
    """The picture of the kop; nothing when there is none, or when its file is gone."""
    return filing.store().bytes_if_there(known.letterhead.logo)


def desk(*, turn: UUID, paper: str, by: Person, at: datetime.datetime) -> Desk:
    """The paper on this person's desk. Raises Refused when it is not theirs to draft now."""
    standing = stand(turn_id=turn, person=by, at=at)
    known = drafted.of(paper)
    if known is None:
        raise Refused("Surat ini tidak disusun di aplikasi; unggahlah berkasnya.")
    refuse_if(rules.obstacles_to_filing(standing.edition, standing.step, paper, standing.facts))
    return _laid(standing, known, at)


def _laid(standing: Standing, paper: Drafted, at: datetime.datetime) -> Desk:
    journey = standing.journey
    document = (
        Document.objects.filter(journey=journey, paper=paper.slug)
        .select_related("draft__by", "numbered")
        .first()
    )
    draft = getattr(document, "draft", None) if document else None
    house = _outside(standing, paper, draft) if paper.from_outside else None
    known = knowing.known(journey, document, at=at, house=house)
    return Desk(standing, paper, document, draft, known, house or journey.agency)


def _outside(standing: Standing, paper: Drafted, draft: Draft | None) -> Agency | None:
    """The agency of who signs a paper from outside."""
    signer = str(draft.answers.get(SIGNER, "")) if draft else ""
    day = local_day(standing.journey, standing.at)
    return knowing.house_of(standing.journey.agency, paper.signed_by, signer=signer, day=day)


def save(
    *,
    turn: UUID,
    paper: str,
    sent: Mapping[str, Any],
    revision: int,
    by: Person,
    at: datetime.datetime,
) -> Desk:
    """Keep what was typed, also while it is not right yet. Raises Refused when overtaken."""
    here = desk(turn=turn, paper=paper, by=by, at=at)
    _keep(here, form.read(here.fields, sent), revision=revision, by=by, at=at)
    return desk(turn=turn, paper=paper, by=by, at=at)


def fill(
    *, turn: UUID, paper: str, answers: Mapping[str, Any], by: Person, at: datetime.datetime
) -> Desk:
    """Put these answers in their fields; what else was typed stays as it is."""
    here = desk(turn=turn, paper=paper, by=by, at=at)
    _keep(here, here.answers | dict(answers), revision=here.revision, by=by, at=at)
    return desk(turn=turn, paper=paper, by=by, at=at)


def _keep(
    here: Desk, answers: Answers, *, revision: int, by: Person, at: datetime.datetime
) -> None:
    with transaction.atomic():
        fresh, made = Draft.objects.select_for_update(no_key=True).get_or_create(
            document=_document(here), defaults={"by": by, "at": at}
        )
        if fresh.revision != revision and fresh.answers != answers:
            raise Refused(OVERTAKEN.format(name=fresh.by.name))
        if made or fresh.answers != answers:
            fresh.answers, fresh.by, fresh.at = answers, by, at
            fresh.revision += 1
            fresh.save()


def _keep_first(here: Desk, *, by: Person, at: datetime.datetime) -> Desk:
    """A draft that nobody changed is kept as it was shown."""
    Draft.objects.get_or_create(
        document=_document(here), defaults={"answers": here.answers, "by": by, "at": at}
    )
    return desk(turn=here.standing.turn.pk, paper=here.paper.slug, by=by, at=at)


def _document(here: Desk) -> Document:
    journey = here.standing.journey
    found, _ = Document.objects.get_or_create(
        journey=journey, paper=here.paper.slug, defaults={"agency": journey.agency}
    )
    return found


def pictures(here: Desk, *, at: datetime.datetime) -> list[bytes]:
    """The pages as they look now, one PNG each. Raises CannotTypeset."""
    return typesetting.preview(here.sheet(here.answers, at=at), logo=logo_of(here.known))


def file(*, turn: UUID, paper: str, by: Person, at: datetime.datetime) -> Version:
    """File the draft as the paper's next version: numbered, as PDF, and as Word beside it."""
    here = desk(turn=turn, paper=paper, by=by, at=at)
    answers = here.answers
    if here.draft is None:
        here = _keep_first(here, by=by, at=at)
    refuse_if([fault.sentence for fault in here.faults(answers)])
    if here.paper.series and not here.known.number:
        _number(here, answers, by=by, at=at)
        here = desk(turn=turn, paper=paper, by=by, at=at)
    try:
        pdf, docx = _made(here, answers)
    except CannotTypeset as error:
        raise Refused(str(error)) from error
    with transaction.atomic():
        version = acts.file_paper(turn=turn, paper=paper, content=pdf, by=by, at=at)
        add_rendition(version_id=version.pk, kind=Rendition.Kind.WORD, content=docx, at=at)
    return version


def _made(here: Desk, answers: Answers) -> tuple[filing.Content, filing.Content]:
    """PDF and Word, dated by the draft's last change: what did not change gives the same bytes."""
    assert here.draft is not None
    sheet, logo = here.sheet(answers, at=here.draft.at), logo_of(here.known)
    name = f"{here.paper.slug}-{here.known.year}"
    pdf = filing.keep(
        typesetting.typeset(sheet, logo=logo),
        name=f"{name}.pdf",
        media_type=PDF,
        made_from=here.made_from(answers),
    )
    docx = filing.keep(word.write(sheet, logo=logo), name=f"{name}.docx", media_type=WORD)
    return pdf, docx


def _number(here: Desk, answers: Answers, *, by: Person, at: datetime.datetime) -> None:
    """Give the paper's document its number."""
    with transaction.atomic():
        document = _document(here)
        pattern = pattern_of(letterhead_of(here.house), here.paper.series)
        refuse_if([_whose(fault, here) for fault in pattern.faults()])
        date = form.date_of(answers.get(here.paper.date_field, "")) or here.known.today
        given, is_new = give_number(
            document=document,
            series=here.paper.series,
            pattern=pattern,
            date=date,
            by=by,
            at=at,
            house=here.house.pk,
        )
        if is_new:
            facts = {"paper": here.paper.slug, "given": given.text, "sequence": given.sequence}
            tell(
                happenings.NUMBERED,
                journey=here.standing.journey,
                by=by,
                at=at,
                facts={"turn": here.standing.turn.pk, **facts},
            )


def _whose(fault: str, here: Desk) -> str:
    """The fault, with whose kop is meant where it is not that of the agency that reports."""
    return f"{here.house}: {fault}" if here.known.house else fault


def pattern_of(head: Letterhead, series: str) -> Pattern:
    """How the agency writes the numbers of that series."""
    text = head.decree_pattern if series == DECREE else head.letter_pattern
    return Pattern(text=text, classification=head.classification, unit=head.unit)


def keep_wording(*, turn: UUID, paper: str, by: Person, at: datetime.datetime) -> None:
    """Make this draft's standing sentences the agency's own, for papers begun from now on."""
    here = desk(turn=turn, paper=paper, by=by, at=at)
    own = {f.name: here.answers.get(f.name) for f in here.paper.fields if f.is_wording}
    if not own:
        raise Refused("Surat ini tidak memuat kalimat baku.")
    StandingWording.objects.update_or_create(
        agency=here.house, paper=paper, defaults={"answers": own}
    )
