"""The switch that writes what comes out into the cases: ``pytest tests/golden --update``, then read the difference."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", default=False, help="write the golden cases anew")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether to write the cases; the switch is known only where this folder is named on the command line."""
    return bool(request.config.getoption("--update", default=False))
