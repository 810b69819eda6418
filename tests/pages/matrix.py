"""The authorization matrix, generated from the URL resolver: nothing in it is listed by hand.

Every URL is asked for by every actor, with every method, with the ids of one agency and of
another. What an actor may not see is marked with a word of the agency's own in every text and
file, so that a leak shows itself wherever it comes out.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver

from lakip.distribution.deliveries import Delivery, Receipt
from lakip.documents import filing
from lakip.documents.models import Rendition, Version
from lakip.documents.sealing import add_rendition
from lakip.journey import acts
from lakip.journey.models import Journey, TeamMember, Turn
from lakip.management import demo
from lakip.management.demo import Demo
from lakip.management.rehearsal import Walk
from lakip.papers import team_changes
from lakip.papers.guides.kept import AgencyGuide
from lakip.papers.laporan_kinerja.attached import Attachment
from lakip.papers.verifikasi.records import RemarkSaying, VerificationRemark
from lakip.people.appointing import appoint
from lakip.people.government import Agency, Bidang, CalendarDay, Government
from lakip.people.office import Office
from lakip.people.person import Person
from lakip.performance.planning import Indicator, Objective, Plan, Target
from lakip.performance.requests import DataRequest, RequestLine, Submission
from lakip.performance.results import Evidence
from tests.cast import MONDAY

METHODS = ("get", "head", "post", "put", "delete")


@dataclass
class World:
    """Two agencies with a journey each, and everybody who might knock."""

    actors: dict[str, Person | None] = field(default_factory=dict)
    ids: dict[str, dict[str, Any]] = field(default_factory=dict)
    markers: dict[str, str] = field(default_factory=dict)
    may_reach: dict[str, set[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Ask:
    """One request of the matrix."""

    actor: str
    method: str
    route: str
    policy: str
    owner: str
    url: str


def build() -> World:
    """The demo government with a journey in each of two agencies, and strangers around it."""
    world = World()
    dinsos = demo.prepare(at=MONDAY)
    arpus = _arpus()
    for owner, cast in (("dinsos", dinsos), ("arpus", arpus)):
        world.markers[owner] = f"RAHASIA-{owner.upper()}-7Q"
        world.ids[owner] = _secret_journey(cast, world.markers[owner])
    world.actors = {f"dinsos {part}": person for part, person in dinsos.people.items()}
    world.actors |= {f"arpus {part}": person for part, person in arpus.people.items()}
    world.actors |= _strangers(dinsos)
    for actor in world.actors:
        world.may_reach[actor] = {actor.split()[0]} & {"dinsos", "arpus"}
    world.may_reach["pengamat"] = {"dinsos", "arpus"}
    return world


def _arpus() -> Demo:
    agency = Agency.objects.get(name=demo.ARPUS)
    parts = {
        "kepala-dinas": "Made Suardika",
        "sekretaris": "Lina Marpaung",
        "kasubbag-perencanaan": "Agus Salim",
    }
    people = {part: Person.objects.get(name=name) for part, name in parts.items()}
    for part in ("tim-penyusun", "anggota"):
        people[part] = _person(f"arpus-{part}", agency)
    return Demo(agency, people)


def _person(slug: str, agency: Agency | None, **more: Any) -> Person:
    return Person.objects.create_person(
        email=f"{slug}@matrix.test", name=f"Orang {slug}", agency=agency, **more
    )


def _secret_journey(cast: Demo, marker: str) -> dict[str, Any]:
    """A journey whose every text carries the agency's marker; and the ids of what is in it."""
    Bidang.objects.create(agency=cast.agency, name=f"Bidang {marker}")
    walk = Walk(cast, year=2026, starts=MONDAY)
    walk.play(until="rapat-persiapan")
    turn = walk.journey.turns.get(closed_at=None)
    version = acts.file_paper(
        turn=turn.pk,
        paper="notula",
        content=filing.take_text(f"Notula {marker}", name=marker),
        by=cast.people["sekretaris"],
        at=walk.at,
    )
    Journey.objects.filter(pk=walk.journey.pk).update(request_sender=marker)
    _renamed(walk, cast, marker)
    figures = _secret_figures(cast, walk.journey, marker)
    day = CalendarDay.objects.create(
        government=cast.agency.government,
        date=f"2027-03-0{len(marker) % 8 + 1}",
        kind="libur",
        name="Hari jadi",
    )
    return {
        "journey": walk.journey.pk,
        "turn": turn.pk,
        "document": version.document_id,
        "token": version.document.token,
        "rendition": _word_file(version, marker).pk,
        "agency": cast.agency.pk,
        "page": 1,
        "slug": f"dinas-{len(marker)}-2026",  # Nothing is published here, so it is not there.
        "chapter": "bab-iii-akuntabilitas-kinerja",
        "version": version.pk,
        "attachment": _added(walk.journey, cast, marker).pk,
        "sha256": marker_sha256(marker),
        "guide": _kept(cast, marker).pk,
        "remark": _remarked(walk.journey, turn, version, cast, marker).pk,
        **_delivered(walk.journey, cast, marker),
        "number": 1,
        "member": TeamMember.objects.filter(journey=walk.journey).earliest("pk").pk,
        "person": cast.people["sekretaris"].pk,
        "bidang": Bidang.objects.get(agency=cast.agency, name=f"Bidang {marker}").pk,
        "office": Office.objects.filter(agency=cast.agency).earliest("pk").pk,
        "government": cast.agency.government_id,
        "day": day.pk,
        "step": "rapat-persiapan",
        "linked": "fgd",
        "duty": "memimpin-rapat",
        "paper": "notula",
        **figures,
        "year": 2026,
        "uidb36": "x",
        "key": "x-x",
    }


