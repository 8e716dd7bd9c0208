"""The blocks of a page that become its text, what each of them is, and why.

    ugly    “Also on …” with a headline of another story, read as a sentence of this one
    wanted  that line where it stood, grey, with the reason beside it; everything between headline and last line there

What stands between the headline and the end of the story is kept, whatever it is, and marked; what stands outside is
left aside and counted. When in doubt a line has no mark, and its words decide like those of any text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from twicetold.ingest.page_blocks import WORD, Block, Page
from twicetold.ingest.page_names import Part
from twicetold.ingest.page_story import Story, container, ends_statement, reads_as_story
from twicetold.model import Kind, Mark, Span

_WIDE_GAP = 25
"""Lines without any story between two of it, from which they are left aside: then the later one is a stray."""
_LINKS = 0.6
"""Share of a line's letters that are links, from which the line, if it is no sentence, leads elsewhere."""
_SMALL_PART = 0.34
"""A part of the page that holds more than this share of the story is no box in it, whatever it is called."""
_LEFT_OUT = "no part of what was found to be the story"
_MIN_HEADLINE_WORDS, _MAX_HEADLINE_WORDS = 3, 40


@dataclass(frozen=True, slots=True)
class Line:
    """A block of the text: its number on the page, its kind and why; without a reason it has no mark."""

    block: int
    kind: Kind = "body"
    reason: str = ""


def story_lines(page: Page, story: Story, titles: Sequence[str]) -> list[Line]:
    """The lines of the story and what stands between them. ``titles`` are what the page says that it is."""
    headline = find_headline(page, story, titles)
    home = container(page, story.picked)
    parts = _parts(page, story, home)
    kept = _with_siblings(page, _stretch(story, headline))
    return _kinds(page, story, headline, home, parts, [i for i in kept if not page.blocks[i].unseen])


def whole_lines(page: Page, titles: Sequence[str], unseen: bool) -> list[Line]:
    """All lines of the page that can be seen, and with ``unseen`` the others too."""
    kept = [i for i, block in enumerate(page.blocks) if unseen or not block.unseen]
    everything = tuple(True for _ in page.blocks)
    story = Story(everything, everything)
    headline = find_headline(page, story, titles)
    return _kinds(page, story, headline, -1, [_part(page, block.node, set()) for block in page.blocks], kept)


def make_text(page: Page, lines: Iterable[Line]) -> tuple[str, tuple[Mark, ...]]:
    """The text of ``lines``, a blank line between two, and the marks on it."""
    texts: list[str] = []
    marks: list[Mark] = []
    place = 0
    for line in lines:
        text = page.blocks[line.block].text
        if line.reason:
            marks.append(Mark(Span(place, place + len(text)), line.kind, line.reason))
        texts.append(text)
        place += len(text) + 2
    return "\n\n".join(texts), tuple(marks)


def find_headline(page: Page, story: Story, titles: Sequence[str]) -> int:
    """The headline’s block, or −1: what says the same as one of ``titles``, else the last h1 before the story."""
    start = next((i for i, taken in enumerate(story.picked) if taken and reads_as_story(page.blocks[i])), 0)
    wanted = {tuple(WORD.findall(title.lower())) for title in titles} - {()}
    best, rank = -1, (0, 0, 0)
    for i, block in enumerate(page.blocks):
        if block.unseen or len(block.words) > _MAX_HEADLINE_WORDS:
            continue
        # what is one or two words of a title may as well be the menu’s, unless it stands right over the story
        telling = block.level or len(block.words) >= _MIN_HEADLINE_WORDS or i == start - 1
        same = block.words in wanted and bool(telling)
        if not same and (block.level != 1 or i > start):
            continue
        found = (2 if same else 1, 7 - block.level if block.level else 0, -abs(start - i))
        if found > rank:
            best, rank = i, found
    return best


# --- which ---------------------------------------------------------------------------------------


def _stretch(story: Story, headline: int) -> list[int]:
    """The blocks from the headline or first line of the story to its last, without wide gaps."""
    anchors = [i for i, taken in enumerate(story.picked) if taken]
    if headline >= 0:
        anchors = sorted({headline, *anchors})
    kept: list[int] = []
    for i in anchors:
        if kept and i - kept[-1] <= _WIDE_GAP:
            kept.extend(range(kept[-1] + 1, i))
        kept.append(i)
    return kept


def _with_siblings(page: Page, kept: list[int]) -> list[int]:
    """``kept`` with the paragraphs right before and after that are of the sort of the first and last of them: a short
    line at an end, which extractors leave out, belongs to its neighbours."""
    if not kept:
        return kept
    first, last = kept[0], kept[-1]
    blocks = page.blocks
    while first > 0 and not blocks[first - 1].linked and _beside(page, blocks[first - 1], blocks[first]):
        first -= 1
    while last + 1 < len(blocks) and not blocks[last + 1].linked and _beside(page, blocks[last + 1], blocks[last]):
        last += 1
    return [*range(first, kept[0]), *kept, *range(kept[-1] + 1, last + 1)]


