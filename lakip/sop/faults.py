"""What can be wrong with an edition, each fault said with its place.

All faults are found in one pass: who mends a file wants the whole list, not the first line.
`form` finds what is wrongly written; here is judged whether what is written makes sense.
"""

from collections.abc import Collection, Iterator
from typing import Any

from lakip.sop.edition import Act
from lakip.sop.form import Draft, Fault, PlaceFinder, Row, sort_out
from lakip.sop.worktime import Limit

# Of each paper that the file lists: the draft it is the signed form of, if it is one.
type _Papers = dict[str, str]


def find(data: dict[str, Any], places: PlaceFinder, *, shipped: Collection[str]) -> list[str]:
    """Every fault of the edition, in the order of the file. Empty means it can be run.

    `shipped` are the slugs of the editions that a step may run as a linked SOP.
    """
    draft, found = sort_out(data, places)
    found += _sense(draft)
    found += _linked(draft, shipped)
    found.sort(key=lambda fault: fault.place.line or 0)
    return [str(fault) for fault in found]


def _sense(draft: Draft) -> Iterator[Fault]:
    """Faults of sense: names that lead nowhere, papers nobody gives, returns that go forward."""
    roles = {row.text("slug") for row in draft.roles if row.has("slug")}
    papers = {
        row.text("slug"): row.text("ratified_from") for row in draft.papers if row.has("slug")
    }
    for rows in (draft.roles, draft.papers, draft.steps):
        yield from _doubles(rows)
    yield from _teams(draft.roles)
    yield from _superiors(draft.roles, roles)
    yield from _head(draft, roles, papers)
    for row in draft.papers:
        yield from _ratified(row, papers)
    yield from _walk(draft, roles, papers)


def _doubles(rows: Collection[Row]) -> Iterator[Fault]:
    first: dict[str, Row] = {}
    for row in rows:
        slug = row.text("slug")
        if slug and first.setdefault(slug, row) is not row:
            yield Fault(row.place, f"slug {slug} sudah dipakai ({first[slug].place}).")


def _teams(roles: Collection[Row]) -> Iterator[Fault]:
    teams = [row for row in roles if row.values.get("team")]
    for row in teams[1:]:
        yield Fault(row.place, "hanya satu pelaksana boleh bertanda team = true.")


def _superiors(rows: Collection[Row], roles: Collection[str]) -> Iterator[Fault]:
    """Who is above whom: a role that there is, and nobody above themselves."""
    above = {row.text("slug"): row.text("under") for row in rows}
    for row in rows:
        yield from _unknown(row, "under menyebut pelaksana", [row.text("under")], roles)
        seen, next_up = {row.text("slug")}, row.text("under")
        while next_up in above and next_up not in seen:
            seen.add(next_up)
            next_up = above[next_up]
        if next_up and next_up == row.text("slug"):
            yield Fault(row.place, f"under: {next_up} berada di bawah dirinya sendiri.")


def _linked(draft: Draft, shipped: Collection[str]) -> Iterator[Fault]:
    for row in draft.steps:
        linked = row.text("runs")
        if linked and linked not in shipped:
            yield Fault(row.place, f"runs menyebut SOP {linked} yang tidak ada.")
        elif linked and linked == draft.head.text("slug"):
            yield Fault(row.place, "runs: sebuah SOP tidak dapat menjalankan dirinya sendiri.")


def _head(draft: Draft, roles: Collection[str], papers: _Papers) -> Iterator[Fault]:
    head = draft.head
    team = {row.text("slug") for row in draft.roles if row.values.get("team")}
    begins = head.text("begins_with")
    yield from _unknown(head, "begins_with menyebut surat", [begins], papers)
    if papers.get(begins):
        yield Fault(head.place, f"begins_with: surat {begins} hanya lahir dari pengesahan.")
    for key in ("registered_by", "cancelled_by"):
        yield from _unknown(head, f"{key} menyebut pelaksana", head.texts(key), roles)
    for slug in team.intersection(head.texts("registered_by")):
        yield Fault(head.place, f"registered_by: {slug} belum ada ketika permintaan didaftarkan.")
    yield from _time(head, "revision_within")


def _ratified(row: Row, papers: _Papers) -> Iterator[Fault]:
    draft = row.text("ratified_from")
    if not draft:
        return
    if draft not in papers:
        yield Fault(row.place, f"ratified_from menyebut surat {draft} yang tidak ada.")
    elif papers[draft]:
        yield Fault(row.place, f"ratified_from: {draft} sendiri lahir dari pengesahan.")


