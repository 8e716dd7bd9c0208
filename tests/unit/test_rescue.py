"""What one version sets aside and another tells is story in both; nothing else changes."""

from __future__ import annotations

from twicetold.model import Decision, Handling, Source
from twicetold.pipeline import compare
from twicetold.text.version import make_version

STORY = (
    "The mayor opened the new bridge on Monday morning, and nobody fell into the river.\n\n"
    "“I am glad that it holds,” she said, and then she walked to the other side and back again."
)
LINE = "The old ferry will be sold to Port Ellery"
ASIDE = f"{STORY}\n\nRelated stories\n\n{LINE}\n\nGoat found on the church roof"


def made(text: str, label: str, handling: Handling | None = None):
    return make_version(Source(label, text, handling=handling or Handling()), label)


def kind_of(version, line: str) -> list[str]:
    return [unit.kind for unit in version.units if version.slice(unit.span) == line]


def test_a_line_that_another_version_tells_is_story():
    aside = made(ASIDE, "A")
    assert kind_of(aside, LINE) == ["furniture"]
    result = compare([aside, made(f"{STORY}\n\n{LINE}.\n\n{STORY}", "B")])
    assert kind_of(result.versions[0], LINE) == ["body"]
    (note,) = (note for note in result.versions[0].notes if note.kind == "rescue")
    assert "B" in note.text
    assert result.versions[0].id != aside.id
    assert result.versions[0].id[:16] == aside.id[:16]


def test_what_nobody_else_tells_stays_aside():
    result = compare([made(ASIDE, "A"), made(f"{STORY}\n\n{LINE}.\n\n{STORY}", "B")])
    assert kind_of(result.versions[0], "Goat found on the church roof") == ["furniture"]


def test_what_is_aside_in_both_stays_aside():
    versions = [made(ASIDE, "A"), made(ASIDE, "B")]
    assert [version.id for version in compare(versions).versions] == [version.id for version in versions]


def test_a_button_is_not_rescued_by_a_story_that_has_its_words():
    aside = made(f"{STORY}\n\nLoad more", "A")
    result = compare([aside, made(f"{STORY}\n\nLoad more.\n\n{STORY}", "B")])
    assert kind_of(result.versions[0], "Load more") == ["furniture"]


def test_what_a_person_set_aside_stays_aside():
    decided = Handling(decisions=(Decision(LINE, 0, "furniture"),))
    result = compare([made(ASIDE, "A", decided), made(f"{STORY}\n\n{LINE}.\n\n{STORY}", "B")])
    assert kind_of(result.versions[0], LINE) == ["furniture"]


def test_the_order_of_versions_changes_nothing():
    one, two = made(ASIDE, "A"), made(f"{STORY}\n\n{LINE}.\n\n{STORY}", "B")
    assert compare([one, two]).versions[0].id == compare([two, one]).versions[1].id


def test_every_token_of_a_rescued_version_is_in_one_unit_and_every_unit_in_one_paragraph():
    two = "The old ferry will be sold. Port Ellery waits for it"
    aside = made(f"{STORY}\n\nRelated stories\n\n{two}\n\n8 hours ago", "A")
    version = compare([aside, made(f"{STORY}\n\n{two}.\n\n{STORY}", "B")]).versions[0]
    assert kind_of(version, "The old ferry will be sold.") == ["body"]
    assert version.units.token_starts[1:].tolist() == version.units.token_ends[:-1].tolist()
    assert version.units.token_ends[-1] == len(version.tokens)
    assert version.paragraphs.unit_starts[1:].tolist() == version.paragraphs.unit_ends[:-1].tolist()
    assert version.paragraphs.unit_ends[-1] == len(version.units)
    for p, paragraph in enumerate(version.paragraphs):
        assert {version.units[u].paragraph for u in range(paragraph.units.start, paragraph.units.end)} == {p}
