"""Which edition a journey runs on: the text it began with, kept in the database."""

from functools import lru_cache

from django.db import models

from lakip.people.government import Agency
from lakip.sop import reading
from lakip.sop.edition import Edition

# The editions that are a whole SOP of the report, from the request to the delivery, with a short
# name. The others that come with the program are linked SOPs: they run inside a step of these.
REPORT_EDITIONS = {"lakip": "LAKIP", "lakip-reviu": "LAKIP dengan reviu Inspektorat"}


class StoredEdition(models.Model):
    """The text of an edition that some journey began with, so that no change strands it."""

    sha256 = models.CharField(primary_key=True, max_length=64)
    slug = models.CharField(max_length=60)
    text = models.TextField()

    def __str__(self) -> str:
        return f"{self.slug} {self.sha256[:12]}"


def stored(edition: Edition) -> StoredEdition:
    """Keep the edition's text, once; journeys that begin now are pinned to it."""
    return StoredEdition.objects.get_or_create(
        sha256=edition.sha256, defaults={"slug": edition.slug, "text": edition.text}
    )[0]


@lru_cache(maxsize=64)
def edition_of(sha256: str) -> Edition:
    """The edition of that SHA-256, as it was when its first journey began."""
    return reading.read(StoredEdition.objects.values_list("text", flat=True).get(pk=sha256))


@lru_cache(maxsize=16)
def shipped(slug: str) -> Edition:
    """An edition that comes with the program, as its file is now."""
    return reading.shipped(slug)


def current_of(agency: Agency) -> Edition:
    """The edition that a new journey of the agency begins with."""
    return shipped(agency.edition)


def current() -> Edition:
    """The SOP as every agency begins with it, until it chooses another edition."""
    return shipped("lakip")


def linked_name(edition: Edition) -> str:
    """What a linked SOP is called, as the row that points to it calls it."""
    return f"SOP {edition.title}"


def linked_slugs() -> set[str]:
    """The editions that run inside a step of another one, and so are no report of their own."""
    every = (step for slug in reading.slugs() for step in shipped(slug).steps)
    return {step.runs for step in every if step.runs}
