"""What a measure of meaning may do: propose pairs of sentences that found no partner, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from tests.unit.making import version
from twicetold.__main__ import TROUBLE, main
from twicetold.align.meaning.lexical import LexicalSimilarity
from twicetold.align.meaning.proposals import propose
from twicetold.errors import ModelError
from twicetold.export.json import to_json
from twicetold.pipeline import Comparison, compare
from twicetold.render.terminal import to_text
from twicetold.settings import DEFAULT, Settings

OPENS = "The mayor opened the new harbour on Monday."
SILENT = "He declined to answer any of our questions."
MUTE = "Reporters got nothing but silence from him."
RAIN = "Rain is expected until late Friday evening."
FOG = "Seven ferries lay idle because of thick fog."


class Told:
    """A measure that has been told which texts are how alike; all others are alike by .1."""

    name = "told"
    digest = "abc123"

    def __init__(self, *pairs: tuple[str, str, float]) -> None:
        self.alike = {frozenset((a, b)): value for a, b, value in pairs}
        self.asked: list[tuple[Sequence[str], Sequence[str]]] = []

    def matrix(self, a, b):
        self.asked.append((a, b))
        return np.array([[self.alike.get(frozenset((x, y)), 0.1) for y in b] for x in a]).reshape(len(a), len(b))


def made(first: list[str], second: list[str], measure: object, settings: Settings = DEFAULT, **meta: str) -> Comparison:
    one = version("\n\n".join(first), "A", language="en")
    two = version("\n\n".join(second), "B", **({"language": "en"} | meta))
    return compare([one, two], settings, meaning=measure)


def proposed(result: Comparison) -> list[tuple[str, str, float]]:
    versions = result.versions
    return [
        (
            versions[p.a_version].slice(versions[p.a_version].units[p.a_unit].span),
            versions[p.b_version].slice(versions[p.b_version].units[p.b_unit].span),
            p.similarity,
        )
        for p in result.collation.proposals
    ]


FIRST, SECOND = [OPENS, SILENT, RAIN], [OPENS, MUTE, FOG]


def test_sentences_without_a_partner_that_mean_the_same_are_proposed():
    assert proposed(made(FIRST, SECOND, Told((SILENT, MUTE, 0.83)))) == [(SILENT, MUTE, 0.83)]


def test_without_a_measure_nothing_is_proposed_and_the_words_are_recorded():
    collation = made(FIRST, SECOND, None).collation
    assert (collation.proposals, collation.similarity, collation.similarity_digest) == ((), "lexical", "")


def test_the_measure_and_its_digest_are_recorded():
    collation = made(FIRST, SECOND, Told()).collation
    assert (collation.similarity, collation.similarity_digest) == ("told", "abc123")


def test_a_sentence_that_has_its_partner_is_never_proposed():
    """OPENS stands in both; however alike the model finds it to MUTE, it is spoken for."""
    assert proposed(made(FIRST, SECOND, Told((OPENS, MUTE, 0.99), (SILENT, MUTE, 0.83)))) == [(SILENT, MUTE, 0.83)]


def test_the_bar_is_a_setting():
    measure = Told((SILENT, MUTE, 0.83))
    assert proposed(made(FIRST, SECOND, measure, replace(DEFAULT, min_paraphrase_similarity=0.84))) == []
    assert len(proposed(made(FIRST, SECOND, measure, replace(DEFAULT, min_paraphrase_similarity=0.83)))) == 1


def test_a_pair_has_to_stand_out_from_the_next_best():
    """All sentences of a story are somewhat alike; what is alike to several is a paraphrase of none of them."""
    assert proposed(made(FIRST, SECOND, Told((SILENT, MUTE, 0.83), (SILENT, FOG, 0.75), (RAIN, MUTE, 0.75)))) == []
    clear = Told((SILENT, MUTE, 0.83), (SILENT, FOG, 0.7), (RAIN, MUTE, 0.7))
    assert proposed(made(FIRST, SECOND, clear)) == [(SILENT, MUTE, 0.83)]


def test_the_next_best_may_have_a_partner_already():
    """MUTE is nearly as alike to OPENS, which both versions have: it may well be about that."""
    near = Told((SILENT, MUTE, 0.83), (OPENS, MUTE, 0.82), (SILENT, OPENS, 0.82))
    assert proposed(made(FIRST, SECOND, near)) == []


def test_only_each_others_best_are_proposed():
    measure = Told((SILENT, MUTE, 0.83), (SILENT, FOG, 0.9), (RAIN, FOG, 0.95))
    assert proposed(made(FIRST, SECOND, measure)) == [(RAIN, FOG, 0.95)]


def test_a_short_line_is_alike_to_everything_short_and_not_proposed():
    assert (
        proposed(made([OPENS, "He said no."], [OPENS, "She said yes."], Told(("He said no.", "She said yes.", 1))))
        == []
    )


def test_a_headline_goes_with_a_headline():
    story = OPENS.replace(" on", ", which had been built in four years of strikes and storms, on")
    first = ["Silent mayor opens harbour", story, RAIN]
    second = ["Fog over seven ferries today", story, MUTE]
    result = made(first, second, Told(("Silent mayor opens harbour", MUTE, 0.95)))
    heads = [unit.kind for v in result.versions for unit in v.units].count("headline")
    assert heads == 2
    assert proposed(result) == []


def test_a_headline_is_no_pair_for_a_sentence_but_may_be_its_next_best():
    story = OPENS.replace(" on", ", which had been built in four years of strikes and storms, on")
    first, second = ["Silent mayor opens harbour", story, RAIN], ["Fog over seven ferries today", story, MUTE]
    heads = ("Silent mayor opens harbour", "Fog over seven ferries today", 0.8)
    assert len(proposed(made(first, second, Told(heads)))) == 1
    near = Told(heads, (heads[0], MUTE, 0.79), (heads[1], RAIN, 0.79))
    assert proposed(made(first, second, near)) == []


def test_versions_in_different_languages_may_be_paired_throughout():
    """“Berlin 2020” links by its words; in another language a better partner may be proposed beside it."""
    german = ["Der Bürgermeister eröffnete am Montag den neuen Hafen.", "Er wollte keine Fragen beantworten."]
    measure = Told((OPENS, german[0], 0.9), (SILENT, german[1], 0.8))
    assert [pair[2] for pair in proposed(made([OPENS, SILENT], german, measure, language="de"))] == [0.9, 0.8]


def test_in_another_language_all_units_are_looked_at_in_the_same_only_those_alone():
    same, other = Told(), Told()
    made([OPENS, SILENT], [OPENS, SILENT], same)
    made([OPENS, SILENT], [OPENS, SILENT], other, language="de-AT")
    assert same.asked == []
    assert [sorted(map(len, asked)) for asked in other.asked] == [[2, 2]]


def test_a_pair_that_is_linked_already_is_not_proposed_in_another_language_either():
    assert proposed(made(FIRST, SECOND, Told((OPENS, OPENS, 1.0)), language="de")) == []


def test_the_order_of_the_versions_does_not_matter():
    texts = {"A": [OPENS, SILENT], "B": [OPENS, MUTE], "C": [OPENS, RAIN, FOG]}
    measure = Told((SILENT, MUTE, 0.8), (SILENT, RAIN, 0.8), (MUTE, RAIN, 0.8))
    found = set()
    for order in ("ABC", "BCA", "CBA"):
        result = compare(
            [version("\n\n".join(texts[label]), label, language="en") for label in order], DEFAULT, meaning=measure
        )
        found.add(frozenset(frozenset((a, b)) for a, b, _ in proposed(result)))
    assert len(found) == 1
    assert len(next(iter(found))) == 3


def test_the_longest_are_looked_at_where_there_are_too_many_and_a_note_says_so():
    measure = Told()
    settings = replace(DEFAULT, max_meaning_units=1)
    result = made([OPENS, SILENT, RAIN + " " + RAIN], SECOND, measure, settings)
    assert all(len(a) <= 1 and len(b) <= 1 for a, b in measure.asked)
    assert [note.kind for note in result.collation.notes] == ["limit"]
    assert "1 sentences" in result.collation.notes[0].text
    assert made(FIRST, SECOND, measure).collation.notes == ()


class Wrong:
    name, digest = "wrong", ""

    def __init__(self, value: object) -> None:
        self.value = value

    def matrix(self, a, b):
        return np.full((len(a), len(b)), self.value) if isinstance(self.value, float) else np.asarray(self.value)


def test_a_table_of_the_wrong_size_is_refused_in_words():
    with pytest.raises(ModelError, match="“wrong” gave a table"):
        made(FIRST, SECOND, Wrong([[1.0]]))


@pytest.mark.parametrize(("value", "seen"), [(float("nan"), set()), (7.0, {1.0}), (-3.0, set()), (float("inf"), {1.0})])
def test_values_out_of_range_are_brought_into_it(value, seen):
    assert {pair[2] for pair in proposed(made([SILENT], [MUTE], Wrong(value)))} == seen


def test_the_json_holds_them_with_their_label_and_what_made_them():
    data = json.loads(to_json(made(FIRST, SECOND, Told((SILENT, MUTE, 0.83)))))
    assert data["proposals"] == [{"label": "possible paraphrase", "units": [[0, 1], [1, 1]], "similarity": 0.83}]
    assert data["similarity"] == {"name": "told", "digest": "abc123"}


def test_the_text_lists_them_under_a_heading_that_says_they_do_not_count():
    result = made(FIRST, SECOND, Told((SILENT, MUTE, 0.83)))
    said = to_text(result, 0)
    without = to_text(made(FIRST, SECOND, None), 0)
    assert said.startswith(without.rstrip("\n"))
    added = " ".join(said[len(without.rstrip("\n")) :].split())
    assert "not counted" in added
    assert f"Possible paraphrase (similarity 0.83, proposed by told): A: “{SILENT}” B: “{MUTE}”" in added


def test_a_folder_that_is_none_is_trouble_on_the_command_line(tmp_path, capsys):
    (tmp_path / "a.txt").write_text(OPENS)
    names = [str(tmp_path / "a.txt")] * 2
    assert main(["compare", *names, "--meaning", str(tmp_path / "nowhere")]) == TROUBLE
    assert "is no folder" in capsys.readouterr().err


# --- the measure that needs no model -------------------------------------------------------------


def test_the_lexical_measure_is_a_measure_like_any_other():
    measure = LexicalSimilarity()
    table = measure.matrix([OPENS, RAIN], [RAIN, FOG, OPENS])
    assert table.shape == (2, 3)
    assert table[0, 2] == pytest.approx(1)
    assert table[1, 0] == pytest.approx(1)
    assert table[0, 1] < 0.2
    assert np.allclose(measure.matrix([RAIN, FOG, OPENS], [OPENS, RAIN]), table.T)


@pytest.mark.parametrize(("a", "b"), [([], []), ([OPENS], []), ([], [OPENS])])
def test_the_lexical_measure_of_nothing_is_an_empty_table(a, b):
    assert LexicalSimilarity().matrix(a, b).shape == (len(a), len(b))


def test_propose_says_what_the_collation_holds():
    measure = Told((SILENT, MUTE, 0.83))
    result = made(FIRST, SECOND, measure)
    assert propose(result.collation, measure, DEFAULT) == result.collation.proposals
