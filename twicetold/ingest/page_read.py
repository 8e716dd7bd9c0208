"""A saved web page → its story, with title, outlet, author and date as the page tells them.

    ugly    menus, cookie notices and “Also on …” aligned with the words of a minister
    wanted  the story, its headline and what stands between them, the latter grey with its reason; a word on what was
            left aside, and one click to have it

Nothing in a page is fetched or run. Large and hostile pages are read by simpler rules, and a note says so.
"""

from __future__ import annotations

import re
from html import unescape

from lxml import html

from twicetold.errors import EmptyError
from twicetold.ingest.decode import decode_text
from twicetold.ingest.page_blocks import Page, blocks_of_text, find_blocks
from twicetold.ingest.page_data import Facts, read_facts
from twicetold.ingest.page_lines import Line, make_text, story_lines, whole_lines
from twicetold.ingest.page_meta import make_meta, possible_titles
from twicetold.ingest.page_scan import measure, walk_letters
from twicetold.ingest.page_story import Story, count_story_words, find_story, reads_as_story
from twicetold.ingest.page_tree import build_tree, slim, walk_tree, without_controls, without_pictures
from twicetold.ingest.pieces import count
from twicetold.model import File, Handling, Note, Offer, Source
from twicetold.settings import Settings

_HEAD = 4_096
"""Bytes at the top of a file that are looked at; browsers look for the encoding in the first 1,024."""
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w:.-]{2,40})")
_MARKUP = re.compile(r"<(?:p|br|div)\b", re.IGNORECASE)
_BACK = Offer("Read it as found first", "layout", "")
_OTHER = Offer("Take the other answer", "layout", "other")
_WHOLE = Offer("Take the whole page", "layout", "whole")
_HIDDEN = Offer("Take what is hidden, too", "layout", "hidden")
_DATA = Offer("Take the text in its data", "layout", "data")
_IN_DATA = Note("data", "the page shows no story; this is the text in its own data (JSON-LD)", (_WHOLE,))
_LONGER, _MIN_LONGER = 1.5, 40
"""How many times as long as the story that was found, or as so many words, a text in the data is to be worth a note."""
_ASKED = {
    "data": "the text in its data",
    "other": "the other answer",
    "whole": "the whole page",
    "hidden": "the whole page with what it hides",
}


def read_page(file: File, handling: Handling, settings: Settings) -> tuple[Source, ...]:
    """The story of a saved page. Raises EmptyError where the page shows no text, and what decoding raises."""
    letters, notes = decode_text(file.name, file.data, handling, declared=file.encoding or _charset(file.data))
    letters = without_pictures(without_controls(letters))
    tree = build_tree(letters) if measure(letters).attributes <= settings.max_page_attributes else None
    facts = read_facts(letters, tree)
    if tree is not None:
        slim(tree)
    page = find_blocks(walk_tree(tree) if tree is not None else walk_letters(letters, settings.max_page_depth))
    told = _told_in_data(facts)
    asked = handling.layout if handling.layout in _ASKED else ""
    empty = asked in ("", "other") and not any(reads_as_story(block) for block in page.blocks)
    if told.blocks and (asked == "data" or empty):
        text, _ = make_text(told, [Line(i) for i in range(len(told.blocks))])
        note = Note("layout", f"read as {_ASKED['data']}, as you asked", (_BACK,)) if asked == "data" else _IN_DATA
        return (Source(file.name, text, make_meta(facts, page, None, "", file.meta), (*notes, note)),)
    if not any(block.words for block in page.blocks):
        raise EmptyError(
            f"“{file.name}” is a page without text. It may be one that a program fills when it is open: open it in a "
            "browser, save it from there, and choose that file."
        )
    lines, story, limited = _lines(page, tree, asked, possible_titles(facts), settings)
    text, marks = make_text(page, lines)
    headline = next((page.blocks[line.block].text for line in lines if line.kind == "headline"), "")
    meta = make_meta(facts, page, None if limited else tree, headline, file.meta)
    notes += _notes(page, lines, story, asked)
    longer = sum(len(block.words) for block in told.blocks)
    if longer > _LONGER * max(_MIN_LONGER, count_story_words(page, (line.block for line in lines))):
        notes += (Note("data", f"the page’s own data hold a longer text, {count(longer, 'word')}", (_DATA,)),)
    if tree is None or limited:
        notes += (Note("limit", _limit_text(tree), () if asked == "whole" else (_WHOLE,)),)
    return (Source(file.name, text, meta, notes, marks=marks),)


def _told_in_data(facts: Facts) -> Page:
    """The text of the story as the page’s data have it; often whole where the page shows only its beginning."""
    text = next((fact.value for fact in facts.get("text", ())), "")
    return find_blocks(walk_letters(text, 50)) if _MARKUP.search(text) else blocks_of_text(unescape(text))


def _lines(
    page: Page, tree: html.HtmlElement | None, asked: str, titles: list[str], settings: Settings
) -> tuple[list[Line], Story | None, bool]:
    """The lines as asked, the answer they follow (None: the whole page), and whether the page was too large to ask."""
    if asked in ("whole", "hidden"):
        return whole_lines(page, titles, unseen=asked == "hidden"), None, False
    limited = tree is not None and not _is_small(tree, settings)
    story = find_story(page, None if limited else tree, swapped=asked == "other")
    lines = story_lines(page, story, titles)
    if not lines:  # all that the page has is hidden
        return whole_lines(page, titles, unseen=True), None, limited
    return lines, story, limited


def _is_small(tree: html.HtmlElement, settings: Settings) -> bool:
    elements = letters = 0
    for element in tree.iter():
        elements += 1
        for text in (element.text, element.tail):
            letters += len(text) if text and not text.isspace() else 0
    return elements <= settings.max_page_elements and letters <= settings.max_page_letters


def _charset(data: bytes) -> str:
    found = _CHARSET.search(data[:_HEAD]) or _DECLARED.match(data[:_HEAD])
    return found[1].decode("ascii") if found else ""


# --- what is said of it --------------------------------------------------------------------------


def _notes(page: Page, lines: list[Line], story: Story | None, asked: str) -> tuple[Note, ...]:
    notes: list[Note] = []
    if asked:
        notes.append(Note("layout", f"read as {_ASKED[asked]}, as you asked", (_BACK,)))
    if story and story.uncertain:
        offers = (_WHOLE,) if asked else (_OTHER, _WHOLE)
        notes.append(
            Note(
                "uncertain",
                f"extraction uncertain: two ways of finding the story agree on {story.agreement:.0%} of it",
                offers,
            )
        )
    used = {line.block for line in lines}
    aside = [block for i, block in enumerate(page.blocks) if i not in used and not block.unseen]
    unseen = [block for i, block in enumerate(page.blocks) if i not in used and block.unseen]
    if aside:
        words = sum(len(block.words) for block in aside)
        notes.append(
            Note(
                "aside",
                f"{count(len(aside), 'line')} outside the story left aside, {count(words, 'word')}",
                (_WHOLE,),
            )
        )
    if unseen:
        notes.append(Note("hidden", f"{count(len(unseen), 'line')} that the page hides left out", (_HIDDEN,)))
    return tuple(notes)


def _limit_text(tree: html.HtmlElement | None) -> str:
    why = "its tags are nested or written as no browser writes them" if tree is None else "it is very large"
    return f"read by simple rules, since {why}: which lines are its story is less sure"
