"""Twice Told: what the versions of one story keep, change, move, add and leave out.

    >>> from twicetold import compare, read
    >>> result = compare([read("The mayor came. He was late.", "A"), read("The mayor came.", "B")])
    >>> [finding.quote for finding in result.omissions]
    ['He was late.']

The names below are the public interface; ``docs/api.md`` shows each in use. Nothing here goes on the
network, but for addresses that a person asks for, where ``open_addresses`` allows it.
"""

from twicetold.align.letters import diff_letters
from twicetold.align.meaning.lexical import LexicalSimilarity
from twicetold.align.meaning.opening import open_model
from twicetold.align.meaning.protocol import Similarity
from twicetold.align.pair import align_units
from twicetold.align.words import diff_words, match_tokens
from twicetold.errors import (
    AddressError,
    BinaryError,
    Cancelled,
    CountError,
    DamagedError,
    EffortError,
    EmptyError,
    HandlingError,
    LockedError,
    ModelError,
    OverridesError,
    ReadError,
    SizeError,
    StoryError,
    StoryFileError,
)
from twicetold.export.handling import handlings_to_json
from twicetold.export.json import to_json
from twicetold.export.overrides import overrides_to_json
from twicetold.export.patch import to_patch, to_unified
from twicetold.export.reading import reading_to_json
from twicetold.ingest.handling import read_handlings
from twicetold.ingest.overrides import read_overrides
from twicetold.ingest.stories import Story, list_stories, read_story
from twicetold.measure.overlap import Overlap
from twicetold.model import (
    Anchor,
    Collation,
    Decision,
    Edit,
    Entry,
    File,
    Finding,
    Handling,
    Handlings,
    Ledger,
    LedgerRow,
    Link,
    Mark,
    Meta,
    Note,
    Offer,
    Override,
    Overrides,
    Paragraph,
    Passage,
    Place,
    Progress,
    Proposal,
    Reading,
    Source,
    Span,
    Unit,
    Variant,
    Version,
    Wanted,
)
from twicetold.pipeline import Comparison, compare, read, read_all, read_versions
from twicetold.render.html import to_html
from twicetold.render.saying import say_findings
from twicetold.settings import DEFAULT, Settings
from twicetold.text.anchors import make_anchor
from twicetold.text.place_names import named_anchor
from twicetold.view import Lens, Page, default_base, project

__version__ = "0.1.0"

__all__ = [
    "DEFAULT",
    "AddressError",
    "Anchor",
    "BinaryError",
    "Cancelled",
    "Collation",
    "Comparison",
    "CountError",
    "DamagedError",
    "Decision",
    "Edit",
    "EffortError",
    "EmptyError",
    "Entry",
    "File",
    "Finding",
    "Handling",
    "HandlingError",
    "Handlings",
    "Ledger",
    "LedgerRow",
    "Lens",
    "LexicalSimilarity",
    "Link",
    "LockedError",
    "Mark",
    "Meta",
    "ModelError",
    "Note",
    "Offer",
    "Overlap",
    "Override",
    "Overrides",
    "OverridesError",
    "Page",
    "Paragraph",
    "Passage",
    "Place",
    "Progress",
    "Proposal",
    "ReadError",
    "Reading",
    "Settings",
    "Similarity",
    "SizeError",
    "Source",
    "Span",
    "Story",
    "StoryError",
    "StoryFileError",
    "Unit",
    "Variant",
    "Version",
    "Wanted",
    "align_units",
    "compare",
    "default_base",
    "diff_letters",
    "diff_words",
    "handlings_to_json",
    "list_stories",
    "make_anchor",
    "match_tokens",
    "named_anchor",
    "open_model",
    "overrides_to_json",
    "project",
    "read",
    "read_all",
    "read_handlings",
    "read_overrides",
    "read_story",
    "read_versions",
    "reading_to_json",
    "say_findings",
    "to_html",
    "to_json",
    "to_patch",
    "to_unified",
]
