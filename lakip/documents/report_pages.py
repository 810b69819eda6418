"""On which pages a report's parts, tables and figures stand, read off its own PDF."""

from io import BytesIO
from typing import Any

import pikepdf

from lakip.documents.blocks import Contents, Report
from lakip.documents.report_layout import entries


def listed_pages(pdf: bytes, report: Report) -> dict[str, list[str]]:
    """The page of each line of each list, as it is printed; empty where it cannot be told.

    The lines are the links within the file, in the order of the lists.
    """
    with pikepdf.open(BytesIO(pdf)) as opened:
        labels: dict[Any, str] = {page.objgen: str(page.label) for page in opened.pages}
        found = [labels[goal] for goal in _goals(opened) if goal in labels]
    told: dict[str, list[str]] = {}
    for block in report.blocks:
        if isinstance(block, Contents):
            count = len(entries(report.blocks, block.kind))
            told[block.kind], found = found[:count], found[count:]
    return {} if found else told


def _goals(opened: pikepdf.Pdf) -> list[Any]:
    """The pages that links lead to; a link that is broken over lines counts once."""
    goals = []
    last: Any = None
    for page in opened.pages:
        notes: Any = page.get("/Annots", [])
        for note in notes:
            goal = _goal(opened, note)
            if goal is None:
                continue
            place = [goal[0].objgen, *map(str, list(goal)[1:])]
            if place != last:
                goals.append(goal[0].objgen)
            last = place
    return goals


def _goal(opened: pikepdf.Pdf, note: Any) -> Any:
    """The page and place that a link leads to; None when it leads out of the file."""
    goal = note.get("/Dest")
    if goal is None and "/A" in note:
        goal = note["/A"].get("/D")
    if isinstance(goal, pikepdf.Name) and "/Dests" in opened.Root:
        goal = opened.Root["/Dests"].get(goal)
    elif isinstance(goal, pikepdf.String | pikepdf.Name):
        goal = pikepdf.NameTree(opened.Root["/Names"]["/Dests"]).get(str(goal))
    if isinstance(goal, pikepdf.Dictionary):
        goal = goal.get("/D")
    return goal if isinstance(goal, pikepdf.Array) else None
