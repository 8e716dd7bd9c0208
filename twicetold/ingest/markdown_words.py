"""A paragraph of Markdown → its words: emphasis, links, pictures and tags taken off, escapes read.

    ugly    “the [minister](https://example.org/m) said **nothing**”
    wanted  “the minister said nothing”

Every pattern is bounded, so that no text, however it was made, takes more than a time in proportion to its length.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

_CODE = re.compile(r"(?<!`)(`{1,4})(?!`)([^`]{1,2000})\1(?!`)")
_TARGET = (
    r"\(\s{0,5}<?[^\s()<>]{0,2000}(?:\([^\s()]{0,500}\)[^\s()<>]{0,500}){0,4}>?"
    r"(?:\s{1,5}(?:\"[^\"]{0,500}\"|'[^']{0,500}'))?\s{0,5}\)"
)
_PICTURE = re.compile(rf"!\[([^\[\]]{{0,2000}})\](?:{_TARGET}|\[[^\[\]]{{0,200}}\])")
_LINK = re.compile(rf"\[([^\[\]]{{0,2000}})\]{_TARGET}(?:\{{[^{{}}]{{0,200}}\}})?")
_REFERENCE = re.compile(r"\[([^\[\]]{1,2000})\](?:\s?\[([^\[\]]{0,200})\])?(?!\()")
_NOTE = re.compile(r"\[\^([^\[\]\s]{1,50})\]")
_ADDRESS = re.compile(r"<((?:https?://|mailto:)[^\s<>]{1,2000}|[\w.+-]{1,100}@[\w.-]{1,100})>")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]{0,30}(?:\s[^<>]{0,2000})?/?>")
_BREAK = re.compile(r"<br\s{0,5}/?>", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_RUN = re.compile(r"\*{1,5}|_{1,5}|~~")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_HELD = "\ue000{}\ue001"
"""Where a piece of code or an escaped sign is kept, out of the way of every other rule."""
_HELD_AGAIN = re.compile("\ue000([0-9]{1,9})\ue001")


def read_words(text: str, targets: Mapping[str, str]) -> tuple[str, int]:
    """The words of one paragraph, and how many addresses of links were left out. ``targets``: the addresses that are
    defined elsewhere in the file, by their names in small letters."""
    text = text.replace("\ue000", "").replace("\ue001", "")
    held: list[str] = []

    def hold(words: str) -> str:
        held.append(words)
        return _HELD.format(len(held) - 1)

    text = _CODE.sub(lambda found: hold(found[2].strip() or found[2]), text)
    text = _ESCAPE.sub(lambda found: hold(found[1]), text)
    text = _ADDRESS.sub(lambda found: hold(found[1].removeprefix("mailto:")), text)
    text, pictures = _PICTURE.subn(lambda found: found[1], text)
    text, links = _LINK.subn(lambda found: found[1], text)
    text = _NOTE.sub(lambda found: found[1].translate(_RAISED) if found[1].isdecimal() else "", text)
    text, references = _without_references(text, targets)
    text = _TAG.sub("", _BREAK.sub("\n", text))
    text = _without_emphasis(html.unescape(text))
    text = _HELD_AGAIN.sub(lambda found: held[int(found[1])] if int(found[1]) < len(held) else "", text)
    return "\n".join(" ".join(line.split()) for line in text.split("\n") if line.strip()), links + references + pictures


def is_picture(text: str) -> bool:
    """Whether a paragraph is a picture and nothing else."""
    return bool(_PICTURE.fullmatch(text.strip()))


def _without_references(text: str, targets: Mapping[str, str]) -> tuple[str, int]:
    taken = 0

    def words(found: re.Match[str]) -> str:
        nonlocal taken
        if (found[2] or found[1]).casefold() not in targets:
            return found[0]
        taken += 1
        return found[1]

    return (_REFERENCE.sub(words, text), taken) if targets else (text, 0)


def _without_emphasis(text: str) -> str:
    """Takes off stars, lines and waves that stand in pairs around words; 2 * 3 and a_name keep theirs."""
    runs = list(_RUN.finditer(text))
    taken = [0] * len(runs)
    open_: dict[str, list[int]] = {"*": [], "_": [], "~": []}
    for i, run in enumerate(runs):
        sign = run[0][0]
        before, after = text[run.start() - 1 : run.start()], text[run.end() : run.end() + 1]
        opens, closes = bool(after.strip()), bool(before.strip())
        if sign == "_":
            opens, closes = opens and not before.isalnum(), closes and not after.isalnum()
        waiting = open_[sign]
        while closes and waiting and taken[i] < len(run[0]):
            last = waiting[-1]
            pair = min(len(run[0]) - taken[i], len(runs[last][0]) - taken[last])
            taken[i] += pair
            taken[last] += pair
            if taken[last] == len(runs[last][0]):
                waiting.pop()
        if opens and taken[i] < len(run[0]):
            waiting.append(i)
    parts, place = [], 0
    for run, off in zip(runs, taken, strict=True):
        parts += [text[place : run.start()], run[0][off:]]
        place = run.end()
    return "".join(parts) + text[place:]
