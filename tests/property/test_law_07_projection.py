"""Law 7: a projected pair rebuilds both sides."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from tests.property.stories import compare_all, told_again, told_in_any_script
from twicetold.model import Span
from twicetold.pipeline import Comparison
from twicetold.view import Lens, project

versions = st.one_of(told_again(), told_in_any_script())


def cells(comparison: Comparison, base: int):
    """(version, indexes of its paragraphs, cell) of every cell of a page."""
    page = project(comparison, Lens(base))
    for row in page.rows:
        for version, cell in zip(page.columns, row.cells, strict=True):
            assert cell.version == version
            yield version, comparison.collation.rows[row.row].paragraphs[version], cell


@given(versions)
def test_the_segments_of_a_cell_give_the_version_s_own_text(texts):
    comparison = compare_all(texts)
    for base in range(len(texts)):
        for version, run, cell in cells(comparison, base):
            printed = [
                "".join(segment.text for block in paragraph.blocks for segment in block.segments)
                for paragraph in cell.paragraphs
            ]
            made = comparison.versions[version]
            assert printed == [made.slice(made.paragraphs[paragraph].span) for paragraph in run]


@given(versions)
def test_every_row_is_on_the_page_once_and_the_base_keeps_its_order(texts):
    comparison = compare_all(texts)
    for base in range(len(texts)):
        page = project(comparison, Lens(base))
        assert sorted(row.row for row in page.rows) == list(range(len(comparison.collation.rows)))
        runs = [comparison.collation.rows[row.row].paragraphs[base] for row in page.rows]
        assert [p for run in runs for p in run] == list(range(len(comparison.versions[base].paragraphs)))


def token_list(spans: list[Span]) -> list[int]:
    return [token for span in spans for token in range(span.start, span.end)]


@given(versions)
def test_stretches_cover_the_tokens_of_both_readings_in_order(texts):
    comparison = compare_all(texts)
    for (a, b), pairing in comparison.pairings.items():
        for number, passage in enumerate(comparison.collation.passages):
            for side, version in ((0, a), (1, b)):
                units = [comparison.versions[version].units[u].tokens for u in passage.readings[version].units]
                stretches = pairing.stretches.get(number, ())
                assert token_list([(s.a, s.b)[side] for s in stretches]) == token_list(units)


@given(versions)
def test_a_stretch_is_what_its_name_says(texts):
    comparison = compare_all(texts)
    for (a, b), pairing in comparison.pairings.items():
        keys = comparison.collation.key_ids
        left, right = comparison.versions[a].tokens, comparison.versions[b].tokens
        for stretches in pairing.stretches.values():
            for s in stretches:
                match s.kind:
                    case "same" | "cosmetic":
                        assert keys[a][s.a.start : s.a.end].tolist() == keys[b][s.b.start : s.b.end].tolist()
                        forms = [
                            [tokens.vocabulary[f] for f in tokens.forms[span.start : span.end].tolist()]
                            for tokens, span in ((left, s.a), (right, s.b))
                        ]
                        assert s.kind == "cosmetic" or forms[0] == forms[1]
                    case "omitted":
                        assert len(s.a)
                        assert not len(s.b)
                    case "added":
                        assert not len(s.a)
                        assert len(s.b)
                    case _:
                        assert len(s.a)
                        assert len(s.b)


@given(told_again())
@example([(("Mayor mayor harbour.",), ("Mayor.",)), (("Mayor.",),)])
def test_what_a_cell_says_of_the_base_rebuilds_the_base_s_reading(stories):
    comparison = compare_all(stories)
    for base in range(len(stories)):
        told: dict[tuple[int, int], str] = {}
        for version, _, cell in cells(comparison, base):
            for paragraph in cell.paragraphs:
                for block in paragraph.blocks:
                    text = "".join(segment.base for segment in block.segments)
                    told[version, block.passage] = told.get((version, block.passage), "") + text
                    if version == base:  # its passage may run over two paragraphs, which are two nodes on the page
                        told[version, block.passage] += "\n"
        for number, passage in enumerate(comparison.collation.passages):
            made = comparison.versions[base]
            reading = " ".join(made.slice(made.units[unit].span) for unit in passage.readings[base].units)
            for version in passage.carriers:
                if passage.readings[base]:
                    assert told[version, number].split() == reading.split()


@given(told_again())
def test_everything_that_the_base_has_and_a_version_lacks_is_shown_or_counted_once(stories):
    comparison = compare_all(stories)
    for base in range(len(stories)):
        made = comparison.versions[base]
        for version in range(len(stories)):
            if version == base:
                continue
            shown = 0
            for v, _, cell in cells(comparison, base):
                if v == version:
                    shown += cell.missing_words
                    shown += sum(
                        sum(
                            made.units[u].words
                            for u in comparison.collation.passages[block.passage].readings[base].units
                        )
                        for paragraph in cell.paragraphs
                        for block in paragraph.blocks
                        if block.relation == "absent" and not block.segments[0].text
                    )
            lacking = sum(
                made.units[unit].words
                for passage in comparison.collation.passages
                if not passage.readings[version]
                for unit in passage.readings[base].units
                if made.units[unit].is_story
            )
            assert shown == lacking
