"""What is compared and against which version: kept in the session, written to the URL, read back from it.

    ugly    a link that reopens another view than the one it was copied from, or an error about a name it does not know
    wanted  ?version=harbour-post&version=daily-lantern&base=daily-lantern, and a calm note where a name is gone

The session owns the choice. The URL is written after every change, and read when it says something that was not
written here: at the start, and after the browser's *back*. Own texts never go into a URL; a link to them says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

import streamlit as st

from components.cache import bundled_stories
from twicetold.settings import DEFAULT

OPENING = "reykjavik"
OPENING_VERSIONS = ("harbour-post", "daily-lantern")
"""The story opens on a source and its near copy: the one clause that is cut is in sight at once."""

OWN = "own-texts"
"""Stands for a story's name in the URL when a person's own texts are compared."""

MARKS = {"broadest": 0.15, "broad": 0.3, "middle": DEFAULT.detail, "fine": 0.65, "finest": 0.8}
"""How fine word marks are, from one mark over a rewritten clause to a mark for every word: the engine's ``detail``. All
pairs of the bundled stories together have 768, 780, 818, 882 and 916 marks with them."""
MIDDLE = "middle"

_CHOICE, _WRITTEN, _NOTES = "choice", "written_address", "address_notes"
_Address = tuple[str, tuple[str, ...], str, str]


@dataclass(frozen=True, slots=True)
class Choice:
    """``story``: a story's name, or OWN. ``left_out``: versions not compared. ``base``: empty is the default.
    ``marks``: a name in ``MARKS``."""

    story: str
    left_out: frozenset[str] = frozenset()
    base: str = ""
    marks: str = MIDDLE


def version_names(story: str) -> tuple[str, ...]:
    """The names of a bundled story's versions in the URL: their files' names without the ending."""
    return tuple(PurePath(source.name).stem for source in bundled_stories()[story].sources)


def current() -> Choice:
    """The choice of this session."""
    if _CHOICE not in st.session_state:
        st.session_state[_CHOICE] = opening()
    choice: Choice = st.session_state[_CHOICE]
    return choice


def opening(story: str = OPENING) -> Choice:
    """A story as it opens: with all its versions, but for the first story, which opens on a telling few."""
    if story not in bundled_stories():
        story = next(iter(bundled_stories()), OWN)
    if story == OPENING:
        return Choice(story, frozenset(version_names(story)) - set(OPENING_VERSIONS))
    return Choice(story)


def choose(choice: Choice) -> None:
    """Makes this the choice of the session; the notes about an address are past."""
    st.session_state[_CHOICE] = choice
    st.session_state[_NOTES] = ()


def choose_own() -> None:
    """Compares the person's own texts; what was left out of them stays left out."""
    choose(replace(current(), base="") if current().story == OWN else Choice(OWN))


def choose_base(name: str) -> None:
    """Reads against another version."""
    choose(replace(current(), base=name))


def choose_marks(marks: str) -> None:
    """Makes word marks broader or finer."""
    choose(replace(current(), marks=marks))


def notes() -> tuple[str, ...]:
    """What the address asked for that could not be had."""
    found: tuple[str, ...] = st.session_state.get(_NOTES, ())
    return found


def adopt_address(own_texts: bool) -> None:
    """Takes the choice from the URL if it was not written by ``write_address``."""
    query = st.query_params
    address = (query.get("story", ""), tuple(query.get_all("version")), query.get("base", ""), query.get("marks", ""))
    if st.session_state.get(_WRITTEN) == address:
        return
    st.session_state[_CHOICE], st.session_state[_NOTES] = _from_address(address, own_texts)


def _from_address(address: _Address, own_texts: bool) -> tuple[Choice, tuple[str, ...]]:
    story, names, base, marks = address
    if story == OWN:
        if own_texts:
            return Choice(OWN, base=base, marks=marks if marks in MARKS else MIDDLE), ()
        return opening(), ("Your own texts are kept only while their page is open. Here is a bundled story instead.",)
    if story and story not in bundled_stories():
        return opening(), (f"There is no story “{story}” here. This one opens instead.",)
    choice = opening(story or OPENING)
    known = version_names(choice.story)
    unknown = [name for name in (*names, base) if name and name not in known]
    kept = [name for name in names if name in known]
    if len(kept) > 1:
        choice = replace(choice, left_out=frozenset(known) - set(kept))
    if base in known:
        choice = replace(choice, base=base, left_out=choice.left_out - {base})
    if marks in MARKS:
        choice = replace(choice, marks=marks)
    said = [f"This story has no version “{name}”; it is passed over." for name in dict.fromkeys(unknown)]
    return choice, tuple(said)


def write_address(names: Sequence[str], default_base: str) -> None:
    """Puts the choice into the URL, as short as it can be; ``names`` are the compared versions."""
    choice = current()
    same = choice.story != OWN and choice.left_out == opening(choice.story).left_out
    versions = () if same or choice.story == OWN else tuple(names)
    base = choice.base if choice.base in names and choice.base != default_base and choice.story != OWN else ""
    marks = "" if choice.marks == MIDDLE else choice.marks
    story = "" if choice.story == OPENING and not (versions or base or marks) else choice.story
    address = (story, versions, base, marks)
    st.session_state[_WRITTEN] = address
    for key, value in (("story", story), ("version", list(versions)), ("base", base), ("marks", marks)):
        written = st.query_params.get_all(key)
        if not value:
            if written:
                del st.query_params[key]
        elif written != (value if isinstance(value, list) else [value]):
            st.query_params[key] = value
