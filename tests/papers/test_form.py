"""What was typed into a paper's form, as it is kept."""

from lakip.papers import form
from lakip.papers.form import Field, Kind

NOTE = (Field(name="catatan", label="Catatan", kind=Kind.TEXT),)


def test_letters_are_composed_once_control_characters_are_gone() -> None:
    assert form.read(NOTE, {"isi-catatan": "Rene\x00\u0301\r\nbaris\x85"}) == {
        "catatan": "René\nbaris"
    }
