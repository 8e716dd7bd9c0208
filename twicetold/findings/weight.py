"""How much a finding weighs, so that the most telling stands first.

The unit is the word: a passage of 20 words that one version carries weighs 20. Everything else is measured in the
words that a reader would give for it:

    omission     its words × the versions that carry it; a tenth of that if all versions that lack it are accounts of
                 their own, which share less than half of their words, either way, with the one that leads: they may
                 never have had it
    quote        its words × 2 if it is worded otherwise or replaced, × 3 if given to another speaker, × 1 if one has it
    figure       40 for a conflict at the same place, 20 for two figures that may mean the same thing
    negation     60: a “not” turns a sentence over
    name         25 for a person spelt in two ways, 15 for a place or another name
    wording      15 for a label, 10 for a title or a reporting verb, 8 for a hedge or an intensifier, 4 for another word
    attribution  20 for a statement that has its source here and not there
    order        1 for each paragraph between the two places, at least 5
    credit       20 × the share that is also in another version, if no agency is named, else 10 × it
    correction   45 and its words for a passage that was deleted, 45 for a figure that was changed without a word, 15
                 for one that the text owns up to
    share        3

What several versions say is worth more than what one says: the weight grows by a tenth for each version beyond two
that is concerned. These are choices of an editor’s, not measurements; they order a list and decide nothing.
"""

from __future__ import annotations

REPRINT_SHARE = 0.5
NEVER_HAD = 0.1
CONFLICT = 40.0
MAYBE_CONFLICT = 20.0
NEGATION = 60.0
PERSON = 25.0
NAME = 15.0
SWAP = {"label": 15.0, "title": 10.0, "reporting": 10.0, "hedge": 8.0, "intensifier": 8.0, "": 4.0}
SOURCE = 20.0
LEAST_ORDER = 5.0
UNCREDITED = 20.0
CREDITED = 10.0
SILENT_CORRECTION = 45.0
OPEN_CORRECTION = 15.0
SHARE = 3.0
REWORDED_QUOTE = 2.0
OTHER_SPEAKER = 3.0


def weigh(base: float, versions: int) -> float:
    """``base`` in words, for a finding that concerns so many versions."""
    return base * (1 + max(0, versions - 2) / 10)
