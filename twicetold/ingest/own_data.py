"""What a document says of itself, where a person wrote it and no program filled it in.

ugly    “Microsoft Word - final2.docx” as the title of a story, by “Windows User”
wanted  nothing, where nothing was said
"""

from __future__ import annotations

import regex

OWN_DATA = "the document’s own data"

_NO_TITLE = regex.compile(
    r"(?i)microsoft (?:word|powerpoint|excel)\b.*"
    r"|\(?(?:untitled|anonymous|unspecified|unbenannt|sans titre|sin título|без имени)\)?[\s\d-]*"
    r"|(?:document|dokument|documento|title)[\s\d]*|print|(?:https?|file):.*"
    r"|.*\.(?:docx?|pages|odt|rtf|indd|qxp|qxd|pdf|tex|dvi|wpd|pub|html?|txt|pptx?|xlsx?)"
)
_NO_AUTHOR = regex.compile(
    r"(?i)\(?(?:anonymous|none|unspecified|unknown|user|admin|administrator|owner|author|default|root|guest|pc|hp|dell"
    r"|lenovo|windows user|office|office user|microsoft(?: office)?(?: user)?|python-docx)\)?|.*[@\\/\d_].*"
)
_LETTER = regex.compile(r"\p{L}")


def is_title(title: str) -> bool:
    """Whether a person may have called a document so."""
    return bool(_LETTER.search(title)) and not _NO_TITLE.fullmatch(title)


def is_author(author: str) -> bool:
    """Whether this may name who wrote a document."""
    return bool(_LETTER.search(author)) and not _NO_AUTHOR.fullmatch(author)
