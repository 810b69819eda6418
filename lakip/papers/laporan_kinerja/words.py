"""What stands at each place of a report before anybody wrote there, and what a block says."""

from collections import defaultdict
from collections.abc import Sequence

from lakip.documents.blocks import Block, Items, Listed, Paragraph, Prose, Run
from lakip.papers.laporan_kinerja.facts import ReportFacts
from lakip.papers.laporan_kinerja.outline import Words
from lakip.papers.laporan_kinerja.sentences import Drafted, drafts

# Places whose paragraphs after the first are the items of a list.
LISTS = frozenset({"1.dasar-hukum", "1.sistematika", "4.langkah"})


def by_place(facts: ReportFacts) -> dict[str, list[Drafted]]:
    """The first drafts by the place they stand at, those of its parts among them."""
    found: dict[str, list[Drafted]] = defaultdict(list)
    for drafted in drafts(facts):
        for place in _places(drafted):
            found[place].append(drafted)
    return found


def _places(drafted: Drafted) -> list[str]:
    """A paragraph stands at its own place, and at that of which it is a part."""
    whole, _, _ = drafted.key.rpartition(".")
    return [drafted.key, *([whole] if whole else [])]


def first_words(facts: ReportFacts) -> Words:
    """The first drafts as what stands at each place."""
    found = by_place(facts)

    def words(place: str) -> Sequence[Block]:
        return as_blocks(place, [drafted.text for drafted in found.get(place, ())])

    return words


def as_blocks(place: str, texts: Sequence[str]) -> list[Block]:
    """Paragraphs as blocks; where the place is a list, the first introduces the others."""
    if place in LISTS and len(texts) > 1:
        return [Paragraph(text=texts[0]), Items(items=tuple(texts[1:]))]
    return [Paragraph(text=text) for text in texts]


def texts_of(block: Block | None) -> list[str]:
    """The words of a block as a person reads them, a paragraph or item each."""
    match block:
        case Paragraph(text=text):
            return [text]
        case Items(items=items):
            return list(items)
        case Prose(runs=runs):
            return [_joined(runs)]
        case Listed(items=lines):
            return [_joined(runs) for runs in lines]
    return []


def _joined(runs: Sequence[Run]) -> str:
    return "".join(run.text for run in runs)