def _renamed(walk: Walk, cast: Demo, marker: str) -> None:
    """A change of the team whose reason is the marker."""
    seat = TeamMember.objects.get(journey=walk.journey, person=cast.people["anggota"])
    team_changes.change_standing(
        journey=walk.journey.pk,
        member=seat.pk,
        standing="sekretaris",
        reason=marker,
        by=cast.people["kasubbag-perencanaan"],
        at=walk.next(),
    )


def _delivered(journey: Journey, cast: Demo, marker: str) -> dict[str, Any]:
    """A recipient of the report and the file that proves that they have it."""
    delivery = Delivery.objects.create(
        agency=cast.agency,
        journey=journey,
        number=1,
        name=f"Penerima {marker}",
        way="antar",
        planned_by=cast.people["sekretaris"],
        planned_at=journey.begun_at,
    )
    stored = filing.keep(marker.encode(), name=f"{marker}.txt", media_type="text/plain")
    receipt = Receipt.objects.create(
        delivery=delivery,
        proof="pindaian",
        received_at=journey.begun_at,
        name=marker,
        sha256=stored.sha256,
        size=stored.size,
        file_name=stored.name,
        media_type=stored.media_type,
        recorded_at=journey.begun_at,
    )
    return {"delivery": delivery.pk, "receipt": receipt.pk}


def marker_sha256(marker: str) -> str:
    """A picture's SHA-256 that each owner has for itself."""
    return hashlib.sha256(marker.encode()).hexdigest()


def _added(journey: Journey, cast: Demo, marker: str) -> Attachment:
    """A picture added to the report; the marker is its title and its name."""
    stored = filing.keep(marker.encode(), name=marker, media_type="image/jpeg")
    return Attachment.objects.create(
        journey=journey,
        title=marker,
        name=f"{marker}.jpg",
        sha256=stored.sha256,
        size=stored.size,
        media_type="image/jpeg",
        printed=stored.sha256,
        width=4,
        height=3,
        by=cast.people["tim-penyusun"],
        at=journey.begun_at,
    )


def _kept(cast: Demo, marker: str) -> AgencyGuide:
    """A guide of the agency's own; the marker is in all of it."""
    stored = filing.keep(f"Aturan {marker}".encode(), name=marker, media_type="text/plain")
    return AgencyGuide.objects.create(
        agency=cast.agency,
        title=marker,
        note=marker,
        link=f"https://jdih.contoh.test/{marker}",
        name=f"{marker}.txt",
        sha256=stored.sha256,
        size=stored.size,
        media_type=stored.media_type,
        by=cast.people["sekretaris"],
        at=MONDAY,
    )


