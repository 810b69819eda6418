"""The data model's table of contents."""

from lakip.documents.drafts import Draft, StandingWording
from lakip.documents.keys import Certificate, CertificateAuthority
from lakip.documents.models import Document, Mark, Rendition, Version
from lakip.documents.numbering import Numbered, Series
from lakip.journey.models import DutyTick, Journey, StoredEdition, TeamMember, Turn
from lakip.ledger.models import Event, Log
from lakip.notices.models import Notice
from lakip.people.government import Agency, Bidang, CalendarDay, Government, Ramadan
from lakip.people.letterhead import Letterhead
from lakip.people.office import Office
from lakip.people.person import Person

__all__ = [
    "Agency", "Bidang", "CalendarDay", "Certificate", "CertificateAuthority", "Document", "Draft",
    "DutyTick", "Event", "Government", "Journey", "Letterhead", "Log", "Mark", "Notice", "Numbered",
    "Office", "Person", "Ramadan", "Rendition", "Series", "StandingWording", "StoredEdition",
    "TeamMember", "Turn", "Version",
]  # fmt: skip