def _walk(draft: Draft, roles: Collection[str], papers: _Papers) -> Iterator[Fault]:
    """Walk the steps in order, knowing at each what has been given before."""
    order = [row.text("slug") for row in draft.steps]
    given = {draft.head.text("begins_with")}
    for index, row in enumerate(draft.steps):
        yield from _performers(row, roles)
        yield from _wording(row)
        yield from _time(row, "within")
        yield from _needs(row, papers, given)
        yield from _gives(row, papers, given)
        yield from _return(row, order, index)
        given = _given_after(row, papers, given)


def _given_after(row: Row, papers: _Papers, given: set[str]) -> set[str]:
    """What has been given once this step is done. A new draft has not been ratified yet."""
    filed = set(row.texts("also_gives"))
    if row.text("act") in (Act.ASSIGN, Act.PREPARE):
        filed.add(row.text("gives"))
    undone = {slug for slug, draft in papers.items() if draft in filed}
    return (given - undone) | filed | {row.text("gives")}


def _performers(row: Row, roles: Collection[str]) -> Iterator[Fault]:
    by, joined = row.text("by"), row.texts("joined_by")
    yield from _unknown(row, "by menyebut pelaksana", [by], roles)
    yield from _unknown(row, "joined_by menyebut pelaksana", joined, roles)
    for duty in row.duties:
        if by and duty.has("by") and duty.text("by") not in (by, *joined):
            yield Fault(duty.place, f"{duty.text('by')} tidak ikut dalam langkah ini.")
    yield from _doubles(row.duties)


def _wording(row: Row) -> Iterator[Fault]:
    if row.values and not row.text("text") and not row.duties:
        yield Fault(row.place, "langkah ini kosong; isi text atau sedikitnya satu [[step.duty]].")
    act = row.text("act")
    if act and act not in set(Act):
        yield Fault(row.place, f"act {act} tidak dikenal ({', '.join(Act)}).")


def _needs(row: Row, papers: _Papers, given: Collection[str]) -> Iterator[Fault]:
    needs = row.texts("needs")
    yield from _unknown(row, "needs menyebut surat", needs, papers)
    for slug in needs:
        if slug in papers and slug not in given:
            yield Fault(
                row.place, f"surat {slug} belum diberikan oleh langkah mana pun sebelumnya."
            )


def _gives(row: Row, papers: _Papers, given: Collection[str]) -> Iterator[Fault]:
    gives, also = row.text("gives"), row.texts("also_gives")
    yield from _unknown(row, "gives menyebut surat", [gives], papers)
    yield from _unknown(row, "also_gives menyebut surat", also, papers)
    act = row.text("act")
    born = [slug for slug in also if papers.get(slug)]
    if act in (Act.ASSIGN, Act.PREPARE) and papers.get(gives):
        born.insert(0, gives)
    for slug in born:
        yield Fault(row.place, f"surat {slug} hanya lahir dari pengesahan.")
    if gives in papers:
        yield from _marked_or_sent(row, act, gives, papers[gives], given)


def _marked_or_sent(
    row: Row, act: str, gives: str, draft: str, given: Collection[str]
) -> Iterator[Fault]:
    if act == Act.RATIFY and not draft:
        yield Fault(row.place, f"yang disahkan harus surat dengan ratified_from, bukan {gives}.")
    elif act == Act.RATIFY and draft not in given:
        yield Fault(row.place, f"surat {draft} yang disahkan belum diberikan langkah sebelumnya.")
    elif act == Act.REVIEW and gives not in given:
        yield Fault(row.place, f"surat {gives} yang diperiksa belum diberikan langkah sebelumnya.")
    elif act == Act.DISTRIBUTE and gives not in given:
        yield Fault(row.place, f"surat {gives} yang dikirim belum diberikan langkah sebelumnya.")


def _return(row: Row, order: list[str], index: int) -> Iterator[Fault]:
    target = row.text("returns_to")
    if target and target not in order:
        yield Fault(row.place, f"returns_to menyebut langkah {target} yang tidak ada.")
    elif target and target not in order[:index]:
        yield Fault(row.place, f"returns_to harus ke langkah sebelumnya, bukan {target}.")


def _unknown(
    row: Row, says: str, slugs: Collection[str], known: Collection[str]
) -> Iterator[Fault]:
    """Names that lead nowhere. Where the file lists nothing at all, that is said once instead."""
    if known:
        for slug in filter(None, slugs):
            if slug not in known:
                yield Fault(row.place, f"{says} {slug} yang tidak ada.")


def _time(row: Row, key: str) -> Iterator[Fault]:
    if row.has(key):
        try:
            Limit.parse(row.text(key))
        except ValueError as error:
            yield Fault(row.place, f"{key}: {error}")
