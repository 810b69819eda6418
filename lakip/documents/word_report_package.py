"""What a report's Word file has besides its text: styles, running heads, numbered pages."""

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from lakip.documents.blocks import Profile, Report
from lakip.documents.report_layout import Pages, Stage
from lakip.documents.word_package import section, width_of_text
from lakip.documents.word_parts import Element, Look, element, paragraph, tab, twips
from lakip.documents.word_report_parts import DEEP, FAINT, QUIET, Ink, bordered, tabbed, words
from lakip.documents.word_report_tables import field

COVER_MARGIN = 20  # mm, on all sides.
HEAD_ROOM = 6  # mm that the running head adds to the upper margin.
FORMATS = {Stage.FRONT: "lowerRoman", Stage.BODY: "decimal"}
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# Level, size in half points, space before and after in twips.
_HEADINGS = ((1, 34, 0, 240), (2, 26, 300, 120), (3, 23, 260, 100), (4, 21, 240, 80))
# Level, indent in mm, room for the number, space before in twips.
_LISTS = ((1, 0, 0, 100), (2, 6, 6, 40), (3, 12, 6, 30))
_NAMED = 22  # mm: room for "Gambar 3.10".


def put_styles(document: Document, profile: Profile) -> None:
    """The styles of headings, lists and captions, in place of those of letters."""
    styles = document.styles.element
    right = twips(width_of_text(profile, landscape=False))
    mine = [_heading(*told) for told in _HEADINGS]
    mine += [
        _list(f"TOC{level}", f"toc {level}", indent, named, before, right, bold=level == 1)
        for level, indent, named, before in _LISTS
    ]
    mine += [
        _list("TableofFigures", "table of figures", 0, _NAMED, 60, right, bold=False),
        _style("Caption", "caption", "", ""),
        _style("Header", "header", "", f'<w:color w:val="{QUIET}"/><w:sz w:val="16"/>'),
    ]
    names = {each.get(qn("w:styleId")) for each in mine}
    for old in [each for each in styles if each.get(qn("w:styleId")) in names]:
        styles.remove(old)
    styles.extend(mine)
    settings = document.settings.element
    # Word asks before it fills in the page numbers of the lists.
    settings.find(qn("w:compat")).addprevious(element("updateFields", val="true"))


def _style(slug: str, name: str, shape: str, letters: str, *, based: str = "Normal") -> Element:
    made: Element = parse_xml(
        f'<w:style xmlns:w="{_W}" w:type="paragraph" w:styleId="{slug}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based}"/><w:next w:val="Normal"/><w:uiPriority w:val="39"/>'
        "<w:qFormat/>"
        f"<w:pPr>{shape}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )
    return made


def _heading(level: int, size: int, before: int, after: int) -> Element:
    new_page = "<w:pageBreakBefore/>" if level == 1 else ""
    return _style(
        f"Heading{level}",
        f"heading {level}",
        f'<w:keepNext/><w:keepLines/>{new_page}<w:spacing w:before="{before}" w:after="{after}" '
        f'w:line="240" w:lineRule="auto"/><w:outlineLvl w:val="{level - 1}"/>',
        f'<w:b/><w:bCs/><w:color w:val="{DEEP}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>',
    )


def _list(
    slug: str, name: str, indent: int, named: int, before: int, right: int, *, bold: bool
) -> Element:
    left = twips(indent + named)
    tab = f'<w:tab w:val="left" w:pos="{left}"/>' if named else ""
    return _style(
        slug,
        name,
        f'<w:tabs>{tab}<w:tab w:val="right" w:leader="dot" w:pos="{right}"/></w:tabs>'
        f'<w:spacing w:before="{before}" w:after="0" w:line="240" w:lineRule="auto"/>'
        f'<w:ind w:left="{left}" w:hanging="{twips(named)}"/>',
        ("<w:b/><w:bCs/>" if bold else "") + '<w:sz w:val="20"/><w:szCs w:val="20"/>',
    )


class Sections:
    """The sections of one report; heads and feet are made once for pages of either side."""

    def __init__(self, document: Document, report: Report) -> None:
        self._document, self._report = document, report
        self._made: dict[bool, tuple[str, str]] = {}

    def of(self, part: Pages) -> Element:
        """What ends a part of the report and says how its pages are."""
        if part.stage is Stage.COVER:
            return self._cover()
        made = section(self._report.profile, landscape=part.landscape, foot="")
        for at, (tag, relationship) in enumerate(
            zip(("headerReference", "footerReference"), self._parts(part.landscape), strict=True)
        ):
            reference = element(tag, type="default")
            reference.set(f"{{{_R}}}id", relationship)
            made.insert(at, reference)
        margins = made.find(qn("w:pgMar"))
        margins.set(qn("w:top"), str(twips(self._report.profile.top + HEAD_ROOM)))
        numbers: dict[str, str | int] = {"fmt": FORMATS[part.stage]}
        if part.restarts:
            numbers["start"] = 1
        margins.addnext(element("pgNumType", **numbers))
        return made

    def _cover(self) -> Element:
        made = section(self._report.profile, landscape=False, foot="")
        for side in ("top", "bottom", "left", "right"):
            made.find(qn("w:pgMar")).set(qn(f"w:{side}"), str(twips(COVER_MARGIN)))
        return made

    def _parts(self, landscape: bool) -> tuple[str, str]:
        if landscape not in self._made:
            right = twips(width_of_text(self._report.profile, landscape=landscape))
            self._made[landscape] = (self._head(right), self._foot(right))
        return self._made[landscape]

    def _head(self, right: int) -> str:
        part, relationship = self._document.part.add_header_part()
        left, end = self._report.heads
        ink = Ink(size=8, color=QUIET)
        made = paragraph(
            [words(left, ink), tab(), words(end, ink)], Look(style="Header", single=True)
        )
        tabbed(made, ("right", right, "none"))
        _only(part.element, bordered(made, bottom=(4, FAINT, 4)) if any((left, end)) else made)
        return str(relationship)

    def _foot(self, right: int) -> str:
        part, relationship = self._document.part.add_footer_part()
        number = Ink(size=9, bold=True, color=DEEP)
        made = paragraph(
            [
                words(self._report.foot, Ink(size=8, color=QUIET)),
                tab(),
                *field("PAGE", [words("1", number)]),
            ],
            Look(style="Footer", single=True),
        )
        _only(part.element, tabbed(made, ("right", right, "none")))
        return str(relationship)


def _only(holder: Element, content: Element) -> None:
    for child in list(holder):
        holder.remove(child)
    holder.append(content)
