"""III.A.5: causes and solutions, in the words of those who know them and no others.

Nothing here says that a cause explains a success or a failure: the bidang said what it said, and
a good year may well come with a complaint. Where nobody said anything, there is a place to write.
"""

from lakip.papers.laporan_kinerja.facts import IndicatorFacts, ReportFacts
from lakip.papers.laporan_kinerja.sentences_direction import is_met
from lakip.papers.laporan_kinerja.sentences_drafted import Drafted, Noted, to_write
from lakip.papers.laporan_kinerja.sentences_indicator import names_of
from lakip.papers.laporan_kinerja.sentences_words import (
    bare_name,
    code,
    lower_first,
    said,
)

# Each by the place of the indicator in the report: with, and without the name of who said it.
CAUSES = (
    ("Penyebab hasil ini menurut {owner}: {said}", "Penyebab hasil ini: {said}"),
    ("{owner} menjelaskan hasil ini sebagai berikut: {said}", "Penjelasan atas hasil ini: {said}"),
    ("Atas hasil ini {owner} menyampaikan: {said}", "Keterangan atas hasil ini: {said}"),
)
OBSTACLES = (
    "Hambatan yang dihadapi: {said}",
    "Hambatan dalam pelaksanaannya: {said}",
    "Yang menjadi hambatan: {said}",
)
EFFORTS = (
    "Upaya yang telah dilakukan: {said}",
    "Solusi yang telah dijalankan: {said}",
    "Untuk mengatasinya telah dilakukan upaya berikut: {said}",
)
EFFORTS_ALONE = "Upaya yang telah dilakukan: {said}"
FOLLOW_UP = (
    "Tindak lanjut yang direncanakan: {said}",
    "Langkah selanjutnya: {said}",
    "Rencana tindak lanjutnya: {said}",
)
NO_CAUSES = "penyebab keberhasilan atau kegagalan indikator {code}"
NO_SOLUTION = "solusi atau rencana perbaikan untuk indikator {code}"
NOT_REACHED_YET = "Penyebabnya baru dapat dijelaskan setelah realisasi tahun {year} tersedia."


def causes(facts: ReportFacts, each: IndicatorFacts, *, at: int = 0) -> Drafted:
    """Why, what stood in the way, what was done about it, and what comes next."""
    note, names = Noted(), names_of(facts)
    obstacle = _say(note, each, "hambatan", each.obstacles, OBSTACLES[at % len(OBSTACLES)], names)
    effort = EFFORTS[at % len(EFFORTS)] if obstacle else EFFORTS_ALONE
    return note.drafted(
        f"3.{each.code}.penyebab",
        _causes(note, each, at, names),
        obstacle,
        _say(note, each, "upaya", each.efforts, effort, names),
        _say(note, each, "tindak-lanjut", each.follow_up, FOLLOW_UP[at % len(FOLLOW_UP)], names),
        _solution(each),
    )


def _causes(note: Noted, each: IndicatorFacts, at: int, names: frozenset[str]) -> str:
    if said(each.causes):
        with_owner, without = CAUSES[at % len(CAUSES)]
        owner = bare_name(each.owner)
        template = with_owner if owner else without
        return _say(note, each, "penyebab", each.causes, template, names, owner=owner)
    if not each.now.actual:
        return NOT_REACHED_YET.format(year=each.now.year)
    return to_write(NO_CAUSES.format(code=code(each.code)))


def _solution(each: IndicatorFacts) -> str:
    """Where a target was missed and nobody said what is done about it: a place to write."""
    if is_met(each) is not False or said(each.efforts) or said(each.follow_up):
        return ""
    return to_write(NO_SOLUTION.format(code=code(each.code)))


def _say(
    note: Noted,
    each: IndicatorFacts,
    what: str,
    typed: str,
    template: str,
    names: frozenset[str],
    *,
    owner: str = "",
) -> str:
    """What somebody typed as the end of a sentence; empty where they typed nothing."""
    words = said(typed)
    if not words:
        return ""
    note(f"{each.code}/{each.now.year}/{what}", words)
    return template.format(owner=owner, said=lower_first(words, names))
