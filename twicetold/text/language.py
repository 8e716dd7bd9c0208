"""The language of a text that does not say it.

    ugly    Bulgarian read as Russian, Catalan as Spanish; or half a second spent on a text full of “the” and “of”
    wanted  a code where the text shows it, nothing where it is too short to tell

First a few very frequent words of six languages are asked for; they settle most texts in a moment, for only where all
but one of them stand is a neighbour (Galician, Bulgarian) ruled out. Otherwise py3langid is asked, which comes with its
model and needs no network: 0.6 s of one core and 100 MB when it is first needed, under a millisecond a text.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from twicetold.text.sentences import common_words

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_CHARS = 2_000
"""Characters that the model looks at: a page of a novel, where its answers no longer change."""
_COMMON_CHARS = 4 * _CHARS
"""Characters in which frequent words are counted: rarely does one page have them all."""
_MIN_SHARE = 0.08
"""Share of the words that are frequent ones; prose in these languages has .12 to .25."""
_MIN_LETTERS, _MIN_WIDE_LETTERS = 20, 5
"""Letters from which the model is asked, and the same in scripts that have a sign for a syllable or a word."""
_MIN_CONFIDENCE = 0.5
"""What the model gives its best answer at least; of single sentences it gives .7 and more when it is right."""
_WORDS = re.compile(r"[^\W\d_]+")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NAMES = {"wuu": "zh", "yue": "zh", "arz": "ar", "ary": "ar", "sdh": "ku", "uzs": "uz", "srl": "sr", "nn": "no"}
"""Names of the model that are no ISO 639-1 code, or of a form that is read by the rules of another."""
_NOT_ASKED = ("eo", "vo", "la", "an", "br", "ht", "jv", "lg", "ln", "wa", "se")
"""Small or constructed languages that a short or mixed text is oftener taken for than written in."""


def guess_language(text: str) -> str:
    """The language of ``text`` as an ISO 639-1 code; ``""`` when it is too short, or too mixed, to tell."""
    letters = _WORDS.findall(text[:_COMMON_CHARS].casefold())
    return _by_common_words(letters) or _by_model(text[:_CHARS])


def _by_common_words(words: list[str]) -> str:
    found = Counter(words)
    for language, common in common_words().items():
        here = [word for word in common if word in found]
        if len(here) >= len(common) - 1 and sum(found[word] for word in here) >= _MIN_SHARE * len(words):
            return language
    return ""


def _by_model(text: str) -> str:
    letters = sum(map(len, _WORDS.findall(text)))
    if letters < (_MIN_WIDE_LETTERS if _WIDE.search(text) else _MIN_LETTERS):
        return ""
    name, confidence = _model().classify(" ".join(text.split()))
    name = _NAMES.get(name, name)
    return name if confidence >= _MIN_CONFIDENCE and len(name) == 2 else ""


@cache
def _model() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    names = {name for name in model.nb_classes if len(name) == 2 or name in _NAMES}
    model.set_languages(sorted(names.difference(_NOT_ASKED)))
    return model
