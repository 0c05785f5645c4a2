"""A Word file as it comes out of a printer: paragraphs with their effective looks, and sheets.

Whatever styles, themes and tables say about a paragraph is settled here (ECMA-376 Part 1, 17.7),
so that a rule about 14 points in bold reads numbers and asks nothing about Word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Align = Literal["left", "center", "right", "both"]
LineRule = Literal["exact", "at_least", "multiple"]


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks in the end."""

    pt: float
    """Size in points."""

    bold: bool
    italic: bool
    underline: bool
    capitals: bool
    """`w:caps` is in effect; the text is given in capitals already."""

    colour: str
    """`RRGGBB`; "" is automatic or black."""

    fonts: Mapping[str, str]
    """Font by script: `ascii`, `hAnsi`, `cs`, `eastAsia`; "" where nothing says."""


@dataclass(frozen=True, slots=True)
class Span:
    """Text of one look."""

    text: str
    look: Look


@dataclass(frozen=True, slots=True)
class Shape:
    """The effective format of a paragraph."""

    align: Align
    first_mm: float
    """Indent of the first line; negative where it hangs."""

    left_mm: float
    right_mm: float
    before_pt: float
    after_pt: float
    line_pt: float | None
    """Height of a line in points, exact or at least; None for a multiple of single spacing."""

    line_rule: LineRule
    line_multiple: float
    """1.0 is single spacing; 1.0 too where the height is given in points."""

    ruled_below: bool
    """A bottom border of its own."""

    page_break_before: bool
    ruled_above: bool = False
    """A top border of its own."""


@dataclass(frozen=True, slots=True)
class Where:
    """The place of a paragraph in a table.

    Of a table inside a cell, the inner one counts where it has several columns or the outer one has
    only one; else its paragraphs stand in the cell of the outer.
    """

    table: int
    """Order among the tables of the document, from 0."""

    row: int
    column: int
    """Column of the grid, from 0."""

    columns: int
    """Columns of the table's grid."""

    rows: int
    bordered: bool
    """The cell, or the table, has visible borders."""

    nested: bool = False
    """The paragraph stands in a table of one column inside this cell."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One `w:p`."""

    index: int
    """Its number among all paragraphs of the body in document order, from 0."""

    text: str
    """NFC, the automatic list label in front; breaks are line ends, tabs are tabs, and the
    no-break space and hyphen (U+00A0, U+2011) stay."""

    spans: tuple[Span, ...]
    """The text without the list label."""

    shape: Shape
    where: Where | None
    """None for a paragraph of the body."""

    style: str
    """Id of its style; "" where the document has none."""

    drawn_rule: bool
    """It holds or anchors a drawn horizontal line."""

    section: int
    """Number of its section, from 0."""

    label: str = ""
    """The automatic list label, as printed."""

    level: int | None = None
    """Level in the list, from 0; None outside lists."""

    boxed: bool = False
    """It stands in a text box."""

    pictures: int = 0
    """Pictures it holds or anchors."""

    decomposed: bool = False
    """Letters and their marks are stored apart; `text` has them composed."""


@dataclass(frozen=True, slots=True)
class PageNumber:
    """How the page number is printed."""

    align: Align
    pt: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """The paper of one section."""

    width_mm: float
    height_mm: float
    top_mm: float
    bottom_mm: float
    left_mm: float
    right_mm: float
    header_mm: float
    first_page_differs: bool
    """`w:titlePg`: page 1 has a header of its own, or none."""

    number: PageNumber | None
    """The page number of all but the first page; None: there is none."""

    number_in_footer: bool
    number_on_first: bool
    """A page number is printed on page 1 of the section."""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of the package."""

    width_px: int
    """0 where the kind of file does not say, such as EMF."""

    height_px: int
    bytes: int
    paragraph: int | None = None
    """`Paragraph.index` of the paragraph that holds it first."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole document."""

    paragraphs: tuple[Paragraph, ...]
    sheets: tuple[Sheet, ...]
    """One at least."""

    images: tuple[Image, ...] = ()
    notes: tuple[str, ...] = ()
    """Footnotes and endnotes."""

    properties: Mapping[str, str] = field(default_factory=dict)
    """Custom properties, and the `title` of the core ones."""

    tracked: bool = False
    """There are tracked changes: insertions are read, deletions are left out."""

    commented: bool = False
