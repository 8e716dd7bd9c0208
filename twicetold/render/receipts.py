"""Receipt → lines of words: how many differences are only typography, of which kinds, and in which paragraphs.

ugly    27 differences hidden
wanted  27 differences between A and B are only typography: 18 quotation marks and 9 dashes
            quotation marks: paragraphs 2 (2), 3 and 5 (15)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from twicetold.findings.receipt import Typographic
from twicetold.pipeline import Comparison
from twicetold.render.language import Language, read_language


def receipt_lines(comparison: Comparison, base: int = 0, language: str = "en") -> Iterator[tuple[str, tuple[str, ...]]]:
    """For each version with typographic differences from ``base`` a line, and one line a kind that says where."""
    words = read_language(language)
    for v in range(len(comparison.versions)):
        receipt = comparison.receipts[base, v] if v != base else None
        if receipt and receipt.total:
            sorts = [say_sort(kind, number, words) for kind, number in receipt.counts]
            names = words.listed([comparison.versions[at].label for at in (base, v)])
            said = words.count("typography", receipt.total).format_map({"names": names, "sorts": words.listed(sorts)})
            yield said, tuple(_where(comparison, kind, found, words) for kind, found in receipt.by_kind.items())


def say_sort(kind: str, number: int, words: Language) -> str:
    """“18 quotation marks”."""
    return f"{number:,} {words.parts[('one.' if number == 1 else 'sort.') + kind]}"


def _where(comparison: Comparison, kind: str, found: tuple[Typographic, ...], words: Language) -> str:
    """“dashes: paragraphs 2 and 5 (3)”, as they are numbered on the page of the second version."""
    made = comparison.versions[found[0].place.version]
    units = [int(made.units.starts.searchsorted(one.place.span.start, side="right")) - 1 for one in found]
    numbers = Counter(int(made.units.paragraphs[max(0, unit)]) + 1 for unit in units)
    listed = words.listed([f"{n}" if times == 1 else f"{n} ({times})" for n, times in sorted(numbers.items())])
    return words.part(
        "where_one" if len(numbers) == 1 else "where_many", sort=words.parts[f"sort.{kind}"], places=listed
    )
