"""Whether what people wrote says the targets and the wording of the agreement.

Tables and first drafts are made of the agreement itself, so only what people wrote is read, in
Bab III and at 2.perjanjian-kinerja. Found are:

- a name in double quotation marks right after "indikator" (or "indikator kinerja", "indikator
  kinerja utama") that is neither the name of an indicator nor the beginning of one;
- a figure right after "target" ("target tahun 2026 sebesar 43,5%", "ditargetkan 43,5%") that is
  none of the indicator's targets, or not that of the year named beside it. The indicator is the one
  whose code or quoted name the sentence holds, else that of the place.

Everything else is let pass: another kind of target between the words ("target akhir Renstra"), a
sentence about others ("provinsi", "triwulan"), a distance ("melampaui target sebesar 2%"), a figure
with another unit behind it ("target 5 kecamatan"), a grade or a word as target. A false alarm would
cost the trust that the true ones need.
"""

import re
from collections.abc import Iterator

from lakip.papers.laporan_kinerja.completeness_chapters import is_agreed
from lakip.papers.laporan_kinerja.completeness_elements import (
    REST,
    Element,
    Goal,
    State,
    named,
    sentence,
)
from lakip.papers.laporan_kinerja.completeness_reading import Reading
from lakip.papers.laporan_kinerja.facts import IndicatorFacts, ReportFacts
from lakip.papers.laporan_kinerja.sentences_words import bare_name
from lakip.performance.numbers import Meaning, meanings

CODE, TITLE = "perjanjian", "Target dan bunyi sama dengan Perjanjian Kinerja"
AGREEMENT = "2.perjanjian-kinerja"

NOTHING_AGREED = "Target Perjanjian Kinerja belum tercatat, jadi belum ada yang dapat dibandingkan."
ALL_ALIKE = "tidak ada target atau bunyi yang berbeda"
OTHER_TARGET = "{code} ditulis bertarget {written}, padahal targetnya {target}"
OTHER_NAME = "“{written}” bukan bunyi indikator dalam Perjanjian Kinerja"

_NAME = re.compile(r"\bindikator(?: kinerja(?: utama)?)?\s*[“\"„]([^“”\"„]+)[”\"]", re.IGNORECASE)
_FIGURE = r"-?\d+(?:[.,]\d+)*"
_FILLERS = (
    r"(?P<between>(?:(?:kinerja|ini|itu|adalah|sebesar|sebanyak|yaitu|yakni|ditetapkan|yang|pada"
    r"|dalam|perjanjian|indikator)\s+|tahun\s+(?P<year>(?:19|20)\d\d)\s+|tahun\s+|{code}\s+)*?)"
)
_TARGET = (
    rf"\b(?:di)?target(?:nya|kan)?\s+{_FILLERS}"
    rf"(?P<figure>(?!(?:19|20)\d\d\b){_FIGURE})(?P<after>\s*[^.;,]*)"
)
_YEAR_AFTER = re.compile(r"^\W*(?:\S+\s+){0,2}?(?:pada\s+|untuk\s+)?tahun\s+((?:19|20)\d\d)\b")
_OF_OTHERS = re.compile(
    r"\b(?:nasional|provinsi|rpjmn|rpjmd|sdgs?|kementerian|triwulan|semester|bulan\w*"
    r"|kabupaten lain|kota lain|daerah lain|semula|sebelum perubahan)\b",
    re.IGNORECASE,
)
_AN_ACHIEVEMENT = re.compile(r"\b(?:ke|pen)?(?:capaian|tercapaian)(?:nya)?\s+$", re.IGNORECASE)
_A_DISTANCE = re.compile(
    r"\b(?:melampaui|melebihi|mencapai|atas|bawah|terhadap|(?:kurang|lebih|selisih|jauh|rendah"
    r"|tinggi|besar|kecil|meleset|berbeda)\s+dari)\s+$",
    re.IGNORECASE,
)
_BY = re.compile(r"\b(?:sebesar|sebanyak)\b", re.IGNORECASE)
_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[^\W\da-z])")
_PERCENT = re.compile(r"%|persen\b", re.IGNORECASE)
_NUMBERS = re.compile(_FIGURE)


