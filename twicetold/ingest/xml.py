"""Bytes → a tree of XML, without harm.

    ugly    a file of 1 kB whose entities unfold to 3 GB, or put the machine's own files into the text
    wanted  the tree, or one sentence that says why not

Nothing is fetched or read besides the bytes, no entity unfolds another, and what is nested deeper than 256 elements is
refused, so whoever walks a tree may do it by recursion. Comments and processing instructions are not in it.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from typing import TypedDict

from lxml import etree

from twicetold.errors import DamagedError


class _Options(TypedDict):
    resolve_entities: bool
    no_network: bool
    load_dtd: bool
    dtd_validation: bool
    huge_tree: bool


_SAFE = _Options(resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False)
_ERRORS = (etree.XMLSyntaxError, ValueError, LookupError)
_ENTITY_CHARS = 20
"""An entity that is longer than a letter with its marks is no letter."""
_BEYOND = ("depth", "too long", "limit", "huge")
"""Words of the parser's messages where it gives up on what is too deep or too large for it."""
_HEAD_BYTES = 100_000
"""In which the first tag is looked for: before it stand comments and declarations."""
_END_OF_SUBSET = re.compile(r"\]\s*>")
_ROOT = re.compile(r"<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL)
_ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_WHITE = re.compile("[ \t\r\n]+")
_NOT_WHITE = re.compile("[^ \t\r\n\ufeff]|$")


def parse_xml(data: bytes, name: str) -> etree._Element:
    """The root of the tree in ``data``; ``name`` stands in the message of the DamagedError that is raised."""
    parser = etree.XMLParser(remove_comments=True, remove_pis=True, **_SAFE)
    try:
        root = etree.fromstring(data, parser)
    except _ERRORS as error:
        raise _refusal(error, name) from error
    _resolve_entities(root, name)
    return root


def iterate_xml(data: bytes, name: str, outer: str, inner: str) -> Iterator[etree._Element]:
    """The children of the element called ``outer``, in order, while the tree grows; each is gone when the next is asked
    for, so a long text costs little memory. ``inner`` is the name of most of them. Raises DamagedError on the way, also
    where the file declares a type, as formats of packages must not."""
    events = etree.iterparse(
        io.BytesIO(data), events=("end",), tag=f"{{*}}{inner}", remove_comments=True, remove_pis=True, **_SAFE
    )
    parent: etree._Element | None = None
    seen: etree._Element | None = None
    try:
        for _, element in events:
            above = element.getparent()
            if above is None or etree.QName(above).localname != outer or (parent is not None and above is not parent):
                continue
            parent = above
            _refuse_types(parent, name)
            # all that stands before an element that has ended has ended too
            while seen is not element:
                if seen is not None:
                    parent.remove(seen)
                seen = parent[0]
                yield seen
    except _ERRORS as error:
        raise _refusal(error, name) from error
    root = events.root
    if root is None:
        raise damaged(name)
    _refuse_types(root, name)
    rest = parent if parent is not None else root.find(f"{{*}}{outer}")
    if rest is None:
        raise damaged(name)
    yield from (child for child in rest if child is not seen)


def _refuse_types(element: etree._Element, name: str) -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        raise damaged(name)


def _refusal(error: Exception, name: str) -> DamagedError:
    """What to say of a file that the parser gave up on."""
    if not any(word in str(error).lower() for word in _BEYOND):
        return damaged(name)
    return DamagedError(
        f"“{name}” is nested more deeply, or has larger single pieces, than any document has. "
        "Save it again in the program that it was written with and choose that file."
    )


def damaged(name: str) -> DamagedError:
    """What is raised for a file whose text cannot be taken out of it."""
    return DamagedError(
        f"“{name}” is cut off or broken, so its text cannot be read. "
        "Open it in the program that it was written with, save it again and choose that file."
    )


def root_name(data: bytes) -> str:
    """The name of the first tag in ``data``, without its prefix; empty where the bytes do not begin as XML does."""
    head = data[:_HEAD_BYTES]
    text = head.decode("utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", errors="ignore")
    place = 0
    # by steps: one expression for all of it would look at a head of unclosed comments again and again
    while found := _NOT_WHITE.search(text, place):
        place = found.start()
        if text.startswith("<!--", place):
            end, length = text.find("-->", place + 4), 3
        elif text.startswith("<?", place):
            end, length = text.find("?>", place + 2), 2
        elif text.startswith("<!DOCTYPE", place):
            end, length = _end_of_doctype(text, place), 1
        else:
            root = _ROOT.match(text, place)
            return root[1] if root else ""
        if end < 0:
            return ""
        place = end + length
    return ""


def _end_of_doctype(text: str, place: int) -> int:
    """Where the declaration that begins at ``place`` ends; its inner part may hold any signs. -1: nowhere."""
    end, inner = text.find(">", place), text.find("[", place)
    if 0 <= inner < end:
        found = _END_OF_SUBSET.search(text, inner)
        return found.end() - 1 if found else -1
    return end


def collapse(text: str) -> str:
    """White space as markup has it: any amount of it is one space. A no-break space is a letter here."""
    return _WHITE.sub(" ", text)


def text_of(element: etree._Element | None) -> str:
    """All text in ``element``, on one line; empty where there is no such element."""
    return "" if element is None else collapse("".join(element.itertext())).strip()


def has_text(element: etree._Element) -> bool:
    """Whether there is anything but white space in ``element``; looks no further than needed."""
    return any(not text.isspace() for text in element.itertext() if text)


def _resolve_entities(root: etree._Element, name: str) -> None:
    """Puts letters in the place of the entities that stand for letters. Raises DamagedError for all others."""
    declared: dict[str, str] = {}
    dtd = root.getroottree().docinfo.internalDTD
    for entity in dtd.iterentities() if dtd is not None else ():
        content = entity.content
        if content is None or len(content) > _ENTITY_CHARS or "<" in content or "&" in content.replace("&#", ""):
            raise DamagedError(
                f"“{name}” defines pieces of text inside itself or in other files (entities), which are not followed "
                "here. Save it again without them."
            )
        declared[entity.name or ""] = html.unescape(content)
    references = list(root.iter(etree.Entity))
    for parent in dict.fromkeys(reference.getparent() for reference in references):
        if parent is not None:
            _replace_entities(parent, declared)


def _replace_entities(parent: etree._Element, declared: dict[str, str]) -> None:
    """Puts letters in the place of the entities right below ``parent``; one pass, however many there are."""
    before: etree._Element | None = None
    parts = [parent.text or ""]
    for child in list(parent):
        if isinstance(child, etree._Entity):
            word = (child.text or "").strip("&;")
            parts += [declared.get(word) or html.unescape(f"&{word};"), child.tail or ""]
            child.tail = None
            parent.remove(child)
        else:
            _set_text(parent, before, "".join(parts))
            before, parts = child, [child.tail or ""]
    _set_text(parent, before, "".join(parts))


def _set_text(parent: etree._Element, before: etree._Element | None, text: str) -> None:
    """Sets what stands after ``before`` in ``parent``, or at its beginning."""
    if before is None:
        parent.text = text
    else:
        before.tail = text
