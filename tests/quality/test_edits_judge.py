"""The cases and their judge: an edit is what it says, noise is what it says, and the judge sees what is wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bench.edits.claims import make_claims
from bench.edits.judge import Verdict, judge, judge_claims
from bench.edits.kinds import KINDS, make_case
from bench.edits.noise import NEGATIONS
from bench.edits.report import Tally, picture, table
from bench.edits.texts import ALWAYS_THERE, kind_of_text
from bench.edits.words import Text, print_text, read_text, sentences

NUMBERS = [number for number in range(60) if kind_of_text(number) in ALWAYS_THERE][:12]
CASES = [(kind, number) for kind in KINDS for number in NUMBERS]


def origins(text: Text) -> list[int]:
    return [word.origin for word in text.words()]


def texts(text: Text) -> list[str]:
    return [word.text for word in text.words()]


@pytest.mark.parametrize("kind", KINDS)
def test_a_case_is_the_same_every_time(kind):
    first, second = make_case(kind, 3, 20), make_case(kind, 3, 20)
    assert print_text(first.a).text == print_text(second.a).text
    assert print_text(first.b).text == print_text(second.b).text


@pytest.mark.parametrize("number", NUMBERS)
def test_a_split_and_a_join_change_no_word(number):
    for kind, step in (("split", 1), ("join", -1)):
        case = make_case(kind, number)
        assert texts(case.a) == texts(case.b)
        assert len(case.b.paragraphs) == len(case.a.paragraphs) + step


@pytest.mark.parametrize("number", NUMBERS)
def test_what_is_moved_goes_past_more_than_it_holds(number):
    case = make_case("move", number)
    (old,), (new,) = case.edit.a_paragraphs, case.edit.b_paragraphs
    assert case.a.paragraphs[old] == case.b.paragraphs[new]
    assert abs(old - new) >= 2
    passed = case.a.paragraphs[old + 1 : new + 1] if new > old else case.a.paragraphs[new:old]
    assert sum(map(len, passed)) > len(case.a.paragraphs[old])


@pytest.mark.parametrize("number", NUMBERS)
def test_what_is_cut_is_gone_and_nothing_else(number):
    for kind in ("cut", "clause"):
        case = make_case(kind, number)
        assert [o for o in origins(case.a) if o not in case.edit.a_words] == origins(case.b)
        assert case.edit.a_words


@pytest.mark.parametrize("number", NUMBERS)
def test_a_clause_leaves_a_sentence_that_ends_as_it_did(number):
    case = make_case("clause", number)
    (p,) = case.edit.a_paragraphs
    assert case.b.paragraphs[p][-1].text[-1] == case.a.paragraphs[p][-1].text[-1]
    assert len(sentences(case.b, p)) == len(sentences(case.a, p))


@pytest.mark.parametrize("number", NUMBERS)
def test_a_negation_is_one_word(number):
    case = make_case("negation", number)
    more, fewer = (case.b, case.a) if case.edit.b_words else (case.a, case.b)
    (extra,) = set(origins(more)) - set(origins(fewer))
    (word,) = [word for word in more.words() if word.origin == extra]
    assert word.text in NEGATIONS


@pytest.mark.parametrize("number", NUMBERS)
def test_a_figure_is_another_figure(number):
    case = make_case("figure", number)
    old, new = next((a, b) for a, b in zip(texts(case.a), texts(case.b), strict=True) if a != b)
    assert len(old) == len(new)
    assert sum(a != b for a, b in zip(old, new, strict=True)) == 1


def test_noise_edits_the_share_of_words_that_it_says():
    shares = []
    for number in NUMBERS:
        case = make_case("split", number, 20)
        stays = set(origins(case.b))
        shares.append(sum(origin not in stays for origin in origins(case.a)) / len(origins(case.a)))
    # a fifth of the edits puts a word in and leaves the old one standing
    assert 0.12 < sum(shares) / len(shares) < 0.2


@pytest.mark.parametrize("kind", KINDS)
def test_noise_leaves_the_words_of_the_edit_alone(kind):
    for number in NUMBERS:
        case = make_case(kind, number, 20)
        assert case.edit.b_words <= set(origins(case.b))
        assert case.edit.a_words.isdisjoint(origins(case.b))


def test_sentences_end_where_there_is_no_doubt():
    text = read_text("t", ["The mayor met Mr. Pell at 9.40 p.m. on Monday. “It was late!” She left. and went home."])
    words = text.paragraphs[0]
    found = [" ".join(word.text for word in words[s.start : s.end]) for s in sentences(text, 0)]
    assert found == [
        "The mayor met Mr. Pell at 9.40 p.m. on Monday. “It was late!”",
        "She left. and went home.",
    ]


def judge_with(kind: str, number: int, **changed) -> Verdict:
    """The verdict on a case of which the comparison says something else than it does."""
    case = make_case(kind, number)
    claims = make_claims(print_text(case.a), print_text(case.b))
    assert judge_claims(case, claims).right
    return judge_claims(case, replace(claims, comparison=replace(claims.comparison, **changed)))


def test_moved_words_that_are_not_said_to_have_moved_are_misnamed():
    verdict = judge_with("move", NUMBERS[0], moved={(0, 1): frozenset()})
    assert verdict.found
    assert "not said to have moved" in verdict.misnamed


@pytest.mark.parametrize("kind", ["cut", "clause"])
def test_what_is_left_out_and_told_in_no_finding_is_misnamed(kind):
    verdict = judge_with(kind, NUMBERS[0], omissions=())
    assert verdict.found
    assert "finding" in verdict.misnamed


@pytest.mark.parametrize("kind", ["split", "figure", "clause", "move"])
def test_a_passage_that_is_said_to_have_moved_and_has_not_is_a_false_claim(kind):
    verdict = judge_with(kind, NUMBERS[0], moved={(0, 1): frozenset(range(1_000))})
    assert not verdict.right
    assert any(text.startswith("moved: ") for text in verdict.false)


def test_a_mark_where_nothing_was_changed_is_a_false_claim():
    case = make_case("figure", NUMBERS[0])
    claims = make_claims(print_text(case.a), print_text(case.b))
    pairing = claims.comparison.pairings[0, 1]
    passage, stretches = next(
        (number, stretches)
        for number, stretches in pairing.stretches.items()
        if pairing.relations[number] == "identical"
    )
    marked = {**pairing.stretches, passage: tuple(replace(stretch, kind="replaced") for stretch in stretches)}
    pairings = {**claims.comparison.pairings, (0, 1): replace(pairing, stretches=marked)}
    verdict = judge_with("figure", NUMBERS[0], pairings=pairings)
    assert verdict.found
    assert not verdict.right
    assert any(text.startswith("replaced: ") for text in verdict.false)


@pytest.mark.parametrize("kind", KINDS)
def test_the_judge_of_another_kind_says_no(kind):
    """A paragraph that was cut is neither split nor moved, and the other way round."""
    case = make_case("cut" if kind != "cut" else "split", NUMBERS[0])
    other = make_case(kind, NUMBERS[0])
    mixed = replace(case, kind=kind, edit=replace(case.edit, b_paragraphs=case.edit.b_paragraphs or (0,)))
    assert other.kind == kind
    assert not judge(mixed).right


def test_the_table_names_the_cases_that_failed():
    made = Tally("move", 0, cases=100, found=99, right=98, wrong=[17, 40], false=[17], absent={"no texts": 5})
    printed = table([made])
    line = printed.splitlines()[1]
    assert "98.0 %" in line
    assert line.endswith("17 40")
    assert printed.endswith("5 cases not run: no texts")


def test_a_picture_shows_what_was_done_and_what_is_said():
    printed = picture("figure", NUMBERS[0], 0)
    assert "done: “" in printed
    assert "[-" in printed
    assert "verdict: right" in printed