def element(facts: ReportFacts, reading: Reading) -> Element:
    """The element, missing where anybody wrote a target or a name that was not agreed."""
    if not any(is_agreed(each) for each in facts.indicators):
        return _element(State.NOT_APPLICABLE, NOTHING_AGREED)
    found = list(_differences(facts, reading))
    if not found:
        return _element(State.DONE, sentence(ALL_ALIKE))
    goals = tuple(dict.fromkeys(reading.to_write(place) for place, _ in found))
    return _element(State.MISSING, sentence(named([told for _, told in found])), goals)


def _element(state: State, reason: str, goals: tuple[Goal, ...] = ()) -> Element:
    return Element(code=CODE, group=REST, title=TITLE, state=state, reason=reason, goals=goals)


def _differences(facts: ReportFacts, reading: Reading) -> Iterator[tuple[str, str]]:
    """Each place with what is written there and was not agreed."""
    names = {_plain(each.name): each for each in facts.indicators}
    codes = {each.code: each for each in facts.indicators}
    for place, texts in reading.written.items():
        if place != AGREEMENT and not place.startswith("3."):
            continue
        own = codes.get(place.removeprefix("3.").rpartition(".")[0])
        for said in (one for text in texts for one in _SENTENCES.split(text)):
            for written in _other_names(said, names):
                yield place, OTHER_NAME.format(written=written)
            named_here = _named_in(said, names, codes)
            each = named_here[0] if len(named_here) == 1 else None if named_here else own
            if each is not None:
                for written in other_targets(said, each):
                    target = each.now.target
                    yield place, OTHER_TARGET.format(code=each.code, written=written, target=target)


def _other_names(said: str, names: dict[str, IndicatorFacts]) -> Iterator[str]:
    for hit in _NAME.finditer(said):
        written = _plain(hit[1])
        if written not in names and not any(name.startswith(written) for name in names):
            yield hit[1].strip()


def _plain(name: str) -> str:
    """A name without case, spaces, marks at its ends and kinds of quotation marks."""
    return bare_name(re.sub(r"[“”„\"‘’']", "'", " ".join(name.split()))).casefold()


def _named_in(
    said: str, names: dict[str, IndicatorFacts], codes: dict[str, IndicatorFacts]
) -> list[IndicatorFacts]:
    """The indicators that a sentence names, by code or by quoted name."""
    quoted = {_plain(hit[1]) for hit in _NAME.finditer(said)}
    words = {word.strip("()[],;:").rstrip(".") for word in said.split()}
    found = {names[name].code for name in quoted & names.keys()} | (words & codes.keys())
    return [codes[code] for code in sorted(found)]


def other_targets(said: str, each: IndicatorFacts) -> Iterator[str]:
    """The figures that a sentence gives as targets of the indicator and that it never had."""
    if "target" not in said.casefold() or _OF_OTHERS.search(said):
        return
    pattern = _TARGET.replace("{code}", re.escape(each.code))
    for hit in re.finditer(pattern, said, re.IGNORECASE):
        if _is_no_target(said[: hit.start()], hit["between"]):
            continue
        if not _has_its_unit(hit["after"], each.unit):
            continue
        year = hit["year"] or _year_behind(hit["after"])
        allowed = _targets(each, int(year) if year else None)
        values = {one.value for text in allowed for one in _meanings(text)}
        if values and not values & {one.value for one in meanings(hit["figure"])}:
            yield hit["figure"]


def _is_no_target(before: str, between: str) -> bool:
    """Whether the figure says how much of a target was reached, or how far from it that is."""
    if _AN_ACHIEVEMENT.search(before):
        return True
    return bool(_A_DISTANCE.search(before) and _BY.search(between))


def _meanings(text: str) -> Iterator[Meaning]:
    for shown in _NUMBERS.findall(text):
        yield from meanings(shown)


def _year_behind(after: str) -> str:
    found = _YEAR_AFTER.match(after)
    return found[1] if found else ""


def _has_its_unit(after: str, unit: str) -> bool:
    """Whether the figure stands alone, or before the indicator's own unit."""
    rest = after.strip().casefold()
    if not rest or rest[0] in ")”\"'":
        return True
    if _PERCENT.match(rest):
        return bool(_PERCENT.search(unit))
    return bool(unit) and rest.startswith(unit.casefold())


def _targets(each: IndicatorFacts, year: int | None) -> list[str]:
    """The targets that a text may name: of the year it names, or of any year and paper."""
    ends = [each.plan_end] if each.plan_end else []
    told = [(one.year, one.target) for one in (each.now, *each.before, *ends)]
    told.append((each.now.year, each.agreement))
    return [target for of, target in told if target and year in (None, of)]
