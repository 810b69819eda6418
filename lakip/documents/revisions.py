"""What was added to a PDF behind a signature: further signatures only, or a change?

A PDF is changed by writing new versions of its objects behind the old ones. A signature covers
what stood before it, so another page may be shown while every signature stays valid.
"""

from collections.abc import Sequence
from io import BytesIO

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel, StandardDiffPolicy
from pyhanko.sign.diff_analysis.form_rules_api import FormUpdatingRule
from pyhanko.sign.diff_analysis.policies import DEFAULT_DIFF_POLICY
from pyhanko.sign.diff_analysis.rules.form_field_rules import (
    SigFieldCreationRule,
    SigFieldModificationRule,
)
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

# As pyHanko's own, but filling in a form is a change like any other.
_POLICY = StandardDiffPolicy(
    DEFAULT_DIFF_POLICY.global_rules,
    FormUpdatingRule([SigFieldCreationRule(), SigFieldModificationRule()]),
)
# Mail programs add line ends, which show nothing.
_ENDS = b"\0\t\n\f\r "


def covers_to(signature: EmbeddedPdfSignature) -> int:
    """Where in the file the bytes end that the signature covers."""
    _, _, start, length = (int(number) for number in signature.byte_range)
    return start + length


def is_changed(pdf: bytes, reader: PdfFileReader, whole: Sequence[EmbeddedPdfSignature]) -> bool:
    """Whether anything but further signatures came after one of the signatures.

    They are all whole, and in the order they were put. After the last, only what PAdES B-LT and
    B-LTA add to a file is let pass. Comparing two revisions of a long tagged PDF takes seconds, so
    nothing is compared where nothing was added.
    """
    for signature in whole:
        if not pdf[covers_to(signature) :].strip(_ENDS):
            continue
        found = signature.evaluate_modifications(_POLICY)
        if not isinstance(found, DiffResult):
            return True
        if found.modification_level > ModificationLevel.FORM_FILLING:
            return True
        if signature is whole[-1] and not _is_for_archiving(found, reader, signature):
            return True
    return False


def adds_only_signatures(before: bytes, after: bytes) -> bool:
    """Whether `after`, which begins with `before`, shows the same, and has but signatures more.

    `before` must have a form, or the new form itself is taken for a change.
    """
    try:
        had = PdfFileReader(BytesIO(before), strict=False).xrefs.total_revisions
        found = _POLICY.review_file(PdfFileReader(BytesIO(after), strict=False), had - 1)
    except Exception:
        # A PDF that cannot be read is not the same one.
        return False
    return (
        isinstance(found, DiffResult) and found.modification_level <= ModificationLevel.FORM_FILLING
    )


def _is_for_archiving(found: DiffResult, reader: PdfFileReader, last: EmbeddedPdfSignature) -> bool:
    if found.modification_level != ModificationLevel.LTA_UPDATES:
        return False
    before = reader.get_historical_root(last.signed_revision)
    return bool(reader.root.get("/DSS") != before.get("/DSS"))
