"""Every knob of the engine: its meaning, unit, range, and why the default is what it is.

One default serves every text. Limits count work (words, versions, cells of a comparison), never time, so a result is
the same on every machine. The measurements behind the numbers are in ``docs/engine.md``.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Settings of one comparison. Frozen: a changed setting is a new object, ``dataclasses.replace(settings, …)``."""

    max_versions: int = 50
    """Versions in one comparison, 2 or more. Fifty of 1,000 words are compared in about a second; every pair counts."""

    max_version_words: int = 2_000_000
    """Words in one version, 1 or more: twice the longest text of the bench, a Bible of 900,000. Reading takes 0.4 s and
    150 MB a million words, in proportion."""

    max_version_bytes: int = 40_000_000
    """Bytes in one file, 1 or more; the same number as the upload limit of the app. Two million words have 12 MB in
    Latin letters and up to 40 MB in scripts of three bytes a letter."""

    max_unit_words: int = 300
    """Words and marks in one unit of body, 20 or more; what is longer, a text without full stops, is cut. The longest
    sentence of two Bibles and a novel has 227, so no printed sentence is cut; in scripts without spaces, where a letter
    counts as a word, it is three lines."""

    min_similarity: float = 0.22
    """Similarity (0–1) below which two units are never linked, however well their neighbours fit; the bar for units
    between linked neighbours. From .08 to .22 precision on five labelled sets rose faster than recall fell."""

    sure_similarity: float = 0.45
    """Similarity (0–1) from which two units are linked although nothing near them is linked."""

    min_evidence_bits: float = 9.0
    """Information (bits, 0 or more) in words that are not common which all links of two versions must share together;
    else the two are taken for unrelated. Unrelated texts measured 0 to 6, independent accounts of one event 25 and
    more."""

    min_reuse: float = 0.5
    """Share (0–1) of the smaller unit's information that must agree in order for a link in long texts. TODO"""

    plain_similarity: float = 0.5
    """Similarity (0–1) from which a link needs no such evidence: two short sentences that are nearly the same."""

    max_repetition: float = 0.85
    """Share (0–1) of a unit's information from which it repeats a sibling and is no part of a split: a headline
    printed twice."""

    neighbour_weight: float = 0.22
    """What the similarity of the next and the previous units on both sides adds to a pair's own, per neighbour
    (0–1)."""

    min_containment: float = 0.56
    """Share (0–1) of the information of the smaller unit that the larger must hold for a split, a join or a part."""

    max_cells: int = 4_000_000
    """Units of one version × units of the other that are compared at once, 1 or more; longer pairs are cut at identical
    units. Four million take some 200 MB while they are compared."""

    max_overrides: int = 10_000
    """Corrections by hand that one comparison takes, each of a few units; 0 or more. A person makes some dozens; ten
    thousand are read and settled in a second."""

    detail: float = 0.5
    """How fine word marks are (0–1): at 1 every word that can be matched is, towards 0 only long agreement is. A match
    has to carry 2.5 · (1 − detail) / detail bits for every doubling of the changed places that it divides. Finer marks
    meet human marks of edited sentences better; coarser ones leave fewer stray words in sentences that were written
    anew, and fewer wrong pairs in two editions of a novel."""

    min_clause_words: int = 4
    """Words, 1 or more, from which a stretch missing inside a passage is listed as left out, not only marked."""

    min_paraphrase_similarity: float = 0.5
    """Similarity (0–1), as a model of meaning has it, from which two units without a partner may be proposed as a
    possible paraphrase. A higher bar alone gains little: sentences of one story are alike at .7 without saying the
    same."""

    min_paraphrase_lead: float = 1.15
    """How many times as alike as the next best of both (similarity by similarity, 1 or more) such a pair must be. With
    it, proposals on four labelled sets were right in 94 cases of 126, with a bar of .6 alone in 94 of 154."""

    max_meaning_units: int = 500
    """Units of one version, 1 or more, that are compared by meaning; of more, those without a partner, the longest
    first. Five hundred take a small model eight seconds, and two versions 250,000 cells."""


DEFAULT = Settings()
