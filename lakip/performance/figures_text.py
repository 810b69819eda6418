"""What is written beside the figures: “turun” beside a rise, a target reached that was not, and
figures in the text that differ from the table.

Only plain statements count. Efforts (“upaya meningkatkan”), aims (“untuk mencapai target”) and
negations are left alone, and the words of the indicator's own name are taken out first.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from lakip.performance.figures_findings import Certainty, Finding, Kind
from lakip.performance.figures_formulas import HUNDRED
from lakip.performance.figures_habits import Verdict
from lakip.performance.figures_polarity import Direction
from lakip.performance.figures_quoted import Said, other_figures
from lakip.performance.figures_trend import prior_actual
from lakip.performance.numbers import Meaning, meanings, show

# The longest text that is read; what stands behind it is not judged.
LONGEST_TEXT = 4000

SAYS_FELL = (
    "Teks menyebut turun, padahal realisasi {actual} lebih tinggi daripada tahun lalu {prior}."
)
SAYS_ROSE = (
    "Teks menyebut naik, padahal realisasi {actual} lebih rendah daripada tahun lalu {prior}."
)
SAYS_SAME = "Teks menyebut tetap, padahal realisasi {actual} berbeda dari tahun lalu {prior}."
AGAINST_ITSELF = "Teks menyebut {word} dari {first} menjadi {second}; arahnya berlawanan."
SAYS_EXCEEDED = "Teks menyebut melampaui target, padahal realisasi {actual} dengan target {target}."
SAYS_BELOW = "Teks menyebut di bawah target, padahal realisasi {actual} dengan target {target}."
SAYS_REACHED = "Teks menyebut target tercapai, padahal realisasi {actual} dengan target {target}."
SAYS_MISSED = (
    "Teks menyebut target tidak tercapai, padahal realisasi {actual} dengan target {target}."
)

_NUMBER = r"\d+(?:[.,]\d+)*"
_FELL = re.compile(
    r"\b(?:turun|menurun|penurunan|berkurang|lebih rendah|merosot|fell|decreased|declined)\b"
)
_ROSE = re.compile(
    r"\b(?:naik|meningkat|kenaikan|peningkatan|bertambah|lebih tinggi|rose|increased|improved)\b"
)
_SAME = re.compile(r"^\W*(?:tetap|sama|stagnan|unchanged)\W*$")
_TIME = re.compile(
    r"tahun (?:lalu|sebelumnya|(?:19|20)\d\d)|dari (?:tahun|\d)|dibanding\w*|sebelumnya|last year"
    r"|previous"
)
# A direction of something else than the realisasi of this indicator.
_OF_OTHERS = re.compile(
    r"\b(?:anggaran|pagu|jumlah penduduk|target|upaya|untuk|agar|guna|dalam rangka|perlu|harus|akan"
    r"|diharapkan|diupayakan|tidak|belum|bukan|jika|apabila|karena|akibat|disebabkan|dengan|oleh"
    r"|sehingga|serta|capaian|program|meski\w*|walau\w*|anggarannya|should|will|to)\b"
)
_FROM_TO = re.compile(
    rf"\b(?P<word>turun|menurun|penurunan|naik|meningkat|kenaikan|peningkatan)\b[^.;\d]{{0,40}}\bdari\s+"
    rf"(?P<first>{_NUMBER})[^.;\d]{{0,25}}\b(?:menjadi|ke)\s+(?P<second>{_NUMBER})"
)
_AIM = re.compile(
    r"\b(?:untuk|agar|guna|upaya|dalam rangka|akan|diharapkan|perlu|harus|bila|jika|apabila|supaya"
    r"|hampir|mendekati|dapat|bisa|rencana|renstra|rpjmd|nasional|tahun depan|akhir|sebagian"
    r"|dari)\b"
)
_EXCEEDED = re.compile(
    r"\b(?:melampaui|melebihi|di ?atas|lebih tinggi dari(?:pada)?|exceed\w*|above)\s+(?:the )?"
    r"target\b"
)
_BELOW = re.compile(r"\b(?:di ?bawah|lebih rendah dari(?:pada)?|below)\s+(?:the )?target\b")
_MISSED = re.compile(
    r"\b(?:tidak|belum|gagal|kurang|not|did not)\s+(?:ter\w+\s+)?(?:dapat\s+)?"
    r"(?:(?:tercapai|mencapai|memenuhi|meet|reach)(?:nya)?(?:\s+(?:the )?target)?|sesuai target)"
    r"|target (?:kinerja )?(?:tidak|belum) (?:ter)?(?:capai|penuhi)"
)
_REACHED = re.compile(
    r"(?:\b(?:mencapai|memenuhi|sesuai(?: dengan)?)\s+target\b"
    r"|\btarget\b[^.;,]{0,30}?\b(?:telah |sudah |berhasil )*(?:tercapai|dicapai|terpenuhi)\b"
    r"|^\W*(?:telah |sudah )?tercapai\b"
    r"|\bmet the target\b)"
)
_SUCCESS = re.compile(r"\b(?:sudah|telah|berhasil|sukses|baik)\b")


@dataclass(frozen=True, slots=True)
class _Known:
    """The figures that a text is held against."""

    one: Verdict
    actual: Decimal
    target: Decimal | None
    prior: Decimal | None

    @property
    def meets(self) -> bool | None:
        """Whether the target is reached; None where that cannot be said."""
        line = self.one.line
        if self.target is None or line.polarity.direction in (Direction.UNKNOWN, Direction.STEADY):
            return self._by_achievement()
        if line.polarity.direction is Direction.DOWN:
            return self.actual <= self.target
        return self.actual >= self.target

    def _by_achievement(self) -> bool | None:
        printed = self.one.printed
        if not printed or self.one.formula is None:
            return None
        return printed[0].value >= HUNDRED


def check_texts(one: Verdict) -> Iterator[Finding]:
    """The statements beside a line that its figures contradict."""
    line = one.line
    if not (line.texts or line.trend[1]) or line.total:
        return
    known = _known(one)
    name = line.name.lower()
    for heading, text in line.texts:
        bare = text[:LONGEST_TEXT].lower()
        if len(name) > 8:
            bare = bare.replace(name, "indikator ini")
        for said in (
            _directions(bare, known),
            _reaching(bare, known, one),
            other_figures(bare, one),
        ):
            for sentence, expected, certainty in said:
                yield _finding(one, heading, text, sentence, expected, certainty)
                break
    if known and line.trend[1]:
        for sentence, expected, _ in _trend(line.trend[1].lower(), known):
            yield _finding(one, *line.trend, sentence, expected, Certainty.HIGH)


def _known(one: Verdict) -> _Known | None:
    line = one.line
    if not line.actual.is_number or len(line.actual.ways) > 1:
        return None
    target = line.target.ways[0].value if line.target.is_number else None
    prior = prior_actual(line)
    return _Known(one, line.actual.ways[0].value, target, prior)


def _clauses(text: str) -> list[str]:
    """Sentences and their halves; a decimal comma or dot does not end one."""
    return re.split(r"[.,](?!\d)|[;:\n]|\b(?:namun|tetapi|sedangkan|but|while)\b", text)


def _directions(text: str, known: _Known | None) -> Iterator[Said]:
    if found := _FROM_TO.search(text):
        first, second = meanings(found["first"]), meanings(found["second"])
        if first and second and not _is_possible(found["word"], first, second):
            words = {key: found[key] for key in ("word", "first", "second")}
            yield AGAINST_ITSELF.format(**words), "", Certainty.HIGH
            return
    if known is None or known.prior is None or known.prior == known.actual:
        return
    for clause in _clauses(text):
        fell, rose = _FELL.search(clause), _ROSE.search(clause)
        if bool(fell) == bool(rose) or _EXCEEDED.search(clause) or _BELOW.search(clause):
            continue
        before = clause[: (fell or rose).start()] if (fell or rose) else ""  # type: ignore[union-attr]
        if _OF_OTHERS.search(before) or "target" in clause:
            continue
        certainty = Certainty.HIGH if _TIME.search(clause) else Certainty.LOW
        yield from _against_prior(bool(fell), known, certainty)


def _is_possible(word: str, first: tuple[Meaning, ...], second: tuple[Meaning, ...]) -> bool:
    falls = bool(_FELL.search(word))
    return any((b.value < a.value) if falls else (b.value > a.value) for a in first for b in second)


def _against_prior(says_fell: bool, known: _Known, certainty: Certainty) -> Iterator[Said]:
    if known.prior is None or known.prior == known.actual:
        return
    is_up = known.actual > known.prior
    if says_fell is is_up:
        sentence, expected = (SAYS_FELL, "naik") if says_fell else (SAYS_ROSE, "turun")
        actual, prior = known.one.line.actual.text, show(known.prior)
        yield sentence.format(actual=actual, prior=prior), expected, certainty


def _trend(word: str, known: _Known) -> Iterator[Said]:
    fell, rose = bool(_FELL.search(word)), bool(_ROSE.search(word))
    if fell != rose:
        yield from _against_prior(fell, known, Certainty.HIGH)
    elif _SAME.match(word) and known.prior is not None and known.prior != known.actual:
        actual, prior = known.one.line.actual.text, show(known.prior)
        expected = "naik" if known.actual > known.prior else "turun"
        yield SAYS_SAME.format(actual=actual, prior=prior), expected, Certainty.HIGH


def _reaching(text: str, known: _Known | None, one: Verdict) -> Iterator[Said]:
    if known is None:
        return
    words = {"actual": one.line.actual.text, "target": one.line.target.text}
    meets = known.meets
    sure = Certainty.HIGH if one.line.polarity.is_stated or one.formula else Certainty.LOW
    for clause in _clauses(text):
        if found := _MISSED.search(clause):
            if meets is True and not _AIM.search(clause[: found.start()]):
                yield SAYS_MISSED.format(**words), "tercapai", sure
        elif found := _EXCEEDED.search(clause):
            if not _AIM.search(clause[: found.start()]):
                yield from _exceeded(known, words, sure)
        elif found := _BELOW.search(clause):
            yield from _below(clause, known, words, sure)
        elif (
            (found := _REACHED.search(clause))
            and meets is False
            and not _AIM.search(clause[: found.start()])
        ):
            yield SAYS_REACHED.format(**words), "tidak tercapai", _nearly(known, sure)


def _nearly(known: _Known, sure: Certainty) -> Certainty:
    """Some call a little less than the target reached."""
    q = known.one.among[0].value if known.one.among else Decimal(0)
    return Certainty.LOW if Decimal("0.95") <= q <= Decimal("1.05") else sure


def _exceeded(known: _Known, words: dict[str, str], sure: Certainty) -> Iterator[Said]:
    """Of what should fall, “melampaui” may mean better; both readings must be false."""
    if known.target is None or known.actual > known.target:
        return
    if known.one.line.polarity.direction is Direction.DOWN:
        return
    if known.meets is False or known.actual == known.target:
        certainty = Certainty.LOW if known.actual == known.target else sure
        yield SAYS_EXCEEDED.format(**words), "tidak melampaui target", certainty


def _below(clause: str, known: _Known, words: dict[str, str], sure: Certainty) -> Iterator[Said]:
    if known.target is None or known.actual <= known.target:
        return
    if known.one.line.polarity.direction is Direction.DOWN:
        certainty = sure if _SUCCESS.search(clause) else Certainty.LOW
    else:
        certainty = sure
    yield SAYS_BELOW.format(**words), "di atas target", certainty


def _finding(
    one: Verdict, heading: str, text: str, sentence: str, expected: str, certainty: Certainty
) -> Finding:
    printed = text if len(text) <= 160 else f"{text[:159]}…"
    return Finding(one.line.row, heading, Kind.TEXT, printed, expected, certainty, sentence)
