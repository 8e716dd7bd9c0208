"""Law 2: every unit is in exactly one passage, every paragraph in exactly one row."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.property.stories import compare_all, told_again, told_in_any_script

versions = st.one_of(told_again(), told_in_any_script())


@given(versions)
def test_every_unit_is_in_exactly_one_passage(texts):
    collation = compare_all(texts).collation
    for v, version in enumerate(collation.versions):
        found = sorted(unit for passage in collation.passages for unit in passage.readings[v].units)
        assert found == list(range(len(version.units)))


@given(versions)
def test_every_paragraph_is_in_exactly_one_row(texts):
    collation = compare_all(texts).collation
    for v, version in enumerate(collation.versions):
        found = sorted(paragraph for row in collation.rows for paragraph in row.paragraphs[v])
        assert found == list(range(len(version.paragraphs)))


@given(versions)
def test_a_reading_is_one_run_of_units_interrupted_at_most_by_furniture(texts):
    collation = compare_all(texts).collation
    for passage in collation.passages:
        for version, reading in zip(collation.versions, passage.readings, strict=True):
            between = set(range(min(reading.units, default=0), max(reading.units, default=-1) + 1)) - set(reading.units)
            assert list(reading.units) == sorted(reading.units)
            assert not any(version.units[unit].is_story for unit in between)


@given(versions)
def test_a_passage_is_told_by_somebody_and_furniture_stands_alone(texts):
    collation = compare_all(texts).collation
    for passage in collation.passages:
        assert passage.carriers
        kinds = {
            collation.versions[v].units[unit].is_story for v in passage.carriers for unit in passage.readings[v].units
        }
        assert kinds == {True} or len(passage.carriers) == 1


@given(versions)
def test_the_columns_of_a_passage_hold_each_token_once_and_one_key_a_place(texts):
    collation = compare_all(texts).collation
    for passage in collation.passages:
        for v, version in enumerate(collation.versions):
            column = passage.columns[:, v]
            spans = [version.units[unit].tokens for unit in passage.readings[v].units]
            assert column[column >= 0].tolist() == [t for span in spans for t in range(span.start, span.end)]
        for place in passage.columns.tolist():
            assert len({int(collation.key_ids[v][token]) for v, token in enumerate(place) if token >= 0}) == 1


@given(versions)
def test_variants_are_in_order_and_do_not_overlap(texts):
    for passage in compare_all(texts).collation.passages:
        end = 0
        for variant in passage.variants:
            assert end <= variant.columns.start < variant.columns.end <= len(passage.columns)
            end = variant.columns.end


@given(versions)
def test_an_echo_links_story_units_of_two_versions(texts):
    collation = compare_all(texts).collation
    for echo in collation.echoes:
        assert echo.a_version != echo.b_version
        assert collation.versions[echo.a_version].units[echo.a].is_story
        assert collation.versions[echo.b_version].units[echo.b].is_story
