"""The Word file around a paper: its styles, fonts and settings, its pages, and its bytes."""

import datetime
import zipfile
from io import BytesIO

import docx
from docx.document import Document

from lakip.documents.blocks import Paper, Profile
from lakip.documents.word_parts import Element, element, twips

SERIF, SANS = "Bookman Old Style", "Arial"
SIZES = {Paper.A4: (210, 297), Paper.F4: (215, 330)}
FOOT_AT = 10  # mm from the lower edge of the sheet.
LONGEST_PROPERTY = 255  # python-docx refuses a longer one.

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARTS = ("styles", "settings", "fontTable")

_SETTINGS = f"""<w:settings xmlns:w="{_W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>
<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:doNotExpandShiftReturn/>
<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"
 w:val="15"/></w:compat><w:themeFontLang w:val="id-ID"/><w:decimalSymbol w:val=","/>
<w:listSeparator w:val=";"/></w:settings>"""

# Other names of like fonts, of the same widths, for machines that lack the first.
_FONTS = f"""<w:fonts xmlns:w="{_W}"><w:font w:name="{SANS}">
<w:altName w:val="Liberation Sans,Arimo,Helvetica"/><w:panose1 w:val="020B0604020202020204"/>
<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font><w:font w:name="{SERIF}">
<w:altName w:val="Bookman,URW Bookman,TeX Gyre Bonum"/><w:panose1 w:val="02050604050505020204"/>
<w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>"""


def _styles(profile: Profile) -> str:
    font, size = SERIF if profile.serif else SANS, profile.size * 2
    line = round(240 * profile.leading)
    return f"""<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>
<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>
<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>
<w:lang w:val="id-ID" w:eastAsia="id-ID" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="{line}" w:lineRule="auto"/></w:pPr>
</w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>
</w:style>
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">
<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>
<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>
<w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>
<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>
<w:uiPriority w:val="99"/><w:semiHidden/></w:style>
{_style("Title", "Title", '<w:keepNext/><w:jc w:val="center"/>', "<w:b/><w:bCs/>")}
{_style("Heading1", "heading 1", '<w:keepNext/><w:outlineLvl w:val="0"/>', "<w:b/><w:bCs/>")}
{_style("Caption", "caption", "<w:keepNext/>", "<w:b/><w:bCs/>")}
{_style("Footer", "footer", "", '<w:sz w:val="16"/><w:szCs w:val="16"/>')}
</w:styles>"""


def _style(slug: str, name: str, shape: str, letters: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{slug}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{shape}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )


def blank(profile: Profile) -> Document:
    """An empty document with the styles of official letters and nothing else in it."""
    types = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_WORD}.{part}+xml"/>'
        for part in _PARTS
    )
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{_R}/{part}" Target="{part}.xml"/>'
        for number, part in enumerate(_PARTS, start=1)
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package'
        '.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
        f"{types}</Types>",
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1"'
        f' Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships">{links}'
        "</Relationships>",
        "word/document.xml": f'<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body/></w:document>',
        "word/styles.xml": _styles(profile),
        "word/settings.xml": _SETTINGS,
        "word/fontTable.xml": _FONTS,
    }
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, _HEAD + text)
    held.seek(0)
    return docx.Document(held)


def width_of_text(profile: Profile, *, landscape: bool) -> float:
    """The width between the margins, in mm."""
    across, high = SIZES[profile.paper]
    return (high if landscape else across) - profile.left - profile.right


def section(profile: Profile, *, landscape: bool, foot: str) -> Element:
    """The pages of a part of the paper; `foot` is the relationship of the line at their foot."""
    across, high = (twips(length) for length in SIZES[profile.paper])
    size = (
        {"w": high, "h": across, "orient": "landscape"} if landscape else {"w": across, "h": high}
    )
    reference = None
    if foot:
        reference = element("footerReference", type="default")
        reference.set(f"{{{_R}}}id", foot)
    return element(
        "sectPr",
        reference,
        element("type", val="nextPage"),
        element("pgSz", **size),
        element(
            "pgMar",
            top=twips(profile.top),
            right=twips(profile.right),
            bottom=twips(profile.bottom),
            left=twips(profile.left),
            header=twips(FOOT_AT),
            footer=twips(FOOT_AT),
            gutter=0,
        ),
    )


def name_properties(
    document: Document, *, title: str, author: str, made_at: datetime.datetime
) -> None:
    """Write into the file what it is called, whose it is and when it was made."""
    told, at = document.core_properties, made_at.astimezone(datetime.UTC).replace(tzinfo=None)
    told.title, told.author = title[:LONGEST_PROPERTY], author[:LONGEST_PROPERTY]
    told.last_modified_by = told.author
    told.created = told.modified = at.replace(microsecond=0)
    told.language, told.revision = "id-ID", 1


def packed(document: Document, *, made_at: datetime.datetime) -> bytes:
    """The file's bytes, the same for the same paper: its entries bear the paper's own time."""
    loose, tight = BytesIO(), BytesIO()
    document.save(loose)
    at = made_at.astimezone(datetime.UTC)
    stamp = (max(at.year, 1980), at.month, at.day, at.hour, at.minute, at.second)
    with zipfile.ZipFile(loose) as source, zipfile.ZipFile(tight, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, stamp)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            target.writestr(entry, source.read(name))
    return tight.getvalue()
