"""The bundled stories: every difference that was planted in them is found. These always run."""

from __future__ import annotations

from itertools import permutations

import pytest

from twicetold.ingest.stories import list_stories, read_story
from twicetold.pipeline import Comparison, compare, read_versions
from twicetold.view import Lens, project

HARBOUR_POST, DAILY_LANTERN, MERIDIAN, EASTERN, BEACON = range(5)
EVENING, MORNING, HERALD, CORRECTED = range(4)
FULL, YOUNG, SHORT, ANOTHER = range(4)


@pytest.fixture(scope="module")
def stories(samples) -> dict[str, Comparison]:
    return {name: compare(read_versions(read_story(samples / name))) for name in list_stories(samples)}


@pytest.fixture(scope="module")
def reykjavik(stories):
    return stories["reykjavik"]


@pytest.fixture(scope="module")
def fire(stories):
    return stories["harbour-fire"]


@pytest.fixture(scope="module")
def soup(stories):
    return stories["stone-soup"]


def changes(result: Comparison, a: int, b: int) -> set[tuple[str, str]]:
    """(words of a, words of b) at every place inside shared passages where they differ in more than typography."""
    found = set()
    for number, stretches in result.pairings[a, b].stretches.items():
        if result.pairings[a, b].relations[number] != "absent":
            for s in stretches:
                if s.kind not in ("same", "cosmetic"):
                    found.add((words(result, a, s.a), words(result, b, s.b)))
    return found


def words(result: Comparison, version: int, tokens) -> str:
    made = result.versions[version]
    if not len(tokens):
        return ""
    return made.text[int(made.tokens.starts[tokens.start]) : int(made.tokens.ends[tokens.end - 1])]


def passage_of(result: Comparison, version: int, text: str) -> int:
    """The passage that holds ``text`` in a version."""
    made = result.versions[version]
    (found,) = (
        number
        for number, passage in enumerate(result.collation.passages)
        if any(text in made.slice(made.units[unit].span) for unit in passage.readings[version].units)
    )
    return found


def labels(result: Comparison, base: int, version: int) -> list[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    page = project(result, Lens(base))
    column = page.columns.index(version)
    return [(x.kind, x.there, x.here) for row in page.rows for x in row.cells[column].labels if x.kind != "elsewhere"]


# --- the Reykjavik talks ---------------------------------------------------------------------------


def test_the_reprint_drops_the_killer_clause(reykjavik):
    left_out = [f for f in reykjavik.omissions if f.lackers == (DAILY_LANTERN,)]
    (clause,) = left_out
    assert (clause.form, clause.words, clause.keepers) == ("clause", 28, (HARBOUR_POST,))
    assert clause.quote.startswith(", even agreeing in a March interview")
    assert clause.quote.endswith("seldom criticised the Russian leader")


def test_the_reprint_prints_one_paragraph_as_two_and_moves_nothing(reykjavik):
    assert [kind for kind, _, _ in labels(reykjavik, HARBOUR_POST, DAILY_LANTERN)] == ["split"]
    assert not reykjavik.moved[HARBOUR_POST, DAILY_LANTERN]


def test_the_reprint_differs_otherwise_in_typography_only(reykjavik):
    assert len(changes(reykjavik, HARBOUR_POST, DAILY_LANTERN)) == 1
    kinds = dict(reykjavik.receipts[HARBOUR_POST, DAILY_LANTERN].counts)
    assert set(kinds) == {"quotation marks", "apostrophes", "dashes", "capitals"}
    assert kinds["dashes"] == 2


def test_the_reprint_adds_a_dateline_and_no_furniture(reykjavik):
    result = compare(reykjavik.versions[:2])
    added = [finding for finding in result.omissions if finding.keepers == (1,)]
    assert [(finding.form, finding.quote[:9]) for finding in added] == [("line", "Reykjavik")]


def test_the_accounts_that_are_nobody_s_reprint_share_little(reykjavik):
    for other in (MERIDIAN, EASTERN, BEACON):
        overlap = reykjavik.overlaps[HARBOUR_POST, other]
        assert overlap.a_verbatim_share < 0.1
        assert overlap.b_verbatim_share < 0.1


@pytest.mark.parametrize(
    "line",
    [
        "Global Beacon",
        "Home | World | Business | Opinion | Live",
        "Also on globalbeacon.example Pipeline firm spared as Washington announces new sanctions",
        "Read more: Five things to know before the June summit season",
        "Liked this article? Share this story with a friend!",
        "Comments are closed.",
        "New comments cannot be added to stories older than one day.",
        "We use cookies to remember your settings and to count visits. By staying on this page you agree to this."
        " Accept Read more",
    ],
)
def test_the_page_around_the_beacon_is_furniture(reykjavik, line):
    made = reykjavik.versions[BEACON]
    assert [unit.kind for unit in made.units if made.slice(unit.span) == line] == ["furniture"]


# --- the harbour fire ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("a", "b", "change"),
    [
        pytest.param(EVENING, MORNING, ("12", "21"), id="12 people become 21"),
        pytest.param(EVENING, MORNING, ("leave", "flee"), id="leave becomes flee"),
        pytest.param(EVENING, MORNING, ("not", ""), id="a “not” is dropped"),
        pytest.param(EVENING, MORNING, ("9.40", "10.40"), id="the time drifts"),
        pytest.param(EVENING, MORNING, ("1.1", "1.4"), id="the damage drifts"),
        pytest.param(EVENING, MORNING, ("Catherine", "Katherine"), id="a first name drifts"),
        pytest.param(EVENING, MORNING, ("Mallory", "Mallorie"), id="a street drifts"),
        pytest.param(MORNING, CORRECTED, ("21", "12"), id="the correction mends 21"),
        pytest.param(MORNING, CORRECTED, ("", "not"), id="the correction mends the “not” without a word"),
        pytest.param(MORNING, CORRECTED, ("Katherine", "Catherine"), id="the correction mends the name"),
    ],
)
def test_a_drift_is_found(fire, a, b, change):
    assert change in changes(fire, a, b)


