"""A paper as a Word file: what it says, how it lies on the page, and that programs open it."""

import dataclasses
import datetime
import io
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from lakip.documents.blocks import (
    Bar,
    Break,
    Choices,
    Clauses,
    Facts,
    Frame,
    Gantt,
    Items,
    Letterhead,
    Lines,
    Numbering,
    Paper,
    Paragraph,
    Profile,
    Sheet,
    Signature,
    Signatures,
    Table,
    Title,
)
from lakip.documents.word import write
from tests.documents import sample_office as office
from tests.documents import sample_sheets, word_reading
from tests.documents.word_opening import opened, picture

TWIPS = 1440 / 25.4
NASTY = (
    "<w:p>&amp; \x00\x01\x1b\x85\u202eKOLAP\u202c\u200f 😀 \ud800\ufffe\uffff]]> "
    "{{x}} \t#set\r\nbaris"
)
NASTY_READ = "<w:p>&amp; KOLAP 😀 ]]> {{x}} #set baris"
LONG = "Wirawardhana" * 10


def hostile() -> Sheet:
    """Each field of each kind of block holds what should not be there."""
    signature = Signature(
        above=(NASTY,), office=NASTY, name=LONG, nip=NASTY, address="https://a.id/é😀"
    )
    day = datetime.date(2027, 3, 3)
    return dataclasses.replace(
        office.sheet(
            Letterhead(government=NASTY, agency=LONG, address=(NASTY,)),
            Title(lines=(NASTY, LONG)),
            Paragraph(text=NASTY),
            Facts(rows=((NASTY, NASTY), (LONG, LONG))),
            Clauses(label=NASTY, items=(NASTY, LONG), numbering=Numbering.LETTERS),
            Items(items=(NASTY,), numbering=Numbering.DASHES),
            Choices(options=((NASTY, True), (LONG, False)), columns=2),
            Table(headings=("No", NASTY), widths=(1, 9), rows=((LONG, "x" * 6000),), caption=NASTY),
            Frame(rows=(((Paragraph(text=NASTY), Break()),), ((), (Lines(lines=(LONG,)),)))),
            Gantt(bars=(Bar(text=NASTY, who=LONG, starts=day, ends=day),)),
            Signatures(columns=(signature,), initials=(NASTY,)),
            foot=NASTY,
            title=NASTY * 9,
        ),
        author=NASTY,
    )


def decree_with_a_pen() -> Sheet:
    """The sample decree on folio, in the older spacing, signed by hand."""
    blocks = tuple(
        dataclasses.replace(
            block, columns=tuple(dataclasses.replace(each, address="") for each in block.columns)
        )
        if isinstance(block, Signatures)
        else block
        for block in sample_sheets.decree().blocks
    )
    profile = Profile(paper=Paper.F4, top=25, right=25, bottom=30, left=30, leading=1.5)
    return dataclasses.replace(sample_sheets.decree(), blocks=blocks, profile=profile)


SHEETS = {name: make() for name, make in sample_sheets.ALL.items()} | {
    "hostile": hostile(),
    "pen": decree_with_a_pen(),
}


