"""The straight line: ``read`` makes a version, ``compare`` a comparison. No algorithm lives here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from twicetold.align.collate import collate
from twicetold.align.meaning.proposals import with_proposals
from twicetold.align.meaning.protocol import Similarity
from twicetold.align.pairing import Pairing, PairTable, pair_all
from twicetold.errors import CountError, ReadError
from twicetold.findings.evidence import Evidence
from twicetold.findings.omissions import find_omissions
from twicetold.findings.receipt import Receipt, write_receipt
from twicetold.findings.registry import Findings
from twicetold.ingest.plain import read_plain
from twicetold.ingest.reading import Found, read_file
from twicetold.ingest.stories import Story
from twicetold.measure.order import divided_rows, moved_passages
from twicetold.measure.overlap import Overlap, measure_overlap
from twicetold.model import (
    AS_FOUND,
    NO_OVERRIDES,
    Collation,
    File,
    Finding,
    Handling,
    Handlings,
    Overrides,
    Progress,
    Source,
    Version,
    as_handlings,
    silent,
)
from twicetold.settings import DEFAULT, Settings
from twicetold.text.details import detail
from twicetold.text.rescue import rescue
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
    findings: Findings
    row_of: tuple[tuple[int, ...], ...]

    @property
    def versions(self) -> tuple[Version, ...]:
        """The versions in the order in which they were given."""
        return self.collation.versions

    @property
    def is_same(self) -> bool:
        """Whether all versions tell the same words in the same order; typography and furniture do not count."""
        story = {
            number
            for number, passage in enumerate(self.collation.passages)
            for v, reading in enumerate(passage.readings)
            if any(self.versions[v].units[u].is_story for u in reading.units)
        }
        relations = {pairing.relations.get(p) for pairing in self.pairings.values() for p in story}
        return relations <= {"identical", "cosmetic"} and not any(self.moved.values())


def read(
    source: Path | bytes | str | Source, label: str = "", settings: Settings = DEFAULT, handling: Handling = AS_FOUND
) -> Version:
    """One version from a file (Path), from a file's bytes, from a text (str), or from a Source.

    ``label`` is the name under which the version is shown; default: its outlet, its title or the file's name. Raises
    ReadError (empty, damaged, too large, not there), whose message names the file and the remedy. Of a file that holds
    several versions the first is read; ``read_all`` gives all.
    """
    if isinstance(source, Source):
        return make_version(source, label, settings)
    results = read_all(source, label, settings, handling)
    for result in results:
        if isinstance(result, Version):
            return result
    assert isinstance(results[0], ReadError)
    raise results[0]


def read_all(
    source: Path | File | bytes | str,
    label: str = "",
    settings: Settings = DEFAULT,
    handling: Handling | Handlings = AS_FOUND,
) -> tuple[Version | ReadError, ...]:
    """Every version in a file, in its order, and an error for each part of it that gives none; at least one of either.

    A name for several versions is ``label`` with their parts: “Lantern, original”. ``Handlings`` name single parts.
    """
    try:
        if isinstance(source, str):
            wanted, name = as_handlings(handling), label or "text"
            texts = read_plain(File(name, source.encode("utf-8", "replace")), wanted.of(name), settings)
            found = Found(tuple(replace(one, handling=wanted.of(one.name, one.part)) for one in texts))
        else:
            found = read_file(_file(source, label), handling, settings)
    except ReadError as error:
        return (error,)
    stem = source.stem if isinstance(source, Path) else ""
    names = name_sources(found.sources, label, stem)
    return (*(_made(one, name, settings) for one, name in zip(found.sources, names, strict=True)), *found.errors)


def name_sources(sources: Sequence[Source], label: str = "", stem: str = "") -> list[str]:
    """A name for each source of a file called ``stem``: ``label``, else ``stem`` for a single source.

    Several are called as they say themselves: by their outlets, by titles that tell them apart, or else by the names of
    their files. Where several have the same name, their parts stand behind it: “Lantern, original”.
    """
    if len(sources) == 1:
        return [label or stem]
    titles = [detail(one, "title") for one in sources]
    one_file = len({one.name for one in sources}) == 1
    names = [
        label
        or detail(one, "outlet")
        or (title if titles.count(title) == 1 else "")
        or (stem if stem and one_file else PurePath(one.name).stem)
        for one, title in zip(sources, titles, strict=True)
    ]
    return [
        f"{name}, {one.part}" if one.part and names.count(name) > 1 else name
        for name, one in zip(names, sources, strict=True)
    ]


def _file(source: Path | File | bytes, label: str) -> File:
    if isinstance(source, File):
        return source
    if isinstance(source, bytes):
        return File(label or "text", source)
    try:
        return File(source.name, source.read_bytes())
    except OSError as error:
        raise ReadError(f"“{source}” cannot be read: {error.strerror}. Check the name and the place.") from error


def _made(source: Source, label: str, settings: Settings) -> Version | ReadError:
    try:
        return make_version(source, label, settings)
    except ReadError as error:
        return error


def compare(
    versions: Sequence[Version],
    settings: Settings = DEFAULT,
    overrides: Overrides = NO_OVERRIDES,
    *,
    meaning: Similarity | None = None,
    progress: Progress = silent,
) -> Comparison:
    """The comparison of two or more versions; the order given is kept in the result and does not otherwise matter.

    ``overrides`` are corrections made by hand; the rest is aligned around them. One that cannot hold (its text has
    changed, a later one says otherwise) is set aside, and a note of the collation says so.

    ``meaning`` proposes possible paraphrases (``collation.proposals``); nothing else of the result depends on it.
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
    collation = collate(rescue(distinct_labels(versions)), settings, overrides, progress)
    if meaning is not None:
        collation = with_proposals(collation, meaning, settings)
    made = collation.versions
    count = len(made)
    pairings = pair_all(collation)

    def overlap(a: int, b: int) -> Overlap:
        return measure_overlap(made[a], made[b], pairings[a, b]) if a < b else overlaps[b, a].reverse()

    overlaps: PairTable[Overlap] = PairTable(count, overlap)
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
        Findings(Evidence(collation, pairings, overlaps), omissions),
        _rows_of(collation),
    )


def _rows_of(collation: Collation) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(home.tolist()) for home in collation.rows.grouping.homes)


def read_versions(story: Story, settings: Settings = DEFAULT) -> tuple[Version, ...]:
    """The versions of a bundled story, in the order of its manifest."""
    return tuple(make_version(source, settings=settings) for source in story.sources)


def distinct_labels(versions: Sequence[Version]) -> list[Version]:
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
