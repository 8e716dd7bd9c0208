"""The findings: the list with its filters, and the ledgers as tables that can be sorted and saved as CSV."""

from __future__ import annotations

from typing import Any

import streamlit as st

from components.cache import findings_json
from components.viewer import show_findings
from twicetold.pipeline import Comparison

_LEDGERS = {
    "quote": "Every quotation",
    "figure": "Every figure",
    "name": "Every name",
    "source": "Who is given as the source",
    "opening": "Headlines and first sentences",
}


def show_finding_list(key: str, base: int, comparison: Comparison) -> None:
    """The one list of what was found; ``key`` names the comparison in the cache."""
    show_findings(findings_json(key, base, comparison))


def show_ledgers(key: str, comparison: Comparison) -> None:
    """Everything of one kind that the versions hold, in tables; nothing where they hold nothing."""
    held = [kind for kind in _LEDGERS if comparison.findings.ledgers[kind].rows]
    if not held:
        return
    st.header("In tables", anchor=False)
    st.caption("Everything of one kind, version by version. Choose a column’s head to sort by it.")
    for kind in held:
        with st.expander(f"{_LEDGERS[kind]} ({len(comparison.findings.ledgers[kind].rows):,})", key=f"ledger_{kind}"):
            frame, csv = _ledger(key, kind, comparison)
            st.dataframe(frame, hide_index=True, key=f"table_{kind}")
            st.download_button(
                "Save as CSV", csv, file_name=f"{kind}s.csv", mime="text/csv", key=f"csv_{kind}", on_click="ignore"
            )


@st.cache_resource(show_spinner=False, max_entries=24)
def _ledger(key: str, kind: str, _comparison: Comparison) -> tuple[Any, bytes]:
    """Made once for a comparison; pandas is imported only here, where it is needed."""
    from twicetold.render.ledgers import frame_to_csv, ledger_frame

    frame = ledger_frame(_comparison, kind)
    return frame, frame_to_csv(frame)
