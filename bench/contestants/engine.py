"""Twice Told: from the bytes of the files to what the browser gets, for one version to read against."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bench.stages import Clock, timed
from components.payload import answer_payload, reader_payload
from twicetold.pipeline import compare, read


def prepare(texts: Sequence[bytes]) -> Callable[[], dict[str, float]]:
    """A run that returns CPU seconds by stage."""
    labels = tuple(f"Version {number}" for number in range(1, len(texts) + 1))

    def run() -> dict[str, float]:
        clock = Clock()
        with timed(clock):
            with clock.stage("read"):
                versions = [read(text, label) for text, label in zip(texts, labels, strict=True)]
            with clock.stage("order"):
                comparison = compare(versions)
            with clock.stage("send"):
                reader_payload(comparison, 0, labels)
                answer_payload(comparison, 0)
        return clock.seconds

    return run