def to_libreoffice(folder: Path, kind: str, files: list[Path]) -> None:
    """Let it open the files and write them out, with a profile of its own."""
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    command += ["--convert-to", kind, "--outdir", folder, *files]
    subprocess.run(command, check=True, capture_output=True, timeout=200)


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The papers as LibreOffice reads them, as text and as PDF: it starts once for each."""
    folder = tmp_path_factory.mktemp("word")
    for name, sheet in SHEETS.items():
        (folder / f"{name}.docx").write_bytes(write(sheet))
    for kind in ("txt:Text (encoded):UTF8", "pdf"):
        to_libreoffice(folder, kind, [folder / f"{name}.docx" for name in SHEETS])
    return folder


def readable(sheet: Sheet) -> list[str]:
    told = word_reading.words(sheet)
    text = " ".join(told)
    for each, shown in ((NASTY, NASTY_READ), (NASTY.upper(), NASTY_READ.upper())):
        text = text.replace(" ".join(each.split()), shown)
    return text.split()


@pytest.mark.needs("libreoffice")
@pytest.mark.parametrize("name", SHEETS)
def test_libreoffice_reads_the_words_of_the_blocks_in_their_order(name: str, converted: Path):
    assert (converted / f"{name}.txt").read_text("utf-8-sig").split() == readable(SHEETS[name])


@pytest.mark.needs("libreoffice", "poppler")
def test_who_signs_is_not_alone_on_a_page(converted: Path):
    """Whatever the number of clauses, the signature takes the last of them along."""
    for count in range(20, 36):
        clauses = (Clauses(label=f"KE{at}", items=(f"tugas {at}",)) for at in range(count))
        sheet = office.sheet(*clauses, Signatures(columns=(office.HEAD,)))
        (converted / f"count-{count}.docx").write_bytes(write(sheet))
    to_libreoffice(converted, "pdf", sorted(converted.glob("count-*.docx")))
    lengths = set()
    for path in sorted(converted.glob("count-*.pdf")):
        said = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True).stdout
        pages = said.split("\f")[:-1]
        signed = next(page for page in pages if office.HEAD.name in page)
        assert office.HEAD.above[0] in signed, path
        assert "tugas" in signed, path
        lengths.add(len(pages))
    assert lengths == {1, 2}, "the trial did not come over the turn of the page"


@pytest.mark.needs("libreoffice", "poppler")
def test_pages_have_the_size_and_the_side_that_was_asked(converted: Path):
    for name, expected in (("pen", (215, 330)), ("plan", (297, 210)), ("minutes", (210, 297))):
        told = subprocess.run(
            ["pdfinfo", converted / f"{name}.pdf"], capture_output=True, text=True, check=True
        ).stdout
        size = next(line for line in told.splitlines() if line.startswith("Page size")).split()
        assert tuple(round(float(size[at]) / 72 * 25.4) for at in (2, 4)) == expected


@pytest.mark.parametrize("name", SHEETS)
def test_every_part_is_in_the_order_of_the_standard(name: str):
    with zipfile.ZipFile(io.BytesIO(write(SHEETS[name], logo=picture()))) as archive:
        trees = {
            part: etree.fromstring(archive.read(part))
            for part in archive.namelist()
            if part.endswith((".xml", ".rels"))
        }
    assert len(trees) >= 7
    for part, tree in trees.items():
        assert list(word_reading.misplaced(tree)) == [], part
        assert list(word_reading.misfitting(tree)) == [], part
    ids = trees["word/document.xml"].xpath("//*[local-name()='docPr']/@id")
    assert len(set(ids)) == len(ids)


def test_the_same_sheet_gives_the_same_bytes_and_bears_its_own_time():
    sheet = sample_sheets.decree()
    assert write(sheet, logo=picture()) == write(sheet, logo=picture())
    jakarta = datetime.timezone(datetime.timedelta(hours=7))
    made_at = datetime.datetime(2027, 1, 1, 3, 0, 0, 99, tzinfo=jakarta)
    told = write(dataclasses.replace(sheet, made_at=made_at))
    properties = docx.Document(io.BytesIO(told)).core_properties
    at = datetime.datetime(2026, 12, 31, 20, 0, 0, tzinfo=datetime.UTC)
    assert (properties.title, properties.author) == (sheet.title, sheet.author)
    assert [properties.created, properties.modified] == [at, at]
    assert properties.language == "id-ID"
    with zipfile.ZipFile(io.BytesIO(told)) as archive:
        assert {each.date_time for each in archive.infolist()} == {(2026, 12, 31, 20, 0, 0)}


def test_the_page_follows_the_agencys_rule():
    document = opened(
        Paragraph(text="tegak"),
        Break(landscape=True),
        Paragraph(text="rebah"),
        Break(),
        Paragraph(text="tegak lagi"),
        profile=Profile(paper=Paper.F4, top=25, left=40, serif=True, size=11, leading=1.5),
        foot="Catatan kaki",
    )
    sides = [(each.page_width, each.page_height) for each in document.sections]
    upright = tuple(round(length * TWIPS) for length in (215, 330))
    assert [tuple(round(side.twips) for side in each) for each in sides] == [
        upright,
        upright[::-1],
        upright,
    ]
    assert [round(each.left_margin.mm) for each in document.sections] == [40] * 3
    assert [each.footer.paragraphs[0].text for each in document.sections] == ["Catatan kaki"] * 3
    defaults = document.styles.element.find(qn("w:docDefaults"))
    assert defaults.find(f".//{qn('w:rFonts')}").get(qn("w:ascii")) == "Bookman Old Style"
    assert defaults.find(f".//{qn('w:sz')}").get(qn("w:val")) == "22"
    assert defaults.find(f".//{qn('w:spacing')}").get(qn("w:line")) == "360"
    assert defaults.find(f".//{qn('w:lang')}").get(qn("w:val")) == "id-ID"


@pytest.mark.parametrize(
    "blocks", [(), (Break(),), (Break(landscape=True), Title(lines=("A",)), Break())]
)
def test_a_turn_of_the_page_before_or_after_all_words_makes_no_empty_page(blocks):
    assert len(opened(*blocks).sections) == 1
