"""The data model's table of contents."""

from lakip.distribution.deliveries import Delivery, Receipt, Sending
from lakip.distribution.recipients import Recipient
from lakip.documents.drafts import Draft, StandingWording
from lakip.documents.keys import Certificate, CertificateAuthority
from lakip.documents.models import Document, Mark, Rendition, Version
from lakip.documents.numbering import Numbered, Series
from lakip.journey.editions import StoredEdition
from lakip.journey.models import DutyTick, Journey, TeamMember, Turn
from lakip.journey.morning import MorningRound
from lakip.ledger.models import Event, Log
from lakip.notices.models import Notice
from lakip.papers.guides.kept import AgencyGuide
from lakip.papers.laporan_kinerja.attached import Attachment
from lakip.papers.laporan_kinerja.passages import Passage, PassageVersion
from lakip.papers.publikasi.records import Publication
from lakip.papers.verifikasi.records import RemarkSaying, Verification, VerificationRemark
from lakip.people.government import Agency, Bidang, CalendarDay, Government, Ramadan
from lakip.people.letterhead import Letterhead
from lakip.people.office import Office
from lakip.people.person import Person
from lakip.performance.planning import Indicator, Objective, Plan, Target
from lakip.performance.requests import (
    DataRequest,
    Entry,
    Remark,
    Reminder,
    RequestLine,
    Submission,
)
from lakip.performance.results import Actual, Analysis, Arithmetic, Budget, Evidence, Programme

__all__ = [
    "Actual", "Agency", "AgencyGuide", "Analysis", "Arithmetic", "Attachment", "Bidang", "Budget",
    "CalendarDay", "Certificate", "CertificateAuthority", "DataRequest", "Delivery", "Document",
    "Draft", "DutyTick", "Entry", "Event", "Evidence", "Government", "Indicator", "Journey",
    "Letterhead", "Log", "Mark", "MorningRound", "Notice", "Numbered", "Objective", "Office",
    "Passage", "PassageVersion", "Person", "Plan", "Programme", "Publication", "Ramadan",
    "Receipt", "Recipient", "Remark", "RemarkSaying", "Reminder", "Rendition", "RequestLine",
    "Sending", "Series", "StandingWording", "StoredEdition", "Submission", "Target",
    "TeamMember", "Turn", "Verification", "VerificationRemark", "Version",
]  # fmt: skip
