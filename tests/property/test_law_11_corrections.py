"""Law 11: a correction holds unless a later one says otherwise, whatever the settings and the order, and once saved."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from tests.property.stories import told_again, told_in_any_script, version_of
from twicetold.align.corrections import resolve
from twicetold.export.json import to_json
from twicetold.export.overrides import overrides_to_json
from twicetold.ingest.overrides import read_overrides
from twicetold.model import Collation, Override, Overrides, Version
from twicetold.pipeline import compare
from twicetold.settings import Settings
from twicetold.text.anchors import make_anchor

OTHER_SETTINGS = [
    Settings(even_similarity=0.05, min_chance=0.2, min_part_odds=0.01, min_evidence_bits=0.0),
    Settings(even_similarity=0.6, min_chance=0.95, min_part_odds=20.0, min_moved_similarity=1.1),
    Settings(max_cells=4),
]


@dataclass(frozen=True)
class Wish:
    """A correction as pieces (version, unit), for a test to judge: what is one passage, what are two."""

    item: Override
    places: tuple[tuple[tuple[int, int], ...], ...]


def wish(kind: str, versions: list[Version], *places: tuple[tuple[int, int], ...]) -> Wish:
    anchors = tuple(make_anchor(versions[p[0][0]], p[0][1], p[-1][1]) for p in places)
    return Wish(Override(kind, anchors), places)


def holds(wished: Wish, collation: Collation) -> bool:
    home = {
        (v, u): number
        for number, passage in enumerate(collation.passages)
        for v, reading in enumerate(passage.readings)
        for u in reading.units
    }
    found = [{home[piece] for piece in place} for place in wished.places]
    if wished.item.kind in ("link", "join"):
        return len(set().union(*found)) == 1
    return all(not one & other for k, one in enumerate(found) for other in found[:k])


def shown(collation: Collation) -> list:
    """Everything of a collation that the alignment decides."""
    return [
        [([r.units for r in p.readings], p.columns.tolist(), p.variants) for p in collation.passages],
        [row.paragraphs for row in collation.rows],
        sorted((e.a_version, e.a, e.b_version, e.b, round(e.similarity, 9)) for e in collation.echoes),
    ]


@st.composite
def distinct_versions(draw: st.DrawFn) -> list[Version]:
    """Versions of different texts: copies share their corrections, which is tested apart."""
    texts = draw(told_again())
    return [version_of((*text, (f"This is edition number {i}.",)), "ABCDEFGH"[i]) for i, text in enumerate(texts)]


def story_of(version: Version) -> list[int]:
    return [u for u, unit in enumerate(version.units) if unit.is_story]


@st.composite
def any_wishes(draw: st.DrawFn) -> tuple[list[Version], list[Wish]]:
    """Corrections drawn blindly: many contradict each other."""
    versions = draw(distinct_versions())

    def place(v: int) -> tuple[tuple[int, int], ...]:
        units = story_of(versions[v])
        low = draw(st.integers(0, len(units) - 1))
        return tuple((v, u) for u in units[low : low + draw(st.integers(1, 2))])

    wishes = []
    for _ in range(draw(st.integers(1, 8))):
        kind = draw(st.sampled_from(["link", "unlink", "split", "join"]))
        if kind in ("link", "unlink"):
            chosen = draw(st.permutations(range(len(versions))))[: draw(st.integers(2, len(versions)))]
        else:
            chosen = [draw(st.integers(0, len(versions) - 1))] * 2
        wishes.append(wish(kind, versions, *(place(v) for v in chosen)))
    return versions, wishes


@st.composite
def agreeing_wishes(draw: st.DrawFn) -> tuple[list[Version], list[Wish]]:
    """Corrections that are all true of one alignment, drawn first: none contradicts another."""
    versions = draw(distinct_versions())
    groups: list[dict[int, list[tuple[int, int]]]] = [{} for _ in range(draw(st.integers(2, 4)))]
    for v, version in enumerate(versions):
        units = story_of(version)
        cuts = sorted(draw(st.lists(st.integers(0, len(units)), min_size=len(groups) - 1, max_size=len(groups) - 1)))
        order = draw(st.permutations(groups))
        for group, low, high in zip(order, [0, *cuts], [*cuts, len(units)], strict=True):
            if low < high:
                group[v] = [(v, u) for u in units[low:high]]
    wishes = []
    for _ in range(draw(st.integers(1, 6))):
        one, other = draw(st.permutations(groups))[:2]
        shared = [(v, w) for v in one for w in other]
        if draw(st.booleans()):
            if len(one) > 1:
                wishes.append(wish("link", versions, *(tuple(run) for run in one.values())))
            elif one and len(run := next(iter(one.values()))) > 1:
                wishes.append(wish("join", versions, tuple(run)))
        elif shared:
            v, w = draw(st.sampled_from(shared))
            pieces = [(draw(st.sampled_from(group[k])),) for group, k in ((one, v), (other, w))]
            wishes.append(wish("split" if v == w else "unlink", versions, *pieces))
    return versions, wishes


def made(wishes: list[Wish]) -> Overrides:
    return Overrides(tuple(wished.item for wished in wishes))


@given(agreeing_wishes())
def test_all_of_what_agrees_holds_and_nothing_is_said(case):
    versions, wishes = case
    collation = compare(versions, overrides=made(wishes)).collation
    assert all(holds(wished, collation) for wished in wishes)
    assert not [note for note in collation.notes if note.kind == "correction"]


@given(agreeing_wishes(), st.sampled_from(OTHER_SETTINGS))
def test_it_holds_with_other_settings(case, settings):
    versions, wishes = case
    collation = compare(versions, settings, made(wishes)).collation
    assert all(holds(wished, collation) for wished in wishes)


@given(agreeing_wishes(), st.data())
def test_the_order_of_what_agrees_changes_nothing(case, data):
    versions, wishes = case
    turned = data.draw(st.permutations(wishes))
    assert shown(compare(versions, overrides=made(wishes)).collation) == shown(
        compare(versions, overrides=made(turned)).collation
    )


@given(any_wishes())
def test_what_is_not_set_aside_holds(case):
    versions, wishes = case
    aside = resolve(made(wishes), versions).set_aside
    collation = compare(versions, overrides=made(wishes)).collation
    for number, wished in enumerate(wishes):
        assert number in aside or holds(wished, collation)
    said = [note.text for note in collation.notes if note.kind == "correction"]
    assert all(any(text.startswith(f"Correction {number + 1} ") for text in said) for number in aside)


@given(any_wishes())
def test_the_last_correction_holds_if_it_can(case):
    versions, wishes = case
    alone = compare(versions, overrides=made(wishes[-1:])).collation
    if not alone.notes:
        assert holds(wishes[-1], alone)
        assert holds(wishes[-1], compare(versions, overrides=made(wishes)).collation)


@given(any_wishes())
def test_every_unit_is_still_in_exactly_one_passage_and_every_reading_a_run(case):
    versions, wishes = case
    collation = compare(versions, overrides=made(wishes)).collation
    for v, version in enumerate(versions):
        found = sorted(unit for passage in collation.passages for unit in passage.readings[v].units)
        assert found == list(range(len(version.units)))
        for passage in collation.passages:
            units = passage.readings[v].units
            between = set(range(min(units, default=0), max(units, default=-1) + 1)) - set(units)
            assert not any(version.units[unit].is_story for unit in between)


@given(any_wishes(), st.data())
def test_the_order_of_the_versions_changes_nothing(case, data):
    versions, wishes = case
    order = data.draw(st.permutations(range(len(versions))))
    straight = compare(versions, overrides=made(wishes)).collation
    turned = compare([versions[v] for v in order], overrides=made(wishes)).collation
    assert [[p.readings[v] for v in order] for p in straight.passages] == [list(p.readings) for p in turned.passages]
    assert [tuple(row.paragraphs[v] for v in order) for row in straight.rows] == [row.paragraphs for row in turned.rows]
    assert [note.text for note in straight.notes] == [note.text for note in turned.notes]


@given(any_wishes())
def test_saved_and_read_again_they_do_the_same(case):
    versions, wishes = case
    result = compare(versions, overrides=made(wishes))
    for text in (overrides_to_json(made(wishes)), to_json(result)):
        again = read_overrides(text.encode())
        assert again == made(wishes)
        assert shown(compare(versions, overrides=again).collation) == shown(result.collation)


@given(st.one_of(told_again(), told_in_any_script()))
def test_no_corrections_change_nothing(texts):
    versions = [version_of(text, "ABCDEFGH"[i]) for i, text in enumerate(texts)]
    plain, empty = compare(versions), compare(versions, overrides=Overrides())
    assert to_json(plain) == to_json(empty)
    assert shown(plain.collation) == shown(empty.collation)


@given(told_again(), st.data())
def test_copies_of_a_text_share_their_corrections(texts, data):
    versions = [version_of(text, "ABCDEFGH"[i]) for i, text in enumerate([*texts, texts[0]])]
    if versions[0].text == versions[1].text:
        return
    mine, other = (data.draw(st.sampled_from(story_of(versions[v]))) for v in (0, 1))
    copies = (0, len(texts))
    for v in copies:
        wished = wish(data.draw(st.sampled_from(["link", "unlink"])), versions, ((v, mine),), ((1, other),))
        collation = compare(versions, overrides=made([wished])).collation
        assert all(holds(Wish(wished.item, (((copy, mine),), ((1, other),))), collation) for copy in copies)
