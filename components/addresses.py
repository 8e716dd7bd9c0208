"""Opening addresses, where whoever started the app allows it: the one thing here that goes on the network."""

from __future__ import annotations

import streamlit as st

from components.cache import SCREEN
from components.texts import store
from components.wording import plain
from twicetold.ingest.fetch import fetch_all
from twicetold.ingest.series import list_addresses
from twicetold.model import File, Stage
from twicetold.render.words import count

_BOX = "addresses"


def show_addresses() -> bool:
    """A box for addresses, one a line; True if some were just opened."""
    st.markdown(
        "This goes on the network: the pages at these addresses are asked for from this machine, and nothing else is. "
        "Everything else here stays on it."
    )
    st.text_area(
        "Addresses, one on each line",
        key=_BOX,
        height=130,
        placeholder="https://",
        help="A web archive’s list of captures can be pasted as it is; each capture becomes a dated version.",
    )
    if not st.button("Open these addresses", key="open_addresses", type="primary"):
        return False
    addresses = list_addresses(st.session_state.get(_BOX) or "")
    if not addresses:
        st.caption("Write an address first, as https://news.example/story.")
        return False
    bar = st.progress(0.0)

    def progress(stage: Stage, done: int, total: int, /) -> None:
        if stage == "open" and done < total:
            of = count(total, "address", "addresses")
            bar.progress(done / total, plain(f"Opening {addresses[done]}, {done + 1} of {of}"))

    for address, got in zip(addresses, fetch_all(addresses, SCREEN, progress), strict=True):
        if isinstance(got, File):
            store().add_file(got)
        else:
            store().add_failure(address, got)
    bar.empty()
    return True