def test_the_correction_leaves_the_street_wrong(fire):
    assert not [change for change in changes(fire, MORNING, CORRECTED) if "Mallor" in change[0]]
    assert ("Mallory", "Mallorie") in changes(fire, EVENING, CORRECTED)


def test_the_rival_shares_the_errors_of_the_morning_edition(fire):
    assert not [change for change in changes(fire, MORNING, HERALD) if change[0] in ("21", "10.40", "Katherine", "1.4")]
    assert ("12", "21") in changes(fire, EVENING, HERALD)


def test_the_fisherman_s_paragraph_moves_up_and_two_are_joined(fire):
    found = labels(fire, EVENING, MORNING)
    assert ("moved", (8,), (3,)) in found
    assert ("joined", (3, 4), (4,)) in found
    moved = {passage_of(fire, EVENING, text) for text in ("I lost every net", "The season opens", "I am not angry")}
    assert fire.moved[EVENING, MORNING] == moved


def test_headlines_are_no_part_of_the_first_sentence(fire):
    for passage in fire.collation.passages:
        kinds = {fire.versions[v].units[u].kind for v in passage.carriers for u in passage.readings[v].units}
        assert len(kinds & {"headline", "body"}) == 1


def test_the_rival_adds_a_paragraph_of_its_own(fire):
    own = [f for f in fire.omissions if f.keepers == (HERALD,) and f.form == "passage"]
    assert [(finding.words, finding.quote[:14]) for finding in own] == [(44, "Boats from our")]


def test_the_correction_is_a_paragraph_of_its_own(fire):
    own = [f for f in fire.omissions if f.keepers == (CORRECTED,) and f.form == "passage"]
    assert [finding.quote[:11] for finding in own] == ["Correction:"]


# --- stone soup ------------------------------------------------------------------------------------


def test_long_sentences_are_split_for_young_readers(soup):
    for text in ("filled his pot at the well", "The rats have eaten", "danced until the moon stood over the mill"):
        passage = soup.collation.passages[passage_of(soup, FULL, text)]
        assert len(passage.readings[FULL].units) == 1
        assert len(passage.readings[YOUNG].units) == 2


def test_the_dog_and_the_mayor_are_gone_from_the_short_telling(soup):
    for text in ("A thin dog", "The mayor took"):
        assert not soup.collation.passages[passage_of(soup, FULL, text)].readings[SHORT]


def test_the_dog_comes_earlier_in_another_ending(soup):
    assert passage_of(soup, FULL, "A thin dog") in soup.moved[FULL, ANOTHER]
    assert ("moved", (7,), (5,)) in labels(soup, FULL, ANOTHER)


def test_the_new_ending_is_nobody_else_s(soup):
    assert soup.collation.passages[passage_of(soup, ANOTHER, "The next evening the mayor")].carriers == (ANOTHER,)


def test_a_title_is_not_told_by_a_sentence_of_the_end(soup):
    passage = soup.collation.passages[passage_of(soup, ANOTHER, "The stone was never the soup")]
    assert passage.carriers == (ANOTHER,)


# --- all of them -----------------------------------------------------------------------------------


def test_every_story_says_what_there_is_to_see(samples):
    names = list_stories(samples)
    assert len(names) >= 3
    for name in names:
        story = read_story(samples / name)
        assert story.title
        assert story.see
        assert len(story.sources) >= 2
        assert all(source.meta.outlet and source.meta.licence for source in story.sources)


@pytest.mark.parametrize("name", ["reykjavik", "harbour-fire", "stone-soup"])
def test_the_order_of_the_versions_changes_nothing(stories, name):
    straight = stories[name]
    for order in list(permutations(range(len(straight.versions))))[1::17][:5]:
        turned = compare([straight.versions[v] for v in order])
        for one, other in zip(straight.collation.passages, turned.collation.passages, strict=True):
            assert tuple(one.readings[v] for v in order) == other.readings
        lists = [
            {
                (f.form, f.words, f.quote, frozenset(f.lackers if r is straight else (order[v] for v in f.lackers)))
                for f in r.omissions
            }
            for r in (straight, turned)
        ]
        assert lists[0] == lists[1]
