"""The findings panel: the list with its filters, and the ledgers as tables that can be sorted and saved as CSV."""

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


def show_findings_panel(key: str, base: int, comparison: Comparison) -> None:
    """The list and the ledgers; ``key`` names the comparison in the cache."""
    show_findings(findings_json(key, base, comparison))
    for kind, title in _LEDGERS.items():
        if not comparison.findings.ledgers[kind].rows:
            continue
        with st.expander(title, key=f"ledger_{kind}"):
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
