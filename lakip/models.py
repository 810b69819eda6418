"""The data model's table of contents."""

from lakip.documents.models import Document, Mark, Version
from lakip.journey.models import DutyTick, Journey, StoredEdition, TeamMember, Turn
from lakip.ledger.models import Event, Log
from lakip.notices.models import Notice
from lakip.people.government import Agency, Bidang, CalendarDay, Government, Ramadan
from lakip.people.office import Office
from lakip.people.person import Person

__all__ = [
    "Agency", "Bidang", "CalendarDay", "Document", "DutyTick", "Event", "Government",
    "Journey", "Log", "Mark", "Notice", "Office", "Person", "Ramadan", "StoredEdition",
    "TeamMember", "Turn", "Version",
]  # fmt: skip
