"""The meeting that a filed invitation calls, as a file for people's calendars."""

import datetime
from zoneinfo import ZoneInfo

from lakip.documents import calendar_file
from lakip.documents.models import Version
from lakip.papers import form, undangan

USUAL_LENGTH = datetime.timedelta(hours=2)


def meeting_of(version: Version) -> bytes | None:
    """The meeting of a filed invitation as a calendar file; None for one made elsewhere."""
    if version.document.paper != undangan.SLUG or version.made_from is None:
        return None
    answers, journey = version.made_from["answers"], version.document.journey
    day, begins = form.date_of(answers["hari"]), form.time_of(answers["pukul"])
    if day is None or begins is None:
        return None
    zone = ZoneInfo(journey.agency.government.zone)
    starts = datetime.datetime.combine(day, begins, tzinfo=zone)
    until = form.time_of(answers.get("sampai", ""))
    ends = datetime.datetime.combine(day, until, tzinfo=zone) if until else starts + USUAL_LENGTH
    return calendar_file.invitation(
        uid=f"{version.document_id}@lakip",
        title=answers["hal"],
        place=answers["tempat"],
        starts=starts,
        ends=max(ends, starts + datetime.timedelta(minutes=1)),
        organizer=journey.agency.name,
        description="\n".join(answers["acara"]),
        at=version.at,
    )
