"""The regulations that ship with the program. They are data; the facts stand in `guides.toml`.

The list holds no address of one document, because such an address names an id that changes and
that nobody here could vouch for. A regulation is looked for by its number, year and a few words of
its title in the database that BPK keeps for everybody, and the page says that it is a search.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

_FILE = Path(__file__).parent / "guides.toml"
DATABASE = "Database Peraturan BPK"
_SEARCH = "https://peraturan.bpk.go.id/Search"


@dataclass(frozen=True, kw_only=True)
class Guide:
    """One regulation: what it is called, what is found in it, for which papers it is read."""

    slug: str
    kind: str
    short: str
    number: int
    year: int
    about: str
    finds: str
    papers: tuple[str, ...]
    search: str
    replaced_by: str = ""

    @property
    def name(self) -> str:
        """As people say it: "Perpres 29/2014"."""
        return f"{self.short} {self.number}/{self.year}"

    @property
    def title(self) -> str:
        """As it is cited in full."""
        return f"{self.kind} Nomor {self.number} Tahun {self.year} tentang {self.about}"

    @property
    def link(self) -> str:
        """Where it is looked for: a search, for which the page must not promise a document."""
        asked = {"keywords": "", "tentang": self.search, "nomor": self.number, "tahun": self.year}
        return f"{_SEARCH}?{urlencode(asked)}"


@cache
def guides() -> Mapping[str, Guide]:
    """Every regulation that ships, by slug, in the order of the list."""
    return {one["slug"]: _guide(one) for one in _told()["guide"]}


@cache
def as_of() -> str:
    """Until when it is known which of them are in force."""
    return str(_told()["as_of"])


def _told() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def _guide(one: Mapping[str, Any]) -> Guide:
    return Guide(**{**one, "papers": tuple(one["papers"])})
