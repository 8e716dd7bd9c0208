"""A page as paragraphs: the text of its blocks in the page's own order, and what their elements say of them.

    ugly    “Home World Politics” and the first sentence in one line; a paragraph that an extractor has rewritten
    wanted  every paragraph as a browser shows it, word for word, with the element that it stands in

White space is what HTML makes of it: one space, except in ``pre``. A line break by ``br`` ends a paragraph: what is a
line to a browser is one to a reader. Cost: linear; the depth is limited by who gives the events.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from twicetold.ingest.page_names import Part, is_byline, is_unseen, part_of
from twicetold.ingest.page_scan import Event

_BLOCK_NAMES = (
    "address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option p pre search section "
    "summary table tbody td tfoot th thead tr ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_SILENT_NAMES = (
    "script style svg head title button select textarea option datalist iframe object embed canvas audio video map "
    "annotation annotation-xml xmp"
)
_WITHOUT_TEXT = frozenset(_SILENT_NAMES.split())
"""Of these no letter is the page's text: programs, styles, controls, what stands for a picture or a film."""
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SPACE = r" \t\n\r\f\v\x1c-\x1e\x85\u2028\u2029"
_WHITE = re.compile(rf" *+[{_SPACE[1:]}][{_SPACE}]*+|  +")
_EMPTY_LINE = re.compile(r"\n[ \t\r\f\v]*\n\s*")
_BREAKS = re.compile(r"[\f\v\x1c-\x1e\x85\u2028\u2029]|\r\n?")
_UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
"""Thai, Lao, Burmese, Khmer, Japanese, Chinese: without spaces a letter is taken for a word."""
WORD = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+(?:[’'][^\W{_UNSPACED}]+)*")


@dataclass(slots=True, eq=False)
class Node:
    """An element that holds text somewhere below it. ``parent`` is its index in ``Page.nodes``, −1 at the top.

    ``row`` and ``cell`` are the indexes of the row and cell of the innermost table around it, −1 where there is none.
    """

    tag: str
    parent: int
    part: Part | None = None
    byline: bool = False
    row: int = -1
    cell: int = -1


@dataclass(slots=True, eq=False)
class Block:
    """One paragraph: its text, the index of its element in ``Page.nodes``, share (0–1) of its letters that are links.

    ``level`` is that of a heading, 1 to 6, or 0. ``unseen``: the page hides it. ``words`` are those of the text, small;
    of a block without end, those of its beginning.
    """

    text: str
    node: int
    linked: float = 0.0
    level: int = 0
    caption: bool = False
    unseen: bool = False
    byline: bool = False
    in_list: bool = False
    words: tuple[str, ...] = ()


@dataclass(slots=True, eq=False)
class Page:
    """The blocks of a page in its order, and the elements that they stand in."""

    blocks: list[Block] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)

    def above(self, node: int) -> Iterator[int]:
        """``node`` and the elements that it stands in, inside out."""
        while node >= 0:
            yield node
            node = self.nodes[node].parent


_LOOKED_AT = 100_000
"""Letters of a block of which the words are told apart; a chapter without a paragraph has fewer."""
_CELL_WORDS = 12
"""Words of a cell up to which it is a name or a number; a sentence of a story has more."""
_SIGNS = frozenset("#¶§🔗")
"""A link of one such letter is none of the text: it leads to the heading that it stands beside."""
_APART = ("a", "button", "label", "span", "time")


@dataclass(slots=True, eq=False)
class _Open:
    """What holds where the walk is: inherited from element to element."""

    node: int
    level: int = 0
    link: bool = False
    pre: bool = False
    caption: bool = False
    unseen: bool = False
    byline: bool = False
    in_list: bool = False
    silent: bool = False


_Piece = tuple[str, _Open]
"""Letters, and what holds where they stand."""


def find_blocks(events: Iterable[Event]) -> Page:
    """The blocks of a page. ``events`` are well nested."""
    page = Page()
    stack = [_Open(-1)]
    gathered: list[_Piece] = []
    at = stack[0]
    closed = ""
    for what, name, attributes in events:
        if what == "text":
            if not at.silent and not (at.link and name.strip() in _SIGNS):
                gathered.append((name, at))
            closed = ""
            continue
        if name in _BLOCKS and gathered:
            _flush(page, at, gathered)
        if what == "start":
            if name in _APART and closed in _APART:
                # buttons side by side are set apart by style alone
                gathered.append((" ", at))
            at = _enter(page, at, name, attributes)
            stack.append(at)
            closed = ""
        else:
            stack.pop()
            at = stack[-1]
            closed = name
        if name == "q" and not at.silent:
            gathered.append(("“" if what == "start" else "”", at))
    _flush(page, at, gathered)
    _join_rows(page)
    return page


def blocks_of_text(text: str) -> Page:
    """A page of the lines of ``text``, which has no tags."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return Page([Block(line, -1, words=words) for line in lines if (words := tuple(WORD.findall(line.lower())))])


def _enter(page: Page, at: _Open, name: str, attributes: dict[str, str]) -> _Open:
    unseen = at.unseen or is_unseen(name, attributes)
    silent = at.silent or name in _WITHOUT_TEXT
    byline = at.byline or (bool(attributes) and is_byline(attributes))
    node = at.node
    part = part_of(name, attributes) if not silent else None
    if (name in _BLOCKS and name != "br") or part or (byline and not at.byline):
        node = len(page.nodes)
        page.nodes.append(_make_node(page, node, Node(name, at.node, part, byline)))
    return _Open(
        node,
        _HEADINGS.get(name, at.level),
        at.link or name == "a",
        at.pre or name == "pre",
        at.caption or name in ("figcaption", "caption"),
        unseen,
        byline,
        at.in_list or name == "li",
        silent,
    )


def _flush(page: Page, at: _Open, gathered: list[_Piece]) -> None:
    """Makes a block of what was gathered, and one of what is hidden in it."""
    for unseen in (False, True):
        pieces = [piece for piece in gathered if piece[1].unseen is unseen]
        letters = [(len(text) - text.count(" "), within) for text, within in pieces if text and not text.isspace()]
        if letters:
            _make(page, at, pieces, letters, unseen)
    gathered.clear()


def _make(page: Page, at: _Open, pieces: list[_Piece], letters: list[tuple[int, _Open]], unseen: bool) -> None:
    raw = "".join(text for text, _ in pieces)
    if at.pre:
        texts = [_lines(part) for part in _EMPTY_LINE.split(_BREAKS.sub("\n", raw))]
    else:
        texts = [_WHITE.sub(" ", raw).strip()]
    linked = sum(count for count, within in letters if within.link) / sum(count for count, _ in letters)
    # a line that stands as a whole in an element of its own, though that is none of a block, belongs to it
    nodes = {within.node for _, within in letters}
    node = nodes.pop() if len(nodes) == 1 else at.node
    byline = all(within.byline for _, within in letters)
    for text in texts:
        words = tuple(WORD.findall(text[:_LOOKED_AT].lower()))
        if words or len(text) > 1:
            page.blocks.append(Block(text, node, linked, at.level, at.caption, unseen, byline, at.in_list, words))


def _make_node(page: Page, index: int, node: Node) -> Node:
    """``node`` with its place in a table."""
    if node.parent >= 0 and node.tag != "table":
        node.row, node.cell = page.nodes[node.parent].row, page.nodes[node.parent].cell
    if node.tag == "tr":
        node.row, node.cell = index, -1
    elif node.tag in ("td", "th"):
        node.cell = index
    return node


def _join_rows(page: Page) -> None:
    """Makes one block of each row of numbers and names; a cell with a paragraph in it is a part of a layout."""
    joined: list[Block] = []
    for row, group in groupby(page.blocks, key=lambda block: page.nodes[block.node].row if block.node >= 0 else -1):
        blocks = list(group)
        cells = {page.nodes[block.node].cell for block in blocks} if row >= 0 else set()
        plain = all(len(block.words) <= _CELL_WORDS and not block.level and not block.unseen for block in blocks)
        if 1 < len(blocks) == len(cells) and plain:
            letters = [len(block.text) for block in blocks]
            linked = sum(block.linked * count for block, count in zip(blocks, letters, strict=True)) / sum(letters)
            words = tuple(word for block in blocks for word in block.words)
            blocks = [Block("\t".join(block.text for block in blocks), row, linked, in_list=True, words=words)]
        joined += blocks
    page.blocks = joined


def _lines(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip("\n").split("\n")).strip()
