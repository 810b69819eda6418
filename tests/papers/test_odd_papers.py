"""Odd inputs through every paper: it is refused with a sentence, or made within its page."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from lakip.documents import typesetting, word
from lakip.papers import form
from lakip.papers.drafted import Drafted, Known
from lakip.papers.form import Answers
from tests.papers import odd_answers
from tests.papers.conformance import words_off_the_page
from tests.papers.known_sample import PAPERS, sheet
from tests.papers.said_by_files import letters, words_of_pdf, words_of_word

# A failure is told as it was found: making it small takes longer than a test may.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)

every_paper = pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.slug)


def refusals(paper: Drafted, known: Known, answers: Answers) -> list[str]:
    """What the form says is wrong."""

    def missing(text: str) -> list[str]:
        return typesetting.missing_letters(text, serif=paper.is_decree)

    found = form.faults(paper.fields, answers, missing=missing)
    return [fault.sentence for fault in found] + paper.faults(known, answers)


def is_made(paper: Drafted, known: Known, answers: Answers) -> bool:
    """Whether the paper is made. What was refused may fail, but only with a sentence."""
    said = refusals(paper, known, answers)
    assert all(sentence.endswith(".") for sentence in said)
    made = sheet(paper, answers, known)
    try:
        pdf = typesetting.typeset(made)
    except typesetting.CannotTypeset:
        if not said:
            raise
        return False
    assert words_off_the_page(pdf) == []
    # What the Word file says stands on the page, too, letter for letter.
    assert not letters(words_of_word(word.write(made))) - letters(words_of_pdf(pdf))
    return not said


def trial(paper: Drafted, *, inputs: int) -> Callable[[], int]:
    """Puts so many odd inputs through the paper; gives how many became a paper."""
    made = []

    @settings(
        max_examples=inputs, deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES
    )
    @given(odd_answers.knowns(), odd_answers.forms(paper))
    def tried(known: Known, sent: dict[str, object]) -> None:
        made.append(is_made(paper, known, form.read(paper.fields, sent)))

    def run() -> int:
        tried()
        return sum(made)

    return run


@every_paper
@pytest.mark.needs("poppler")
def test_odd_inputs_are_made_or_refused(paper: Drafted) -> None:
    assert trial(paper, inputs=20)() > 0


# In parts, for a test that takes five minutes is taken for one that hangs.
@every_paper
@pytest.mark.parametrize("part", range(10))
@pytest.mark.soak
@pytest.mark.needs("poppler")
def test_many_odd_inputs_are_made_or_refused(paper: Drafted, part: int) -> None:
    assert trial(paper, inputs=50)() > 0
