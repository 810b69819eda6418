"""What a report was made from is kept with it, and makes the same report again."""

import datetime

import pytest

from lakip.papers.laporan_kinerja.rich_text import to_plain
from lakip.papers.laporan_kinerja.rich_text_reading import from_html
from lakip.papers.laporan_kinerja.source import NotASource, Source, of_json
from tests.papers.report_sentences_sample import poor, rich

MADE_AT = datetime.datetime(2027, 2, 1, 8, 30, tzinfo=datetime.UTC)


@pytest.mark.parametrize("facts", [rich(), poor()], ids=["rich", "poor"])
def test_a_source_written_as_json_is_the_same_source_again(facts: object) -> None:
    text = from_html(
        '<p>Realisasi <b>naik</b> menjadi <data value="S1.1/2026/realisasi"></data>.</p>'
    )
    source = Source(facts=facts, texts={"4.simpulan": to_plain(text)}, made_at=MADE_AT)
    again = of_json(source.as_json())
    assert again == source
    assert again.as_json() == source.as_json()
    assert again.sheet() == source.sheet()


def test_what_people_wrote_stands_in_the_report_made_again() -> None:
    text = from_html('<p>Realisasi naik menjadi <data value="S1.1/2026/realisasi"></data>%.</p>')
    source = Source(facts=rich(), texts={"4.simpulan": to_plain(text)}, made_at=MADE_AT)
    said = [
        "".join(run.text for run in block.runs)
        for block in of_json(source.as_json()).sheet().blocks
        if hasattr(block, "runs")
    ]
    assert said.count("Realisasi naik menjadi 43,01%.") == 1


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"{}", b'{"format": "lain"}', b'{"format": "lakip-laporan-kinerja/1"}', b"\xff"],
)
def test_another_file_is_no_source(data: bytes) -> None:
    with pytest.raises(NotASource, match="bukan data laporan"):
        of_json(data)
