"""The straight line: ``read`` makes a version, ``compare`` a comparison. No algorithm lives here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from twicetold.align.collate import collate
from twicetold.align.pairing import Pairing, PairTable, pair_all
from twicetold.errors import CountError, ReadError
from twicetold.findings.omissions import find_omissions
from twicetold.findings.receipt import Receipt, write_receipt
from twicetold.ingest.decode import decode
from twicetold.ingest.stories import Story
from twicetold.measure.order import divided_rows, moved_passages
from twicetold.measure.overlap import Overlap, measure_overlap
from twicetold.model import Collation, Finding, Progress, Source, Version, silent
from twicetold.settings import DEFAULT, Settings
from twicetold.text.version import make_version, relabel


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """A collation with everything that is derived from it; what is said of a pair, when it is first asked for.

    Keys ``(a, b)`` are version indexes: b read against a. ``row_of[v][p]`` is the row of paragraph p of version v.
    """

    collation: Collation
    pairings: PairTable[Pairing]
    overlaps: PairTable[Overlap]
    moved: PairTable[frozenset[int]]
    divided: PairTable[tuple[int, ...]]
    receipts: PairTable[Receipt]
    omissions: tuple[Finding, ...]
    row_of: tuple[tuple[int, ...], ...]

    @property
    def versions(self) -> tuple[Version, ...]:
        """The versions in the order in which they were given."""
        return self.collation.versions


def read(source: Path | bytes | str | Source, label: str = "", settings: Settings = DEFAULT) -> Version:
    """One version from a file (Path), from a file's bytes, from a text (str), or from a Source.

    ``label`` is the name under which the version is shown; default: its outlet, its title or the file's name. Raises
    ReadError (empty, binary, too large, not there), whose message names the file and the remedy.
    """
    if isinstance(source, Source):
        return make_version(source, label, settings)
    if isinstance(source, Path):
        try:
            data = source.read_bytes()
        except OSError as error:
            raise ReadError(f"“{source}” cannot be read: {error.strerror}. Check the name and the place.") from error
        return make_version(decode(source.name, data, settings), label or source.stem, settings)
    data = source.encode("utf-8", "replace") if isinstance(source, str) else source
    return make_version(decode(label or "text", data, settings), label, settings)


def compare(versions: Sequence[Version], settings: Settings = DEFAULT, *, progress: Progress = silent) -> Comparison:
    """The comparison of two or more versions; the order given is kept in the result and does not otherwise matter.

    ``progress`` is told how far the work has come, and cancels it by raising ``Cancelled``.

    Raises CountError for fewer than two versions, or more than ``settings.max_versions``.
    """
    if len(versions) < 2:
        raise CountError("A comparison needs at least two versions. Add another text.")
    if len(versions) > settings.max_versions:
        raise CountError(
            f"{len(versions)} versions are more than can stand beside each other. "
            f"Choose at most {settings.max_versions}."
        )
    collation = collate(_distinct_labels(versions), settings, progress)
    made = collation.versions
    count = len(made)
    pairings = pair_all(collation)

    def overlap(a: int, b: int) -> Overlap:
        return measure_overlap(made[a], made[b], pairings[a, b]) if a < b else overlaps[b, a].reverse()

    overlaps = PairTable(count, overlap)
    progress("find", 0, 1)
    omissions = find_omissions(collation, pairings)
    progress("find", 1, 1)
    return Comparison(
        collation,
        pairings,
        overlaps,
        PairTable(count, lambda a, b: moved_passages(collation, a, b)),
        PairTable(count, lambda a, b: divided_rows(collation, a, b)),
        PairTable(count, lambda a, b: write_receipt(made[a], made[b], pairings[a, b])),
        omissions,
        _rows_of(collation),
    )


def _rows_of(collation: Collation) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(home.tolist()) for home in collation.rows.grouping.homes)


def read_versions(story: Story, settings: Settings = DEFAULT) -> tuple[Version, ...]:
    """The versions of a bundled story, in the order of its manifest."""
    return tuple(make_version(source, settings=settings) for source in story.sources)


def _distinct_labels(versions: Sequence[Version]) -> list[Version]:
    """Versions under names that tell them apart: a second “Text” becomes “Text (2)”, or the next free number."""
    taken = {version.label for version in versions}
    seen: set[str] = set()
    named = []
    for version in versions:
        label, number = version.label, 1
        while label in seen or (number > 1 and label in taken):
            number += 1
            label = f"{version.label} ({number})"
        seen.add(label)
        named.append(version if label == version.label else relabel(version, label))
    return named
