"""Findings of every kind: what each says of two or three small stories, and what it keeps still about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.making import comparison, version
from twicetold.errors import StoryError
from twicetold.findings.registry import FINDING_KINDS
from twicetold.findings.word_lists import LISTS, read_label_sets, read_word_lists
from twicetold.pipeline import Comparison, compare
from twicetold.settings import DEFAULT

FERRY = "The ferry to Gull Island sails at nine from the south quay."
NETS = "The crews lost most of their nets in the fire on the north quay."


def forms(result: Comparison, kind: str) -> list[str]:
    return [finding.form for finding in result.findings.by_kind[kind]]


def sides(result: Comparison, kind: str, form: str) -> list[dict[str, list[int]]]:
    """Per finding of a form: which versions say what."""
    return [
        {value: sorted({place.version for place in places}) for value, places in finding.sides}
        for finding in result.findings.by_kind[kind]
        if finding.form == form
    ]


# --- quotes ----------------------------------------------------------------------------------------


def test_a_quotation_in_other_words_is_said_to_be_reworded():
    result = comparison(
        f"“The conversation appeared constructive to me,” said Ruth Amory. {FERRY}",
        f"“The conversation seemed constructive to me,” said Ruth Amory. {FERRY}",
    )
    assert forms(result, "quote") == ["reworded"]
    (finding,) = result.findings.by_kind["quote"]
    assert finding.keepers == (0, 1)


def test_a_quotation_cut_short_is_said_to_be_shortened():
    result = comparison(
        f"“I lost every net I own, and I have nothing to put in the water,” said Ruth Amory. {FERRY}",
        f"“I lost every net I own,” said Ruth Amory. {FERRY}",
    )
    assert forms(result, "quote") == ["shortened"]


def test_a_partial_quotation_is_found_inside_the_longer_one():
    result = comparison(
        f"“The conversation appeared constructive to me,” said Ruth Amory. {FERRY}",
        f"Ruth Amory called the conversation “constructive” after the meeting. {FERRY}",
    )
    (row,) = result.findings.ledgers["quote"].rows
    assert [(entry.place.version, entry.detail("relation")) for entry in row.entries] == [
        (0, "verbatim"),
        (1, "shortened"),
    ]


def test_a_quotation_given_to_somebody_else():
    result = comparison(
        f"“I lost every net I own in a single night,” said Ruth Amory. {FERRY}",
        f"“I lost every net I own in a single night,” said Joan Pell. {FERRY}",
    )
    assert sides(result, "quote", "speaker") == [{"Ruth Amory": [0], "Joan Pell": [1]}]


def test_a_quotation_that_loses_its_marks_is_the_outlet_s_own_voice():
    quoted = f"The crews “lost all of their nets in one night” on Monday. {FERRY}"
    bare = f"The crews lost all of their nets in one night on Monday. {FERRY}"
    for result in (comparison(quoted, bare), comparison(bare, quoted)):
        assert [sorted(side) for side in sides(result, "quote", "unquoted")] == [["quoted", "unquoted"]]


def test_a_quotation_of_one_version_alone():
    result = comparison(f"{FERRY} {NETS} “They would do the same for us,” said Ruth Amory.", f"{FERRY} {NETS}")
    (finding,) = result.findings.by_kind["quote"]
    assert (finding.form, finding.lead, dict(finding.values)["speaker"]) == ("only", 0, "Ruth Amory")


@pytest.mark.parametrize("marks", ["“{}”", '"{}"', "‘{}’", "'{}'", "«{}»", "„{}“"])
def test_other_marks_are_no_finding(marks):
    said = "Ruth Amory said {} before she left. It was " + "{} that they met. " + FERRY
    one, other = "the nets are gone for good", "rather late"
    first = said.format(f"“{one}”", f"“{other}”")
    second = said.format(marks.format(one), marks.format(other))
    assert comparison(first, second).findings.by_kind["quote"] == ()


def test_marks_that_could_not_be_paired_are_marks_all_the_same():
    quoted = f"The crews “lost all of their nets in one night” on Monday. {FERRY}"
    odd = f"The crews “lost all of their nets in one night on Monday. {FERRY}"
    assert "unquoted" not in forms(comparison(quoted, odd), "quote")


# --- names -----------------------------------------------------------------------------------------


def test_one_name_in_two_spellings():
    result = comparison(f"They met Antony Blinken there. {FERRY}", f"They met Anthony Blinken there. {FERRY}")
    assert sides(result, "name", "spelling") == [{"Antony Blinken": [0], "Anthony Blinken": [1]}]


def test_a_version_that_does_not_agree_with_itself():
    text = f"They met Antony Blinken there. Then Anthony Blinken left. {FERRY}"
    (finding,) = comparison(text, FERRY + " " + NETS).findings.by_kind["name"][:1]
    assert (finding.form, dict(finding.values)["torn"]) == ("inside", 0)


def test_two_places_are_not_two_spellings():
    result = comparison(f"They met in North Korea there. {FERRY}", f"They met in South Korea there. {FERRY}")
    assert forms(result, "name") == []


# --- wording ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "form"),
    [
        ("appeared", "seemed", "hedge"),
        ("refugees", "migrants", "label"),
        ("very", "extremely", "intensifier"),
        ("larder", "kitchen", "word"),
    ],
)
def test_a_swap_is_named_after_its_list(one, other, form):
    frame = "The {} people in the village of Port Ellery had been there since the early spring. " + FERRY
    result = comparison(frame.format(one), frame.format(other))
    assert sides(result, "wording", form) == [{one: [0], other: [1]}]


def test_claimed_for_said():
    frame = "Ruth Amory {} that the nets had been paid for by the harbour company. " + FERRY
    result = comparison(frame.format("said"), frame.format("claimed"))
    assert sides(result, "wording", "reporting") == [{"said": [0], "claimed": [1]}]


def test_a_sentence_written_anew_is_no_swap():
    result = comparison(
        f"The mayor apparently walked all the way to the old harbour on Monday to see the nets. {FERRY}",
        f"The mayor seemingly took a slow and perhaps costly train from the city on Monday to see the nets. {FERRY}",
    )
    assert forms(result, "wording") == []


def test_a_not_that_is_gone():
    result = comparison(
        f"The net store had not been inspected since 2019. {FERRY}",
        f"The net store had been inspected since 2019. {FERRY}",
    )
    (finding,) = result.findings.by_kind["wording"]
    assert (finding.form, finding.keepers, finding.lackers) == ("negation", (0,), (1,))
    assert result.findings[0].form == "negation"


def test_a_hedge_that_is_gone():
    result = comparison(
        f"The fire perhaps started in an old electrical cabinet. {FERRY}",
        f"The fire started in an old electrical cabinet. {FERRY}",
    )
    assert forms(result, "wording") == ["hedge"]


def test_labels_of_a_person_are_compared_where_nothing_was_matched():
    result = comparison(
        f"Going further than before, Joe Biden described Vladimir Putin as a “killer” in March. {FERRY} {NETS}",
        f"{FERRY} {NETS} Asked on television, Joe Biden agreed: yes, Vladimir Putin was a murderer, he thought.",
    )
    assert sides(result, "wording", "elsewhere") + sides(result, "wording", "label") == [
        {"killer": [0], "murderer": [1]}
    ]


def test_an_own_list_is_read_beside_the_built_in_ones(tmp_path):
    own = tmp_path / "words.csv"
    own.write_text("list,word,source\nlabel,larder,mine\nlabel,kitchen,mine\n", encoding="utf-8")
    frame = "The {} of the weaver was bare although the street smelled of onions. " + FERRY
    texts = frame.format("larder"), frame.format("kitchen")
    assert forms(comparison(*texts, settings=replace(DEFAULT, word_list=str(own))), "wording") == ["label"]
    assert forms(comparison(*texts), "wording") == ["word"]


@pytest.mark.parametrize("content", [None, "word\nx\n", "list,word\nlabel,\n"])
def test_a_list_that_cannot_be_read_is_named(tmp_path, content):
    own = tmp_path / "words.csv"
    if content is not None:
        own.write_text(content, encoding="utf-8")
    with pytest.raises(StoryError, match=r"words\.csv"):
        read_word_lists("en", str(own))


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_lists_hold_words_of_every_sort_each_once(language):
    lists = read_word_lists(language)
    assert all(lists[name] for name in LISTS)
    assert set(read_label_sets(language)) == lists["label"]


# --- sources, order, credit, shares, corrections ---------------------------------------------------


def test_a_statement_that_loses_its_source():
    result = comparison(
        f"The fire started in an old electrical cabinet in the net store, said Catherine Doyle. {FERRY}",
        f"The fire started in an old electrical cabinet in the net store. {FERRY}",
    )
    assert sides(result, "attribution", "lost") == [{"Catherine Doyle": [0], "": [1]}]


def test_a_whole_clause_that_is_cut_is_no_lost_source():
    result = comparison(
        f"Biden has taken a strong line, and he said that Putin was a killer without a soul who would pay. {FERRY}",
        f"Biden has taken a strong line. {FERRY}",
    )
    assert forms(result, "attribution") == []


STARTED = "The fire started in an electrical cabinet at the back of the net store before dawn"


def test_a_statement_that_is_given_to_somebody_else():
    result = comparison(f"{STARTED}, said Ruth Amory. {FERRY}", f"{STARTED}, said Joan Pell. {FERRY}")
    assert sides(result, "attribution", "other") == [{"Ruth Amory": [0], "Joan Pell": [1]}]
    (row,) = result.findings.ledgers["source"].rows
    assert (row.form, [entry.text for entry in row.entries]) == ("conflict", ["Ruth Amory", "Joan Pell"])


@pytest.mark.parametrize(
    ("one", "other", "form"),
    [
        ("said Ruth Amory", "said Amory", "all"),
        ("said Ruth Amory", "said she", "reworded"),
        ("said Ruth Amory", "the fire officer said", "reworded"),
    ],
)
def test_the_same_source_under_another_name_is_no_other_source(one, other, form):
    result = comparison(f"{STARTED}, {one}. {FERRY}", f"{STARTED}, {other}. {FERRY}")
    assert "other" not in forms(result, "attribution")
    assert [row.form for row in result.findings.ledgers["source"].rows] == [form]


def test_what_leads_here_stands_far_below_there():
    paragraphs = [FERRY, NETS, "The town council will meet about the crews.", "A collection has begun at the club."]
    result = comparison("\n\n".join(paragraphs), "\n\n".join([*paragraphs[1:], paragraphs[0]]))
    found = [sorted(f.sides) for f in result.findings.by_kind["order"]]
    assert next([(value, len(places)) for value, places in side] for side in found) == [("1", 1), ("4", 1)]


def test_what_leads_an_account_and_stands_low_in_another_of_its_own_words():
    own = [
        "An elephant was born in the zoo of Bern yesterday.",
        "Nobody had expected it so early in the cold spring.",
        "Its mother had been brought from a circus in Basel.",
    ]
    result = comparison("\n\n".join([FERRY, NETS]), "\n\n".join([*own, FERRY]))
    assert [(f.form, [value for value, _ in f.sides]) for f in result.findings.by_kind["order"]] == [
        ("lede", ["1", "4"])
    ]
    near = comparison("\n\n".join([FERRY, NETS]), "\n\n".join([*own[:2], FERRY]))
    assert forms(near, "order") == []


def test_an_older_version_is_not_derived_from_a_later_one():
    texts = f"{FERRY} {NETS}", f"{FERRY} {NETS} It was a long night for all of the crews."
    older = version(texts[0], "A", outlet="Post", date="2023-03-01")
    later = version(texts[1], "B", outlet="Echo", date="2023-03-02")
    (finding,) = compare([older, later]).findings.by_kind["credit"]
    assert finding.lead == 1
    edition = version(texts[1], "B", outlet="Post, morning edition", date="2023-03-02")
    assert compare([older, edition]).findings.by_kind["credit"] == ()


def test_an_edition_has_its_words_from_the_one_before_it_and_not_from_a_reprint_of_that():
    text = f"{FERRY} {NETS} The mayor came to see it, and nobody was hurt."
    dated = [
        ("A", "The Mail, evening", "2023-03-07"),
        ("B", "The Herald", "2023-03-08"),
        ("C", "The Mail", "2023-03-09"),
    ]
    made = [version(f"{text} {name}.", name, outlet=outlet, date=date) for name, outlet, date in dated]
    assert [(f.lead, dict(f.values)["other"]) for f in compare(made).findings.by_kind["credit"]] == [(1, 0)]


def test_the_share_of_a_reprint_and_the_agency_it_names():
    def credit(second: str) -> list[tuple[str, str]]:
        found = comparison(f"{FERRY} {NETS} It was a long night.", second).findings.by_kind["credit"]
        return [(finding.form, str(dict(finding.values)["agencies"])) for finding in found]

    assert credit(f"{FERRY} {NETS}") == [("wholly", "")]
    assert credit(f"{FERRY} {NETS} (Reuters)") == [("wholly", "Reuters")]
    assert credit("An elephant was born in the zoo of Bern, and nobody had expected it so early.") == []


def test_what_all_tell_and_what_one_tells():
    result = comparison(f"{FERRY} {NETS}", f"{FERRY} A dog was found.", FERRY)
    assert sorted((f.form, f.lead, dict(f.values)["passages"]) for f in result.findings.by_kind["share"])[1:] == [
        ("only", 0, 1),
        ("only", 1, 1),
    ]


def test_a_change_between_editions_and_whether_the_text_owns_up():
    first = f"A fire drove 12 people from their homes on Monday night. {FERRY}\n\n{NETS}"
    changed = first.replace("12", "21")
    noted = changed + "\n\nCorrection: an earlier version of this article gave 12 people, not 21."

    def editions(*texts: str) -> list[str]:
        made = [
            version(text, f"Mail, edition {n}", outlet=f"Mail, edition {n}", date=f"2023-03-0{n}")
            for n, text in enumerate(texts, 1)
        ]
        return forms(compare(made), "correction")

    assert editions(first, changed) == ["silent"]
    assert editions(first, noted) == ["open"]
    assert editions(first, first.replace(FERRY, "")) == ["deleted"]
    assert editions(first, first) == []


# --- the registry ----------------------------------------------------------------------------------


def test_a_deletion_stands_before_all_other_corrections():
    made = [
        version(f"{FERRY} {NETS} The fire took 12 sheds.", "A", outlet="The Mail", date="2023-03-07", language="en"),
        version(f"{FERRY} The fire took 21 sheds.", "B", outlet="The Mail", date="2023-03-08", language="en"),
    ]
    assert [f.form for f in compare(made).findings.by_kind["correction"]] == ["deleted", "silent"]


def test_every_kind_can_be_hidden_and_is_counted():
    texts = (
        f"“It is very late by now,” said Ruth Amory. {FERRY} {NETS}",
        f"“It is extremely late by now,” said Joan Pell. {FERRY}",
    )
    everything = comparison(*texts).findings
    assert list(everything.by_kind) == list(FINDING_KINDS)
    for kind in FINDING_KINDS:
        hidden = comparison(*texts, settings=replace(DEFAULT, hidden_findings=(kind,))).findings
        assert dict(hidden.hidden) == {kind: len(everything.by_kind[kind])}
        assert [f.kind for f in hidden] == [f.kind for f in everything if f.kind != kind]


def test_what_an_account_of_its_own_may_never_have_had_weighs_a_tenth():
    own = "An elephant was born in the zoo of Bern, and nobody had expected it so early in the cold spring."
    cut = comparison(f"{FERRY} {NETS}", FERRY)
    apart = comparison(f"{FERRY} {NETS}", own)
    assert {f.weight for f in cut.findings.by_kind["omission"]} == {f.weight for f in cut.omissions}
    assert [f.weight for f in apart.findings.by_kind["omission"]] == [f.weight / 10 for f in apart.omissions]


def test_the_heaviest_stands_first():
    result = comparison(f"“It is late,” said Ruth Amory. {FERRY} {NETS}", f"{FERRY} It rained.")
    weights = [finding.weight for finding in result.findings]
    assert weights == sorted(weights, reverse=True)


def test_what_all_are_said_to_tell_is_no_sentence_that_one_has_cut():
    cut = "The mayor opened the bridge on Monday"
    clause = ", although nobody had paid for the lamps or for the paint on the rails"
    same = "The old ferry will be sold to Port Ellery in the spring of next year."
    found = comparison(f"{cut}{clause}.\n\n{same}", f"{cut}.\n\n{same}").findings.by_kind["share"]
    assert [finding.quote for finding in found if finding.form == "all"] == [same]
