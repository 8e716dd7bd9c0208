"""What was set aside of a text, in a sentence, with a way to take it back."""

from __future__ import annotations

import numpy as np

from twicetold.ingest.pieces import count
from twicetold.model import Handling, Note, Offer, Units
from twicetold.text.labels import BYLINE, FURNITURE, KICKER

_KEEP = Offer("Count every line as story", "keep_all", True)
_TELL = Offer("Tell the story from the page", "keep_all", False)
_SORTS = ((BYLINE, "byline", "bylines"), (KICKER, "line over the headline", "lines over the headline"))


def set_aside_notes(units: Units, handling: Handling) -> tuple[Note, ...]:
    """One note, if any line is counted nowhere, or if a person asked that all be counted."""
    if handling.keep_all:
        return (Note("furniture", "every line is counted as story, as you asked", (_TELL,)),)
    lines = int(np.count_nonzero(units.kinds == FURNITURE))
    said = [f"{count(lines, 'line')} taken for page furniture, not for story"] if lines else []
    for kind, one, several in _SORTS:
        number = int(np.count_nonzero(units.kinds == kind))
        said += [f"{count(number, one, several)} set aside"] if number else []
    return (Note("furniture", "; ".join(said), (_KEEP,)),) if said else ()
