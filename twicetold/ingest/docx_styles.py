"""The names that a Word document is written in, and what its styles say of paragraphs."""

from __future__ import annotations

import re

from lxml import etree

from twicetold.ingest.manuscript import PLAIN_ROLE, Role

SIDE = "the running heads and feet of the pages are left out"

_SPACES = {
    "w": (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    ),
    "m": (
        "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "http://purl.oclc.org/ooxml/officeDocument/math",
    ),
    "mc": ("http://schemas.openxmlformats.org/markup-compatibility/2006",),
}
_HEADING = re.compile(r"heading ?([1-9])")
_CONTENTS = re.compile(r"toc (?:heading|[1-9])|table of (?:figures|authorities)|index [1-9]")
_OFF = ("0", "false", "off", "none")
_MOST_ANCESTORS = 10


def tag_names(name: str) -> list[str]:
    """A name like ``w:t`` as the tags of a tree: in the usual and in the strict form."""
    prefix, _, local = name.partition(":")
    return [f"{{{space}}}{local}" for space in _SPACES[prefix]]


def attribute(element: etree._Element, name: str) -> str:
    """An attribute of the document's own namespace; empty where it is absent."""
    for space in _SPACES["w"]:
        value = element.get(f"{{{space}}}{name}")
        if value is not None:
            return value
    return ""


def is_on(properties: etree._Element, name: str) -> bool:
    """Whether properties switch something on: it is there, and not there to say no."""
    switch = properties.find(f"{{*}}{name}")
    return switch is not None and attribute(switch, "val") not in _OFF


def names_of(element: etree._Element) -> set[str]:
    """The names of the children, without their namespaces."""
    return {etree.QName(child).localname for child in element}


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


def find_roles(styles: etree._Element | None) -> dict[str, Role]:
    """What each style says of its paragraphs, by the style's id: by its own name, or by that of one it is based on."""
    names: dict[str, str] = {}
    parents: dict[str, str] = {}
    for style in styles.iterchildren("{*}style") if styles is not None else ():
        if attribute(style, "type") != "paragraph":
            continue
        key = attribute(style, "styleId")
        name, parent = style.find("{*}name"), style.find("{*}basedOn")
        names[key] = attribute(name, "val") if name is not None else key
        parents[key] = attribute(parent, "val") if parent is not None else ""
    return inherited(names, parents)


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
