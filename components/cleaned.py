"""Original and cleaned, side by side: left every line with its kind and the reason, right what counts as story.

The kind of a line is changed here; the decision is kept with the text and stands in everything that is saved.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import Any, cast, get_args

import streamlit as st

from components.assets import asset
from components.texts import Text
from twicetold.model import Decision, Kind, Version
from twicetold.render.reading import KIND_WORDS, size_in_words
from twicetold.text.marks import quote_of

MOST_LINES = 2000
"""Lines that are shown at once; a browser lays out two thousand in half a second."""

_LINES = st.components.v2.component(
    "twicetold_lines",
    css=asset("tokens.css", "lines.css"),
    js=asset("lines.js"),
    html="<div class='lines'></div>",
)


def lines_payload(text: Text, version: Version) -> str:
    """The lines of a version as they are sent to the browser: JSON."""
    decided = {(one.quote, one.nth) for one in text.handling(version).decisions}
    story = version.units.is_story
    seen: Counter[str] = Counter()
    lines: list[dict[str, Any]] = []
    for i, paragraph in enumerate(version.paragraphs):
        if i == MOST_LINES:
            break
        words = version.slice(paragraph.span)
        quote = quote_of(words)
        last = version.units[paragraph.units.end - 1]
        lines.append(
            {
                "quote": quote,
                "nth": seen[quote],
                "kind": last.kind,
                "story": bool(story[paragraph.units.start : paragraph.units.end].any()),
                "reason": last.reason,
                "decided": (quote, seen[quote]) in decided,
                "text": words,
            }
        )
        seen[quote] += 1
    return json.dumps(
        {
            "id": f"{version.id} {text.name}",
            "language": version.meta.language,
            "kinds": KIND_WORDS,
            "size": size_in_words(version),
            "more": len(version.paragraphs) - len(lines),
            "lines": lines,
        },
        ensure_ascii=False,
    )


def show_lines(text: Text, name: str, version: Version) -> None:
    """The component; a kind that is chosen in it becomes a decision."""
    key = f"cleaned_{name}"

    def chosen() -> None:
        decide(text, version, getattr(st.session_state.get(key), "decision", None))

    _LINES(key=key, data={"json": lines_payload(text, version)}, on_decision_change=chosen)


def decide(text: Text, version: Version, said: Any) -> None:
    """Takes what the browser says: a line by its quote and number, and a kind; an empty one takes the decision back."""
    if not isinstance(said, dict):
        return
    quote, nth, kind = said.get("quote"), said.get("nth"), said.get("kind")
    if not isinstance(quote, str) or not isinstance(nth, int) or kind not in ("", *get_args(Kind)):
        return
    others = tuple(one for one in text.handling(version).decisions if (one.quote, one.nth) != (quote, nth))
    mine = (Decision(quote, nth, cast(Kind, kind)),) if kind else ()
    called = KIND_WORDS[cast(Kind, kind)] if kind else "as found"
    short = quote if len(quote) <= 30 else quote[:29].rstrip() + "…"
    text.change(f"“{short}” is {called}", version, decisions=(*others, *mine))
