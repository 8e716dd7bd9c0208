"""A finding → a sentence, from the templates of a language.

    ugly    {"kind": "figure", "form": "conflict", "values": ["105 min", "120 min"]}
    wanted  Different figures or dates at the same place: “12” in The Mail; “21” in The Herald and The Post

Only templates are filled in; words of the texts are never read as templates. Every name is that of a version.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from twicetold.model import Finding, Place
from twicetold.pipeline import Comparison
from twicetold.render.language import Language, read_language
from twicetold.render.words import is_independent

_LONGEST_QUOTE_WORDS = 32
_EDGES = ",;:–—- "
_NESTED = regex.compile(r"[“„«»”\"]([^“„«»”\"]*)[”“»«\"]")
_ODD = regex.compile(r"[“„«»”\"]")


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding as a line of a list: its number in ``comparison.findings``, its sentence, and whom it concerns."""

    number: int
    kind: str
    form: str
    text: str
    weight: float
    versions: tuple[int, ...]


def finding_lines(comparison: Comparison, language: str = "en") -> tuple[FindingLine, ...]:
    """All findings that are not hidden, heaviest first."""
    words = read_language(language)
    return tuple(
        FindingLine(
            number,
            finding.kind,
            finding.form,
            say_finding(comparison, finding, words),
            finding.weight,
            tuple(sorted({place.version for place in finding.places})),
        )
        for number, finding in enumerate(comparison.findings)
    )


def say_findings(comparison: Comparison, language: str = "en") -> tuple[str, ...]:
    """One sentence for each finding that is not hidden, the most telling first, in a language that there is a file for
    (“en”, “de”). Raises KeyError for another."""
    return tuple(line.text for line in finding_lines(comparison, language))


def hidden_line(comparison: Comparison, language: str = "en") -> str:
    """How many findings are hidden, and of what kinds; empty if none is."""
    words = read_language(language)
    hidden = {kind: count for kind, count in comparison.findings.hidden.items() if count}
    if not hidden:
        return ""
    return words.part(
        "hidden", number=f"{sum(hidden.values()):,}", kinds=words.listed([words.kinds[k] for k in hidden])
    )


def say_finding(comparison: Comparison, finding: Finding, language: Language) -> str:
    """The sentence of a finding."""
    return language.say[f"{finding.kind}.{finding.form}"].format_map(_Fields(comparison, finding, language))


