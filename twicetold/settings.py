"""Every knob of the engine: its meaning, unit, range, and why the default is what it is.

One default serves every text. Limits count work (words, versions, cells of a comparison), never time, so a result is
the same on every machine; only waits for servers and for processes that read files have a clock. The measurements
behind the numbers are in ``docs/engine.md``.
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

    max_texts: int = 200
    """Versions that are taken from one table, feed or web archive, 1 or more; what is beyond is named. Four times what
    can be compared at once, so there is something to choose from; two hundred articles are read in 10 to 190 ms."""

    max_files: int = 500
    """Files in one archive, 1 or more; of an archive with more none is opened. An office document has some dozens, a
    book in EPUB some hundreds, a folder of versions fewer."""

    max_unpacked_bytes: int = 200_000_000
    """Bytes that all files of one archive have unpacked, 1 or more; checked before anything is unpacked. Five times
    ``max_version_bytes``: pictures in a document are counted too, and never unpacked."""

    max_unpacked_ratio: int = 200
    """How many times as large as in the archive a file may be unpacked, 1 or more, if it has more than a million bytes.
    A repetitive table shrinks to a thirtieth; bombs are a thousand times as large as they seem."""

    max_pdf_pages: int = 2_000
    """Pages of one PDF, 1 or more: a printed Bible of 800,000 words has 1,500. A page of 900 words takes 40 ms."""

    max_pdf_letters: int = 6_000_000
    """Letters (characters) in one PDF, 1 or more: that Bible has 4.5 million. A million take 8 s, in proportion; they
    are counted page by page before one of them is looked at, so a page that was made to hold others up ends there."""

    open_addresses: bool = False
    """Whether a version may be read from an address on the web, off or on. Off, nothing is ever opened. On, the machine
    that runs this sends requests that somebody else wrote the addresses of; only who owns it can decide that."""

    max_fetch_seconds: float = 30.0
    """Seconds in which one version has to come from its address, 1 or more: robots.txt, redirects and pauses and all.
    It counts time because a server that says nothing makes no work to count, and never ends; a page that takes half a
    minute is one that a person would have given up."""

    max_redirects: int = 5
    """Redirects that are followed from an address to its version, 0 or more. From an old address over a short one to a
    safe one are three; browsers stop at twenty, which only circles reach."""

    max_page_elements: int = 20_000
    """Elements of one saved page, 1 or more, up to which two extractors are asked which paragraphs are its story; of
    larger ones simple rules decide. 8,000 paragraphs take the two 0.35 s, 19,000 with all else 1.8 s."""

    max_page_letters: int = 2_000_000
    """Characters of text in one saved page, 1 or more, up to which they are asked; a novel has 500,000."""

    max_page_attributes: int = 100
    """Attributes of one tag, 1 or more, up to which a page is built into a tree; of a page with more the characters
    alone are read. Building takes time with the square of them: 50,000 take 2.5 s, 200,000 a
    minute. Of 85 pages none had more than 11 in a tag."""

    max_page_depth: int = 250
    """Tags open at once, 1 or more, in a page of which the characters alone are read; deeper ones add nothing but
    depth. A tree is built up to 256, beyond which its builder would lose text."""

    reader_processes: int = 2
    """Processes of a program, 0 or more, that read files of the formats that others could abuse: pages, PDFs, archives.
    Two, so that the next file is read while one is in trouble; further files wait. Each holds 20 MB, with all libraries
    65. At 0 files are read in the program itself, without the three limits that follow: for files of one's own."""

    max_reader_seconds: float = 60.0
    """Seconds in which such a file has to be read, 1 or more. It counts time because a library that runs in a circle
    does no work that could be counted. The slowest of 57 files made to be slow took 14, on a machine with three times
    the work that it can do at once."""

    max_reader_bytes: int = 1_000_000_000
    """Bytes of memory that reading such a file may take beyond the reader itself, 100,000,000 or more. The most that a
    file took which was read is 230 MB, a page of 100,000 paragraphs."""

    max_reader_answer_bytes: int = 200_000_000
    """Bytes that one such file may give, 1,000,000 or more, as text or as files that it holds: five times the largest
    file that is taken, since archives unfold."""

    max_unit_words: int = 300
    """Words and marks in one unit of body, 20 or more; what is longer, a text without full stops, is cut. The longest
    sentence of two Bibles and a novel has 227, so no printed sentence is cut; in scripts without spaces, where a letter
    counts as a word, it is three lines."""

    even_similarity: float = 0.11
    """Similarity (0–1) at which two units are as likely partners as not where the place says nothing, in texts that
    have nothing in common; ``closeness_weight`` raises it."""

    sharpness: float = 8.5
    """How fast the odds of a pair grow with its similarity: with this power of it, 1 or more. What words alone tell,
    fitted on the labelled sets, is a power of 5.4; here, where a pair has to beat all others, 8 to 9 measured best."""

    closeness_weight: float = 0.186
    """How far ``even_similarity`` rises (0–1) with the closeness of the texts, the mean similarity of the pairs that
    are each other's best: an edit of a text keeps its words, so what is not alike there is new; in a retelling even
    partners share little."""

    stay_weight: float = 0.25
    """Weight, 0–1, of a unit being one more part of its predecessor's partner, against ``next_weight``."""

    next_weight: float = 0.75
    """Weight, 0–1, of a unit having the partner that follows its predecessor's."""

    skip_factor: float = 0.11
    """What each unit that is skipped on the other side takes off the weight of a step (a factor, 0–1)."""

    back_weight: float = 0.004
    """Weight (0–1) of a step back by one unit. Of all weights the least needed: simplified news lose .0004 without."""

    jump_weight: float = 0.075
    """Weight (0–1) of all jumps together: units that have moved may stand anywhere."""

    disorder_weight: float = 3.2
    """What jumps gain (0 or more) where the order of the text is not kept: this times the square of the share of steps
    from pair to pair that do not lead on. Independent accounts tell in an order of their own: F1 on the five real
    versions .70 without, .72 with it."""

    lone_weight: float = 0.5
    """Weight (0–1) of a unit having no partner."""

    containment_weight: float = 0.32
    """Share, 0–1, of containment in what the odds are made from, the rest is similarity; it helps parts to their
    whole."""

    min_chance: float = 0.53
    """Chance (0–1, mean of both directions) from which two units are partners."""

    min_part_odds: float = 0.1
    """Odds (chance against its opposite, 0 or more) from which a unit is one more part of a whole that has a partner
    already, times the cube of its news: the share of its information that stands in the whole and in none of the parts
    that it has. One in which half is news has to be as likely as not, one with a quarter six times as likely. Counted
    word by word this rule beats a bar for chance and a bar for news (.7 and .28): essays .975 against .973, simplified
    news .988 against .986."""

    rare_weight: float = 0.75
    """How the odds of a pair grow with what it shares in rare words (the power of it in bits, 0 or more). Without it
    encyclopedia articles lose .002, independent accounts .02."""

    min_rare_bits: float = 6.0
    """Information (bits, 0 or more) in rare words that two units without a partner must share to be partners, if both
    share less with all others."""

    min_rare_chance: float = 0.18
    """Chance (0–1, mean of both directions) that such two units must have as well. Without it essays lose .0005, and a
    name that is rare is enough."""

    min_evidence_bits: float = 9.0
    """Information (bits, 0 or more) in words that are not common which all links of two versions must share together;
    else the two are taken for unrelated. Texts about different things measured 0 to 7, of one genre and topic up to
    20 (6 pairs of 336 keep a link or two), independent accounts of one event 25 and more."""

    min_reuse: float = 0.5
    """Share (0–1) of the smaller of two units' information that must agree in order, in runs worth their marks, for
    them to be linked in long texts without a closer look. Half is what no third unit can have as well."""

    min_moved_similarity: float = 0.5
    """Similarity (0–1) from which two units that are left and each other's best are linked, wherever they stand."""

    plain_similarity: float = 0.4
    """Similarity (0–1) from which a link needs no such evidence: two short sentences that are nearly the same. Alone
    with each other, a sentence of eight words and the same with four put in have .48."""

    max_cells: int = 250_000
    """Units of one version × units of the other up to which all are compared with all, 0 or more; of longer pairs first
    what is printed again is found through the words, and what is left is compared in blocks of at most four times as
    many. 250,000 are two texts of some 10,000 words: all with all takes 0.1 s there and 60 MB, a million take four
    times that, more than texts twice as long take in the other way."""

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

    wholly_derived_share: float = 0.8
    """Share (0–1) of a version’s words that stand word for word in another from which it is called wholly derived, in
    the sense of the METER corpus. Reprints of the samples have .93 and more, independent accounts at most .26."""

    partly_derived_share: float = 0.3
    """Share (0–1) from which it is called partly derived. Between the two lie a rewritten reprint and a short telling;
    Churnalism flagged a fifth of characters, which five independent accounts of one event reach with names alone."""

    word_list: str = ""
    """The path of one’s own list of telling words (CSV with the columns list, word, source), read beside the built-in
    ones; 0 or more words; empty: none. Which words carry a judgement is a matter of place and time."""

    hidden_findings: tuple[str, ...] = ()
    """Kinds of findings that are switched off, 0 or more units of the registry’s names (“wording”); the list says how
    many of them it holds back. None: what is unwanted is one click away on the screen."""

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
