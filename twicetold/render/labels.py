"""Labels of the page → plain English: moved, split, joined, told elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from twicetold.pipeline import Comparison
from twicetold.view import Label


def label_text(comparison: Comparison, base: int, version: int, label: Label) -> str:
    """A label on a cell or a block, in words."""
    there, here = _numbers(label.there), _numbers(label.here)
    name = comparison.versions[base].label
    match label.kind:
        case "moved":
            return f"printed elsewhere: {there} in {name}" + (f", {here} here" if here else "")
        case "elsewhere":
            return f"stands in {here} here"
        case "shifted":
            return f"in another order than in {name}"
        case "split":
            return f"one paragraph in {name}, {len(label.here)} here"
        case "joined":
            return f"{len(label.there)} paragraphs in {name}, one here"
        case "regrouped":
            return f"{len(label.there)} paragraphs in {name}, {len(label.here)} here"
        case _:
            return "says this twice"


def _numbers(numbers: Sequence[int]) -> str:
    if not numbers:
        return ""
    if len(numbers) == 1:
        return f"paragraph {numbers[0]}"
    return f"paragraphs {numbers[0]}–{numbers[-1]}"
