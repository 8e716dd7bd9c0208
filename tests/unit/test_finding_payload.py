"""What the browser's list of findings is given: sentences in pieces, places in page order, and what is held back."""

from __future__ import annotations

import json
from dataclasses import replace

import components.finding_payload as sent
from tests.unit.making import comparison
from twicetold.findings.registry import FINDING_KINDS
from twicetold.settings import DEFAULT

BRIDGE = "The mayor opened the new bridge on Monday, although nobody had paid for the lamps."
FERRY = "The old ferry will be sold to Port Ellery in the spring of next year."
BAND = "A brass band played until it rained."
WHOLE = f"{BRIDGE}\n\n{FERRY}\n\n{BAND}"


def payload(*texts: str, base: int = 0, **settings: object) -> dict:
    return json.loads(sent.findings_payload(comparison(*texts, settings=replace(DEFAULT, **settings)), base))


def test_the_words_of_a_version_are_told_from_ours():
    (line,) = [line for line in payload(WHOLE, f"{BRIDGE}\n\n{BAND}")["lines"] if line["kind"] == "omission"]
    assert [piece for piece, quoted in line["parts"] if quoted] == [f"“{FERRY}”"]
    assert "left out by B" in "".join(piece for piece, quoted in line["parts"] if not quoted)


def test_an_omission_leads_to_the_words_and_not_to_their_neighbour():
    (line,) = [line for line in payload(WHOLE, f"{BRIDGE}\n\n{BAND}")["lines"] if line["kind"] == "omission"]
    assert len(line["to"]) == 1


def test_every_kind_with_findings_says_how_it_is_weighed():
    kinds = payload(WHOLE, f"{BRIDGE}\n\n{BAND}")["kinds"]
    assert {kind["key"] for kind in kinds} <= set(FINDING_KINDS)
    assert all(kind["weighs"] and "{" not in kind["weighs"] for kind in kinds)


def test_a_hidden_kind_has_no_switch_and_is_counted():
    made = payload(WHOLE, f"{BRIDGE}\n\n{BAND}", hidden_findings=("omission",))
    assert "omission" not in [kind["key"] for kind in made["kinds"]]
    assert made["hidden"] == "1 more, hidden by the settings: Left out."


def test_a_very_long_list_is_cut_and_says_so(monkeypatch):
    monkeypatch.setattr(sent, "_MOST_LINES", 1)
    made = payload(WHOLE, BRIDGE)
    assert len(made["lines"]) == 1
    assert made["notes"][-1].startswith("The 1 weightiest of ")
