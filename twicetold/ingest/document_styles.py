"""What the name of a style says of the paragraphs that are written in it."""

from __future__ import annotations

import re

from twicetold.ingest.manuscript import PLAIN_ROLE, Role

_HEADING = re.compile(r"heading ?([1-9])")
_CONTENTS = re.compile(r"toc (?:heading|[1-9])|table of (?:figures|authorities)|index [1-9]")
_MOST_ANCESTORS = 10


def role_of_style(name: str) -> Role | None:
    """What a style of this name says; None for one that says nothing."""
    plain = name.lower().replace("_20_", " ").replace("_", " ").strip()
    reason = f"style “{name.replace('_20_', ' ')}”"
    if heading := _HEADING.fullmatch(plain):
        return Role("subhead", reason, int(heading[1]))
    if plain in ("title", "headline"):
        return Role("headline", reason)
    if plain in ("subtitle", "subhead", "subheading", "subheadline"):
        return Role("subhead", reason)
    if plain in ("caption", "illustration", "figure caption", "image caption", "table caption"):
        return Role("caption", reason)
    if plain in ("author", "byline"):
        return Role("byline", reason)
    if plain in ("kicker", "eyebrow"):
        return Role("kicker", reason)
    if _CONTENTS.fullmatch(plain):
        return Role("furniture", reason)
    if plain in ("date", "normal", "body text", "text body", "standard"):
        return PLAIN_ROLE  # said of it is that it is none of the above, whatever it is based on
    return None


def inherited(names: dict[str, str], parents: dict[str, str]) -> dict[str, Role]:
    """Roles of styles by their ids; a style without a role has that of the nearest style that it is based on."""
    roles: dict[str, Role] = {}
    for key in names:
        ancestor = key
        for _ in range(_MOST_ANCESTORS):
            role = role_of_style(names.get(ancestor, ancestor))
            if role is not None:
                roles[key] = role
                break
            ancestor = parents.get(ancestor, "")
            if not ancestor:
                break
    return roles