def _remarked(
    journey: Journey, turn: Turn, version: Version, cast: Demo, marker: str
) -> VerificationRemark:
    """A remark of the verifier that carries the marker."""
    remark = VerificationRemark.objects.create(
        journey=journey, number=1, version=version, turn=turn, label=marker, quote=marker
    )
    RemarkSaying.objects.create(
        remark=remark, kind="asked", text=marker, by=cast.people["sekretaris"], at=journey.begun_at
    )
    return remark


def _secret_figures(cast: Demo, journey: Journey, marker: str) -> dict[str, Any]:
    """A plan, an indicator with its evidence, and a data request; all carry the marker."""
    agency = cast.agency
    plan = Plan.objects.create(
        government=agency.government,
        agency=agency,
        name=f"Renstra {marker}",
        first_year=2024,
        last_year=2028,
    )
    objective = Objective.objects.create(plan=plan, code="S1", text=f"Sasaran {marker}")
    bidang = Bidang.objects.get(agency=agency, name=f"Bidang {marker}")
    indicator = Indicator.objects.create(
        plan=plan, objective=objective, code="S1.1", name=f"Indikator {marker}", bidang=bidang
    )
    Target.objects.create(indicator=indicator, year=2026, basis="murni", value="10")
    stored = filing.keep(marker.encode(), name=f"{marker}.txt", media_type="text/plain")
    evidence = Evidence.objects.create(
        indicator=indicator,
        year=2026,
        sha256=stored.sha256,
        size=stored.size,
        name=stored.name,
        media_type=stored.media_type,
        by_name=marker,
        at=MONDAY,
    )
    data = DataRequest.objects.create(
        agency=agency,
        journey=journey,
        bidang=bidang,
        due_at=MONDAY,
        made_by=cast.people["sekretaris"],
        made_at=MONDAY,
    )
    RequestLine.objects.create(request=data, indicator=indicator)
    Submission.objects.create(request=data, round=1, opened_at=MONDAY, due_at=MONDAY)
    return {
        "plan": plan.pk,
        "indicator": indicator.pk,
        "evidence": evidence.pk,
        "data": data.pk,
    }


def _word_file(version: Version, marker: str) -> Rendition:
    content = filing.keep(marker.encode(), name=f"{marker}.docx", media_type="text/plain")
    kind = Rendition.Kind.WORD
    return add_rendition(version_id=version.pk, kind=kind, content=content, at=MONDAY)


def _strangers(dinsos: Demo) -> dict[str, Person | None]:
    elsewhere = Agency.objects.create(
        government=Government.objects.create(name="Kota Lain"), name="Dinas Lain"
    )
    foreigner = _person("kota-lain", elsewhere)
    former = _person("mantan", dinsos.agency)
    left = _person("keluar-tim", dinsos.agency)
    for person, agency, until in (
        (foreigner, elsewhere, None),
        (former, dinsos.agency, MONDAY.date().replace(year=2025)),
    ):
        appoint(
            person=person,
            agency=agency,
            role="kepala-bidang",
            by=None,
            at=MONDAY,
            starts_on=MONDAY.date().replace(year=2024),
            ends_on=until,
        )
    _in_and_out(dinsos, left)
    return {
        "anonymous": None,
        "operator": Person.objects.get(name="Operator Kabupaten"),
        "pengamat": Person.objects.get(name="Hendra Wijaya"),
        "kota-lain kepala-bidang": foreigner,
        "mantan kepala-bidang": former,
        "keluar-tim": left,
        "tanpa-jabatan": _person("tanpa-jabatan", None),
    }


def _in_and_out(cast: Demo, person: Person) -> None:
    """Somebody comes into the agency's team and is taken out again."""
    said: dict[str, Any] = {
        "journey": Journey.objects.get(agency=cast.agency).pk,
        "reason": "Penugasan dibatalkan.",
        "by": cast.people["kasubbag-perencanaan"],
        "at": MONDAY,
    }
    seat = team_changes.take_in(person=person, standing="anggota", **said)
    team_changes.take_out(member=seat.pk, **said)


