"""The names that a Word document is written in, and what its styles say of paragraphs."""

from __future__ import annotations

from lxml import etree

from twicetold.ingest.document_styles import inherited
from twicetold.ingest.manuscript import Role

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
_OFF = ("0", "false", "off", "none")


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
    switch = next(properties.iterchildren(f"{{*}}{name}"), None)
    return switch is not None and attribute(switch, "val") not in _OFF


def names_of(element: etree._Element) -> set[str]:
    """The names of the children, without their namespaces."""
    return {etree.QName(child).localname for child in element}


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
