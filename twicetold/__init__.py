"""Twice Told: what the versions of one story keep, change, move, add and leave out.

    >>> from twicetold import compare, read
    >>> result = compare([read("The mayor came. He was late.", "A"), read("The mayor came.", "B")])
    >>> [finding.quote for finding in result.omissions]
    ['He was late.']

The names below are the public interface; ``docs/api.md`` shows each in use. Nothing here goes on the network.
"""

from twicetold.align.pair import align_units
from twicetold.align.words import diff_words, match_tokens
from twicetold.errors import (
    BinaryError,
    Cancelled,
    CountError,
    EmptyError,
    ReadError,
    SizeError,
    StoryError,
    StoryFileError,
)
from twicetold.export.json import to_json
from twicetold.export.patch import to_patch, to_unified
from twicetold.ingest.stories import Story, list_stories, read_story
from twicetold.measure.overlap import Overlap
from twicetold.model import (
    Collation,
    Edit,
    Finding,
    Link,
    Meta,
    Note,
    Paragraph,
    Passage,
    Place,
    Progress,
    Reading,
    Source,
    Span,
    Unit,
    Variant,
    Version,
)
from twicetold.pipeline import Comparison, compare, read, read_versions
from twicetold.render.html import to_html
from twicetold.settings import DEFAULT, Settings
from twicetold.view import Lens, Page, default_base, project

__version__ = "0.1.0"

__all__ = [
    "DEFAULT",
    "BinaryError",
    "Cancelled",
    "Collation",
    "Comparison",
    "CountError",
    "Edit",
    "EmptyError",
    "Finding",
    "Lens",
    "Link",
    "Meta",
    "Note",
    "Overlap",
    "Page",
    "Paragraph",
    "Passage",
    "Place",
    "Progress",
    "ReadError",
    "Reading",
    "Settings",
    "SizeError",
    "Source",
    "Span",
    "Story",
    "StoryError",
    "StoryFileError",
    "Unit",
    "Variant",
    "Version",
    "align_units",
    "compare",
    "default_base",
    "diff_words",
    "list_stories",
    "match_tokens",
    "project",
    "read",
    "read_story",
    "read_versions",
    "to_html",
    "to_json",
    "to_patch",
    "to_unified",
]