def patterns() -> list[URLPattern]:
    """Every URL pattern of the site."""
    found = get_resolver().url_patterns
    assert all(isinstance(pattern, URLPattern) for pattern in found), "no include() here"
    return list(found)


def asks(world: World, *, methods: tuple[str, ...] = METHODS) -> Iterator[Ask]:
    """Every URL, actor, method and owner."""
    for pattern in patterns():
        names = list(pattern.pattern.converters)
        for owner in world.ids if names else ("dinsos",):
            url = _url(pattern, world.ids[owner])
            policy = getattr(pattern.callback, "policy", "none")
            for actor in world.actors:
                for method in methods:
                    yield Ask(actor, method, str(pattern.pattern), policy, owner, url)


def _url(pattern: URLPattern, ids: dict[str, Any]) -> str:
    url = "/" + str(pattern.pattern)
    for name, converter in pattern.pattern.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
        url = url.replace(f"<{kind}:{name}>", str(ids[name]))
    assert "<" not in url, url
    return url


def leaks(world: World, *, methods: tuple[str, ...] = METHODS) -> Iterator[str]:
    """Every answer that tells or lets somebody do what is not theirs."""
    clients = {actor: _client(person) for actor, person in world.actors.items()}
    for ask in asks(world, methods=methods):
        with transaction.atomic():
            client = clients[ask.actor]
            response = getattr(client, ask.method)(ask.url, SENT)
            body = b"".join(response) if response.streaming else response.content
            transaction.set_rollback(True)
        if "sessionid" not in client.cookies or not client.cookies["sessionid"].value:
            clients[ask.actor] = _client(world.actors[ask.actor])  # Who signed out comes back.
        if said := _judge(world, ask, response.status_code, body, response.get("Location", "")):
            yield f"{ask.actor} {ask.method} {ask.url} ({ask.owner}): {said}"


SENT = {
    "reason": "Alasan.",
    "text": "Isi.",
    "done": "1",
    "standing": "anggota",
    "bagian": "ikhtisar",
    "teks": "Isi.",
}


def _client(person: Person | None) -> Client:
    client = Client(raise_request_exception=True)
    if person:
        client.force_login(person)
    return client


def _judge(world: World, ask: Ask, status: int, body: bytes, location: str) -> str:
    """What is wrong with this answer, or nothing."""
    looks_after_all = ask.actor == "operator" and ask.route.startswith("orang/")
    for owner, marker in world.markers.items():
        theirs = owner in world.may_reach[ask.actor] or looks_after_all
        if not theirs and marker.encode() in body:
            return f"shows what belongs to {owner}"
    if status >= 500:
        return f"answers {status}"
    if ask.policy == "none":
        return "" if status in (403, 405) else f"has no policy and answers {status}"
    if ask.policy == "anyone":
        return ""
    if ask.actor == "anonymous":
        return "" if status == 302 and location.startswith("/masuk/") else f"answers {status}"
    if ask.policy == "operator" and ask.actor != "operator":
        return "" if status == 403 else f"answers {status}, not 403"
    return _judge_object(world, ask, status)


def _judge_object(world: World, ask: Ask, status: int) -> str:
    """Somebody else's object is not there: 404, and 405 only where the method is not known."""
    belongs_to_agency = any(f":{name}>" in ask.route for name in AGENCY_OBJECTS)
    if not belongs_to_agency or ask.policy == "operator":
        return ""
    if ask.owner in world.may_reach[ask.actor]:
        return "" if status != 403 else "is refused at a door that is theirs"
    if ask.actor == "operator" and any(f":{name}>" in ask.route for name in LOOKED_AFTER):
        return ""  # Operators look after people, offices and letterhead of every agency.
    return "" if status in (404, 405) else f"answers {status}, not 404"


AGENCY_OBJECTS = (
    "journey", "turn", "document", "version", "rendition", "office", "agency", "person",
    "plan", "indicator", "evidence", "data", "delivery", "guide", "bidang",
)  # fmt: skip
LOOKED_AFTER = ("office", "agency", "person", "bidang")
