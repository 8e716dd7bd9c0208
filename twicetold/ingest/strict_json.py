"""JSON that a person may have written: every value is of the kind that it should be, or a sentence says which is not.

ugly    KeyError: 'places', or a field that is misspelt and passed over without a word
wanted  “fixes.json”, correction 3: the field “plaecs” is not known. Use kind, places, note, moved.

Cost: one pass.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NoReturn

from twicetold.errors import StoryError

_SHOWN_CHARS = 40


class StrictJson:
    """Looks into JSON; raises errors of one kind, whose messages say where (“fixes.json”, correction 3) and what."""

    def __init__(self, error: type[StoryError]) -> None:
        self._error = error

    def parse(self, data: bytes, name: str) -> Any:
        """The value in ``data``, the content of the file that messages call ``name``."""
        try:
            return json.loads(data.decode("utf-8-sig"), parse_constant=_refuse)
        except UnicodeDecodeError as error:
            raise self._error(f"“{name}” is no JSON in UTF-8. Save it as UTF-8.") from error
        except RecursionError as error:
            raise self._error(f"“{name}” is nested too deeply. Choose another file.") from error
        except ValueError as error:
            # also numbers of more digits than Python reads
            where = f", line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
            raise self._error(f"“{name}”{where} is no valid JSON. Correct it there, or choose another file.") from error

    def table(self, value: Any, where: str) -> dict[str, Any]:
        """``value``, if it is an object."""
        if not isinstance(value, dict):
            raise self._error(f"{where} is no JSON object. docs/json.md describes what belongs there.")
        return value

    def known(self, table: dict[str, Any], fields: Sequence[str], where: str) -> None:
        """Raises an error where ``table`` has others than these fields."""
        for field in table:
            if field not in fields:
                raise self._error(f"{where}: the field {shown(field)} is not known. Use {', '.join(fields)}.")

    def text(self, table: dict[str, Any], field: str, where: str, default: str | None = None) -> str:
        """The text of a field; without a ``default`` it has to be there."""
        value = table.get(field, default)
        # half of a surrogate pair can be written in JSON and nowhere else
        if not isinstance(value, str) or any("\ud800" <= character <= "\udfff" for character in value):
            raise self._error(f"{where}: {shown(field)} is no text. Give it a text in quotation marks.")
        return value


def shown(value: Any) -> str:
    """A value as it may stand in a message: a text in quotation marks, cut off where it is long; else its type."""
    text = value if isinstance(value, str) else type(value).__name__
    return f"“{text if len(text) <= _SHOWN_CHARS else text[: _SHOWN_CHARS - 1] + '…'}”"


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)
