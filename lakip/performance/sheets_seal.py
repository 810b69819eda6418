"""The hidden sheet by which a workbook is known again: what it is, sealed with a secret.

A seal proves that the workbook was made here for this unit, year and version. It does not prove
who filled it.
"""

import hmac
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from lakip.performance.forms import Form
from lakip.performance.sheets_layout import SEAL
from lakip.performance.sheets_look import Book

FORM, MASTER = "lakip-format-data-1", "lakip-format-data-induk-1"
# A cell holds 32,767 characters; the facts of a long form go over several.
_PIECE = 30_000
MOST_PIECES = 40


class BrokenSeal(Exception):
    """The hidden sheet is there, but was not made here or was changed."""


@dataclass(frozen=True, kw_only=True)
class Sealed:
    """What the hidden sheet says of its workbook; `form_id` is empty in a master."""

    form_id: str
    version: int
    year: int
    agency: str
    unit_name: str
    drawn_at: int
    keys: tuple[str, ...]


def seal(book: Book, *, forms: Sequence[Form], secret: bytes, marker: str = FORM) -> None:
    """Add the hidden sheet: the marker, the seal, and the facts in pieces, one below the other."""
    facts = json.dumps([_facts(form) for form in forms], sort_keys=True, separators=(",", ":"))
    sheet = book.sheet(SEAL)
    lines = [marker, _mac(marker, facts, secret)]
    lines += [facts[at : at + _PIECE] for at in range(0, len(facts), _PIECE)]
    for at, line in enumerate(lines):
        sheet.write_string(at, 0, line)
    sheet.protect()
    sheet.very_hidden()


def unseal(lines: Iterable[str], *, secret: bytes) -> Sealed | None:
    """What the column of a hidden sheet says; None for a master. Raises BrokenSeal."""
    marker, mac, *pieces = [*lines, "", ""][: MOST_PIECES + 2]
    facts = "".join(pieces)
    if not hmac.compare_digest(mac.encode(), _mac(marker, facts, secret).encode()):
        raise BrokenSeal
    if marker != FORM:
        return None
    (said,) = json.loads(facts)
    return Sealed(**said | {"keys": tuple(said["keys"])})


def _facts(form: Form) -> dict[str, object]:
    return {
        "form_id": form.id,
        "version": form.version,
        "year": form.year,
        "agency": form.agency,
        "unit_name": form.unit_name,
        "drawn_at": form.drawn_at,
        "keys": list(form.keys),
    }


def _mac(marker: str, facts: str, secret: bytes) -> str:
    return hmac.new(secret, f"{marker}\n{facts}".encode(), sha256).hexdigest()
