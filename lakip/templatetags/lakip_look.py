"""Tags and filters for what pages show alike: icons, dates, deadlines, badges."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from django import template
from django.template.defaultfilters import filesizeformat
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lakip.documents.models import Version
from lakip.journey.editions import edition_of
from lakip.journey.models import Journey
from lakip.performance.numbers import show

register = template.Library()

_SPRITE = Path(__file__).parent.parent / "static" / "icons.svg"
ICONS = frozenset(re.findall(r'<symbol id="([\w-]+)"', _SPRITE.read_text(encoding="utf-8")))

BADGES = {
    "late": ("alert-triangle", "Terlambat"),
    "due-soon": ("hourglass", "Segera jatuh tempo"),
    "waiting": ("clock", "Menunggu"),
    "current": ("route", "Sedang berjalan"),
    "done": ("check", "Selesai"),
    "returned": ("arrow-back-up", "Dikembalikan"),
    "cancelled": ("ban", "Dibatalkan"),
    "todo": ("circle-dashed", "Belum dimulai"),
}

_ZONES = {7: "WIB", 8: "WITA", 9: "WIT"}


@register.simple_tag
def icon(name: str) -> SafeString:
    """A decorative icon of the sprite. ValueError when the sprite has none of that name."""
    if name not in ICONS:
        raise ValueError(f"static/icons.svg has no icon {name!r}")
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        static("icons.svg"),
        name,
    )


@register.filter
def as_lines(items: list[str] | None) -> str:
    """A list of texts, one a line, for a box that asks for one item a line."""
    return "\n".join(items or [])


@register.filter
def badge_icon(kind: str) -> str:
    """The icon of a kind of badge."""
    return BADGES[kind][0]


@register.filter
def badge_text(kind: str) -> str:
    """The word of a kind of badge, for a badge that was given none of its own."""
    return BADGES[kind][1]


def _clock(value: datetime) -> str:
    """The time as offices write it, with the zone's Indonesian name where it has one."""
    offset = value.utcoffset() or timedelta()
    zone = _ZONES.get(int(offset.total_seconds() // 3600), value.tzname() or "")
    return f"{format_date(value, 'H.i')} {zone}".strip()


def _time(value: datetime, text: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', value.isoformat(timespec="minutes"), text)


@register.filter
def moment(value: datetime | None) -> SafeString | str:
    """A moment in the local zone: 24 Nov 2026, 16.00 WIB."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    return _time(local, f"{format_date(local, 'j M Y')}, {_clock(local)}")


@register.filter
def day(value: date | datetime | None) -> str:
    """A date in words: Selasa, 24 November 2026."""
    if value is None:
        return ""
    local = timezone.localtime(value) if isinstance(value, datetime) else value
    return format_date(local, "l, j F Y")


@register.filter
def due(value: datetime | None, now: datetime) -> SafeString | str:
    """A deadline as seen from now: today and tomorrow by name, a missed one by its lateness."""
    if value is None:
        return ""
    local, today = timezone.localtime(value), timezone.localtime(now)
    if local < today:
        return _time(local, f"lewat {_span(today - local)}")
    days = (local.date() - today.date()).days
    name = {0: "hari ini", 1: "besok"}.get(days) or format_date(local, "D, j M Y")
    return _time(local, f"{name}, {_clock(local)}")


def _span(passed: timedelta) -> str:
    """A stretch of time in its largest unit."""
    minutes = int(passed.total_seconds() // 60)
    if minutes < 60:
        return f"{max(minutes, 1)} menit"
    return f"{minutes // 60} jam" if minutes < 24 * 60 else f"{minutes // (24 * 60)} hari"


@register.filter
def due_kind(value: datetime | None, now: datetime) -> str:
    """The kind of badge that a deadline asks for: late, due-soon (24 hours) or waiting."""
    if value is None:
        return "waiting"
    if value < now:
        return "late"
    return "due-soon" if value - now <= timedelta(hours=24) else "waiting"


@register.filter
def initials(name: str) -> str:
    """Two letters for a person: of the first and the last name, without titles and degrees."""
    plain = name.split(",")[0]
    words = [word for word in plain.split() if word[0].isalpha() and not word.endswith(".")]
    letters = [words[0][0], words[-1][0]] if len(words) > 1 else [w[:2] for w in words[:1]]
    return "".join(letters).upper() or "?"


@register.filter
def size(value: int | None) -> str:
    """A file's size as people read it; nothing when it is not known."""
    return "" if value is None else filesizeformat(value)


@register.filter
def download(version: Version) -> str:
    """Where the file of a version is: the one with its marks, if it has any."""
    marked = version.marked_file
    return reverse("berkas", args=[marked.pk]) if marked else reverse("unduh", args=[version.pk])


@register.filter
def above(journey: Journey) -> list[tuple[str, str]]:
    """The pages that a linked SOP hangs on: its report, and the step that it runs in."""
    if journey.inside is None:
        return []
    turn, report = journey.inside, journey.report
    number = edition_of(report.edition_id).number(turn.step)
    step = reverse("langkah", args=[report.pk, turn.step])
    return [(reverse("perjalanan", args=[report.pk]), report.name), (step, f"Langkah {number}")]


@register.filter
def paper_icon(media_type: str) -> str:
    """The icon of a file by its media type."""
    media_type = media_type or ""
    for part, name in (
        ("pdf", "file-type-pdf"),
        ("word", "file-type-doc"),
        ("sheet", "file-spreadsheet"),
        ("excel", "file-spreadsheet"),
        ("image/", "photo"),
        ("text/", "file-text"),
    ):
        if part in media_type:
            return name
    return "file"


@register.filter
def percent(value: Decimal | None) -> str:
    """A percentage the Indonesian way, with the decimals it has: 60,40."""
    return "" if value is None else show(value, places=max(0, -int(value.as_tuple().exponent)))


@register.filter
def money(value: Decimal | None) -> str:
    """Rupiah with dots between thousands; sen only where there are any."""
    return "" if value is None else show(value)