class _Fields(dict[str, str]):
    """What a template may ask for; each is made when it is asked for."""

    def __init__(self, comparison: Comparison, finding: Finding, language: Language) -> None:
        super().__init__()
        self._comparison, self._finding, self._language = comparison, finding, language
        self._values = dict(finding.values)

    def __missing__(self, name: str) -> str:
        made: str = getattr(self, f"_{name}")()
        return made

    # --- words and numbers

    def _quote(self) -> str:
        return shorten(self._finding.quote)

    def _words(self) -> str:
        return self._language.count("word", self._finding.words)

    def _passages(self) -> str:
        return self._language.count("passage", int(self._values["passages"]))

    def _example(self) -> str:
        """The quote, as one of several passages or as the only one."""
        return self._language.part(
            "example_one" if self._values["passages"] == 1 else "example_many", quote=self["quote"]
        )

    def _share(self) -> str:
        share = float(self._values["share"])
        return self._language.part("percent", number=str(min(round(share * 100), 99 if share < 1 else 100)))

    # --- versions

    def _names(self, versions: Sequence[int]) -> str:
        return self._language.listed([self._comparison.versions[v].label for v in dict.fromkeys(versions)])

    def _keepers(self) -> str:
        return self._names(self._finding.keepers)

    def _lackers(self) -> str:
        return self._names(self._finding.lackers)

    def _lead(self) -> str:
        return self._names([self._finding.lead])

    def _other(self) -> str:
        return self._names([int(self._values["other"])])

    def _earlier(self) -> str:
        return self._names([int(self._values["earlier"])])

    def _later(self) -> str:
        return self._names([int(self._values["later"])])

    def _torn(self) -> str:
        return self._names([int(self._values["torn"])])

    def _of(self, value: str) -> list[int]:
        return [place.version for place in self._finding.places if place.present and place.value == value]

    def _quoted(self) -> str:
        return self._names(self._of("quoted"))

    def _unquoted(self) -> str:
        return self._names(self._of("unquoted"))

    def _says(self) -> str:
        return self._language.parts["says_one" if len(set(self._of("unquoted"))) == 1 else "says_many"]

    def _who(self) -> str:
        """Who keeps it, in which words, and who does not; of an independent account only that it is not there."""
        finding, part = self._finding, self._language.part
        apart = [v for v in finding.lackers if is_independent(self._comparison, finding.lead, v)]
        groups = (
            ("kept_by", [v for v in finding.keepers if v not in finding.differently]),
            ("differently_by", list(finding.differently)),
            ("left_out_by", [v for v in finding.lackers if v not in apart]),
            ("not_in", apart),
        )
        said = [part(name, names=self._names(versions)) for name, versions in groups if versions]
        return self._language.parts["semicolon"].join(said)

    # --- what stands where

    def _sides(self) -> str:
        sides = [(places, self._printed(places[0])) for value, places in self._finding.sides if value != "note"]
        return self._joined("quoted_in", sides)

    def _speakers(self) -> str:
        return self._joined("plain_in", [(places, value) for value, places in self._finding.sides])

    def _named(self) -> str:
        return self._joined("source_in", [(places, value) for value, places in self._finding.sides if value])

    def _bare(self) -> str:
        return self._names(self._of(""))

    def _paragraphs(self) -> str:
        sides = sorted(self._finding.sides, key=lambda side: int(side[0]))
        said = [
            self._language.part("paragraph_in", number=value, names=self._names([place.version for place in places]))
            for value, places in sides
        ]
        return self._language.parts["semicolon"].join(said)

    def _changes(self) -> str:
        """“12” became “21”; “not” was taken out."""
        said = []
        for number in range(1, int(self._values["changes"]) + 1):
            places = [place for place in self._finding.places if place.value == str(number) and place.present]
            old, new = (
                next((self._printed(place) for place in places if place.version == v), "")
                for v in (int(self._values["earlier"]), int(self._values["later"]))
            )
            part = "became" if old and new else "went" if old else "came"
            said.append(self._language.part(part, old=old, new=new))
        return self._language.parts["semicolon"].join(said)

    def _without(self) -> str:
        lackers = [v for v in self._finding.lackers if v not in self._finding.keepers]
        return self._language.part("without", names=self._names(lackers)) if lackers else ""

    def _joined(self, part: str, sides: Sequence[tuple[Sequence[Place], str]]) -> str:
        said = [
            self._language.part(part, text=text, names=self._names([place.version for place in places]))
            for places, text in sides
        ]
        return self._language.parts["semicolon"].join(said)

    def _printed(self, place: Place) -> str:
        return shorten(self._comparison.versions[place.version].slice(place.span))

    # --- people and agencies

    def _by(self) -> str:
        speaker, likely = str(self._values.get("speaker", "")), str(self._values.get("likely", ""))
        if not speaker:
            return ""
        if likely:
            speaker = self._language.part("likely", speaker=speaker, likely=likely)
        elif speaker.islower() and " " not in speaker:
            speaker = self._language.part("unresolved", speaker=speaker)
        return self._language.part("by", speaker=speaker)

    def _agencies(self) -> str:
        named = str(self._values["agencies"])
        if named:
            return self._language.part("agencies", names=named)
        return self._language.parts["unnamed_agency" if self._of("unnamed") else "no_agency"]


def shorten(text: str, most: int = _LONGEST_QUOTE_WORDS) -> str:
    """Words on one line, without marks at their edges; of more than ``most`` the beginning and the end.

    Quotation marks inside become single ones, since the words are printed between double ones; an odd one is left away.
    """
    words = _NESTED.sub(r"‘\1’", " ".join(text.split()))
    words = _ODD.sub("", words).strip(_EDGES)
    parts = words.split(" ")
    if len(parts) > most:
        half = most // 2
        parts = [*parts[:half], "…", *parts[-half:]]
    return " ".join(parts)
