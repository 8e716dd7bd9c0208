"""The types that everything else speaks in: frozen, no logic beyond their invariants, absence is ``()``.

Coordinates are half-open code points of ``Version.text``; that text is never altered. What is compared is the *key*
of a token, what is shown is the text under its span. Versions, units, paragraphs and passages are named by 0-based
index.
"""

from twicetold.model.collation import (
    Collation,
    Echo,
    Edit,
    EditKind,
    Grouping,
    Link,
    LinkKind,
    Passage,
    Passages,
    Reading,
    Relation,
    Row,
    Rows,
    Shape,
    Variant,
)
from twicetold.model.finding import Finding, Place
from twicetold.model.progress import Progress, Stage, silent
from twicetold.model.text import (
    KINDS,
    IntArray,
    Kind,
    Meta,
    Note,
    Paragraph,
    Paragraphs,
    Source,
    Span,
    Tokens,
    Unit,
    Units,
    Version,
)

__all__ = [
    "KINDS",
    "Collation",
    "Echo",
    "Edit",
    "EditKind",
    "Finding",
    "Grouping",
    "IntArray",
    "Kind",
    "Link",
    "LinkKind",
    "Meta",
    "Note",
    "Paragraph",
    "Paragraphs",
    "Passage",
    "Passages",
    "Place",
    "Progress",
    "Reading",
    "Relation",
    "Row",
    "Rows",
    "Shape",
    "Source",
    "Span",
    "Stage",
    "Tokens",
    "Unit",
    "Units",
    "Variant",
    "Version",
    "silent",
]
