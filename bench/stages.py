"""The stages of the engine, timed where they are called, in a run of the engine itself.

    ugly    a copy of the pipeline inside the bench, which goes on measuring what the engine no longer does
    wanted  the engine's own run; a clock that is handed on whenever a named function is entered or left

Time is exclusive: what a stage spends inside another stage is counted there. Functions are named where they are looked
up (“module:name” of the caller's module); a name that is gone is reported, and its time falls to the stage around it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from importlib import import_module
from time import process_time
from typing import Any


@dataclass(frozen=True, slots=True)
class Stage:
    """One column of the table. ``functions`` are timed as this stage; a stage without any is entered by the bench."""

    name: str
    what: str
    functions: tuple[str, ...] = ()


STAGES = (
    Stage("read", "bytes to version: decoding, paragraphs, sentences, tokens, furniture"),
    Stage(
        "link",
        "lexicon, similarity of all units, links of every pair of versions",
        (
            "twicetold.align.collate:make_lexicon",
            "twicetold.align.collate:link_versions",
        ),
    ),
    Stage(
        "cluster",
        "links to passages, passages to rows",
        ("twicetold.align.collate:cluster", "twicetold.align.collate:make_rows"),
    ),
    Stage(
        "columns",
        "words of each passage in columns, and their variants",
        ("twicetold.align.collate:thread_columns", "twicetold.align.collate:find_states"),
    ),
    Stage("order", "the rest of the comparison: order of passages and rows, assembling", ()),
    Stage(
        "pair",
        "every pair of versions read off the columns",
        ("twicetold.align.pairing:_pair",),
    ),
    Stage(
        "score",
        "shared words, moved passages, typographic differences of every pair",
        ("twicetold.pipeline:measure_overlap", "twicetold.pipeline:moved_passages", "twicetold.pipeline:write_receipt"),
    ),
    Stage("find", "what is missing where", ("twicetold.pipeline:find_omissions",)),
    Stage("project", "the page as seen from one version", ("components.payload:project",)),
    Stage("send", "the page and the answer in words as the browser gets them"),
)
PAGE = ("project", "send")
"""The stages that run again when the reader chooses another version to read against."""


class Clock:
    """Process CPU seconds by stage."""

    def __init__(self) -> None:
        self.seconds = {stage.name: 0.0 for stage in STAGES}
        self._open: list[str] = []
        self._since = 0.0

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time spent inside is the stage's, but for the stages inside it."""
        self._hand_on()
        self._open.append(name)
        try:
            yield
        finally:
            self._hand_on()
            self._open.pop()

    def _hand_on(self) -> None:
        now = process_time()
        if self._open:
            self.seconds[self._open[-1]] += now - self._since
        self._since = now


@contextmanager
def timed(clock: Clock) -> Iterator[None]:
    """Inside, the functions of all stages report to ``clock``; afterwards they are as they were."""
    replaced: list[tuple[Any, str, Any]] = []
    try:
        for stage in STAGES:
            for name in stage.functions:
                place, attribute = _place(name)
                function = getattr(place, attribute, None)
                if function is not None:
                    replaced.append((place, attribute, function))
                    setattr(place, attribute, _reporting(function, clock, stage.name))
        yield
    finally:
        for place, attribute, function in reversed(replaced):
            setattr(place, attribute, function)


def gone() -> list[str]:
    """Functions that a stage names and that are not there: the list above is out of date."""
    return [name for stage in STAGES for name in stage.functions if not hasattr(*_place(name))]


def _place(name: str) -> tuple[Any, str]:
    module, _, attribute = name.partition(":")
    return import_module(module), attribute


def _reporting(function: Callable[..., Any], clock: Clock, stage: str) -> Callable[..., Any]:
    @wraps(function)
    def reporting(*arguments: Any, **named: Any) -> Any:
        with clock.stage(stage):
            return function(*arguments, **named)

    return reporting