# --- what ----------------------------------------------------------------------------------------


def _kinds(
    page: Page, story: Story, headline: int, home: int, parts: Sequence[Part | None], kept: list[int]
) -> list[Line]:
    lines = [_headline(page, headline, i) or _line(page, story, home, parts[i], i) for i in kept]
    _between_story(page, story, lines)
    _heads_of_nothing(page, story, lines)
    return lines


def _headline(page: Page, headline: int, i: int) -> Line | None:
    """Block ``i`` as the headline, or as what prints it again in a line beside it; None if it is neither."""
    if i == headline:
        return Line(i, "headline", "the headline of the page")
    if headline >= 0 and abs(i - headline) == 1 and page.blocks[i].words == page.blocks[headline].words:
        return Line(i, "headline", "the headline of the page, printed again")
    return None


def _line(page: Page, story: Story, home: int, part: Part | None, i: int) -> Line:
    block = page.blocks[i]
    taken = story.picked[i] + story.other[i]
    if part and (part.sure or not story.picked[i] or not (block.level or reads_as_story(block))):
        return Line(i, "furniture", part.reason)
    if block.caption:
        return Line(i, "caption", "the page has it under a picture or table")
    if block.byline and len(block.words) <= 25:
        return Line(i, "byline", "the page says that it names the author")
    if block.linked >= _LINKS and not ends_statement(block) and not block.level:
        return Line(i, "furniture", "a link to another page")
    if block.level and (story.picked[i] or home < 0 or home in page.above(block.node)):
        return Line(i, "subhead", "a heading of the page")
    if not taken or (not story.picked[i] and story.uncertain):
        return Line(i, "furniture", _LEFT_OUT)
    return Line(i)


def _between_story(page: Page, story: Story, lines: list[Line]) -> None:
    """Takes the mark off short sentences that both extractors left out beside paragraphs that they took: “No.”

    That is one between two of the story, and those that follow its last one or lead to its first.
    """
    taken = [story.picked[line.block] for line in lines]
    if not any(taken):
        return
    first, last = taken.index(True), len(taken) - 1 - taken[::-1].index(True)
    between = [n for n in range(first + 1, last) if taken[n - 1] and taken[n + 1]]
    for n in between:
        if _is_like(page, lines[n], lines[n - 1], lines[n + 1]):
            lines[n] = Line(lines[n].block)
    for ends in (range(first - 1, -1, -1), range(last + 1, len(lines))):
        for n in ends:
            if not _is_like(page, lines[n], lines[n - ends.step]):
                break
            lines[n] = Line(lines[n].block)


def _is_like(page: Page, line: Line, *neighbours: Line) -> bool:
    """Whether a line that nobody took is a sentence, without links, beside its neighbours in the same element."""
    block = page.blocks[line.block]
    return (
        line.reason == _LEFT_OUT
        and not block.linked
        and ends_statement(block)
        and _beside(page, block, *(page.blocks[one.block] for one in neighbours))
    )


def _beside(page: Page, *blocks: Block) -> bool:
    """Whether the blocks are paragraphs of the same sort in the same element."""
    nodes = [page.nodes[block.node] for block in blocks if block.node >= 0]
    return len(nodes) == len(blocks) and len({(node.tag, node.parent) for node in nodes}) == 1


def _heads_of_nothing(page: Page, story: Story, lines: list[Line]) -> None:
    """A heading before what is no story is none of its headings: “Recent stories”."""
    below = ""
    for n in range(len(lines) - 1, -1, -1):
        line = lines[n]
        if (
            line.kind == "subhead"
            and below == "furniture"
            and not (story.picked[line.block] and story.other[line.block])
        ):
            lines[n] = line = Line(line.block, "furniture", "a heading over what is no part of the story")
        below = line.kind


def _parts(page: Page, story: Story, home: int) -> list[Part | None]:
    """By block what the part of the page that it stands in is called; parts that hold the story are no boxes."""
    holds: dict[int, int] = {}
    total = 0
    for block, taken in zip(page.blocks, story.picked, strict=True):
        if taken:
            total += len(block.words)
            for node in page.above(block.node):
                holds[node] = holds.get(node, 0) + len(block.words)
    large = {node for node, words in holds.items() if words > _SMALL_PART * total} | set(page.above(home))
    return [_part(page, block.node, large) for block in page.blocks]


def _part(page: Page, node: int, large: set[int]) -> Part | None:
    return next((part for n in page.above(node) if n not in large and (part := page.nodes[n].part)), None)
