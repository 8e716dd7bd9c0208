"""A story that was invented for tests, as three outlets tell it."""

from __future__ import annotations

from tests.tables import Told

LANTERN = Told(
    (
        "The harbour bridge was closed on Monday morning, and nobody can say for how long.",
        "Engineers had found a crack in one of its cables, the city said; Mayor Ines Dorn spoke of “a precaution”.",
        "Nobody was hurt.",
    ),
    "Harbour bridge closed",
    "The Lantern",
    "2024-05-20T08:30:00+00:00",
    "Ann Lee",
    "https://lantern.example/bridge",
)
COURIER = Told(
    (
        "A damaged cable has shut the harbour bridge; ferries run every ten minutes, free of charge.",
        "“It is a precaution,” said Mayor Dorn, who promised that the bridge would be open again in a week.",
    ),
    "Cable damaged: bridge shut, ferries free",
    "Courier",
    "2024-05-21T17:00:00+00:00",
    "",
    "https://courier.example/2024/05/21/cable",
)
ECHO = Told(
    (
        "The bridge over the harbour is closed since Monday.",
        "The shops on both sides complain.",
    ),
    "Shops complain",
    "Echo",
    "2024-05-22T06:00:00+00:00",
    "Tom Reed, Mia Falk",
    "https://echo.example/shops",
)
STORY = (LANTERN, COURIER, ECHO)
