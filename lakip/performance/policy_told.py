"""Which of the policy's sentences an agency's report needs: those for the figures it has."""

from collections.abc import Iterable

from lakip.performance import policy as words
from lakip.performance.formulas import Polarity
from lakip.performance.planning import Indicator
from lakip.performance.policy import Policy
from lakip.performance.values import Kind


def sentences_for(policy: Policy, indicators: Iterable[Indicator]) -> tuple[str, ...]:
    """How achievements were computed, without rules that touch no indicator of the plan.

    A reader looks for what was done to the figures before them (PermenPANRB 88/2021 asks that the
    way of measuring is clear), so a rule for predicates is silent where there are none.
    """
    found = list(indicators)
    polarities = {indicator.polarity for indicator in found}
    kinds = {indicator.kind for indicator in found}
    silent: set[str] = set()
    if Polarity.MINIMIZE not in polarities:
        silent.update(each.split("{", 1)[0] for each in words.MINIMIZE.values())
    if Polarity.STABILIZE not in polarities:
        silent.update(words.STABILIZE.values())
    if Kind.RANGE not in kinds:
        silent.add(words.RANGE)
    if Kind.GRADE not in kinds:
        silent.add(words.GRADES)
    return tuple(
        sentence for sentence in policy.sentences() if not sentence.startswith(tuple(silent))
    )
