"""The rules of the house that a machine can check: who imports what, what is pinned, what no file may say."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

MODULE_LINES = 300
# Longer modules, each with its reason; 500 lines is the end for every one.
LONGER_MODULES: dict[str, str] = {}
APP_LINES = 60

# Put together here, so that this file does not say them either.
REGISTRY_HOSTS = [
    ".".join(parts)
    for parts in [
        ("pypi", "org"),
        ("python" + "hosted", "org"),
        ("npm" + "js", "org"),
        ("npm" + "js", "com"),
        ("yarn" + "pkg", "com"),
        ("ana" + "conda", "org"),
        ("deb", "debian", "org"),
        ("archive", "ubuntu", "com"),
        ("crates", "io"),
        ("proxy", "golang", "org"),
    ]
]
MACHINE_PATHS = re.compile(
    r"(?<![\w.:/~-])/(?:" + "|".join(["wo" + "rk", "ro" + "ot"]) + r")(?![\w-])|(?<![\w.])/(?:home|Users)/\w"
)


def files_of_the_repository() -> list[Path]:
    """Every file that is tracked or about to be."""
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        pytest.skip("not a git checkout")
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listing.stdout.split("\0") if name and (ROOT / name).is_file()]


def text_files() -> list[tuple[str, str]]:
    """(path, text) of every file of the repository that is text."""
    texts = []
    for file in files_of_the_repository():
        content = file.read_bytes()
        if b"\0" not in content[:8192]:
            texts.append((file.relative_to(ROOT).as_posix(), content.decode("utf-8", "replace")))
    return texts


def pins(name: str) -> dict[str, str]:
    """Package name -> version of one requirements file; a line that is not exact fails."""
    found = {}
    for line in (ROOT / name).read_text().splitlines():
        entry = line.partition("#")[0].strip()
        if not entry or entry.startswith("-r "):
            continue
        exact = re.fullmatch(r"([a-z0-9-]+)(?:\[[a-z_]+\])?==([0-9][0-9a-z.]*)", entry)
        assert exact, f"{name}: not an exact pin: {entry}"
        found[exact[1]] = exact[2]
    return found


def run_python(code: str) -> str:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()


# --- imports -------------------------------------------------------------------------------------


def test_importing_the_engine_loads_no_screen_no_tables_no_charts():
    code = "import sys, twicetold; print(*sorted({'streamlit', 'pandas', 'plotly'} & {m for m in sys.modules}))"
    assert run_python(code) == ""


def test_no_engine_module_loads_streamlit():
    code = """
import importlib, pkgutil, sys, twicetold
for module in pkgutil.walk_packages(twicetold.__path__, "twicetold."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
print(*sorted({"streamlit", "components"} & set(sys.modules)))
"""
    assert run_python(code) == ""


def test_only_render_and_export_load_tables_and_charts():
    code = """
import importlib, pkgutil, sys, twicetold
for module in pkgutil.walk_packages(twicetold.__path__, "twicetold."):
    if not module.name.startswith(("twicetold.render", "twicetold.export", "twicetold.__main__")):
        importlib.import_module(module.name)
print(*sorted({"pandas", "plotly"} & set(sys.modules)))
"""
    assert run_python(code) == ""


# --- requirements --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "requirements-semantic.txt"])
def test_requirements_are_pinned_exactly(name):
    assert pins(name)


def test_what_the_project_declares_is_pinned():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    declared = project["dependencies"] + project["optional-dependencies"]["app"]
    names = {re.match(r"[A-Za-z0-9-]+", line)[0].lower() for line in declared}
    assert names == set(pins("requirements.txt"))


def test_the_extra_for_models_is_pinned_in_the_optional_group_and_nowhere_else():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    names = {re.match(r"[A-Za-z0-9-]+", line)[0].lower() for line in project["optional-dependencies"]["semantic"]}
    assert names <= set(pins("requirements-semantic.txt"))
    assert not names & set(pins("requirements.txt"))


def test_every_dependency_is_explained():
    explained = (ROOT / "docs" / "dependencies.md").read_text()
    every = pins("requirements.txt") | pins("requirements-dev.txt") | pins("requirements-semantic.txt")
    assert [name for name in every if f"`{name}`" not in explained] == []


# --- settings of Streamlit -----------------------------------------------------------------------


def flat(table: dict, prefix: str = "") -> dict[str, object]:
    options: dict[str, object] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            options |= flat(value, f"{prefix}{key}.")
        else:
            options[prefix + key] = value
    return options


def test_streamlit_knows_every_setting_and_sends_no_statistics():
    settings = flat(tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text()))
    known = run_python("from streamlit import config; print(*config.get_config_options(force_reparse=False))").split()
    assert sorted(set(settings) - set(known)) == []
    assert settings["browser.gatherUsageStats"] is False
    assert settings["server.address"] == "127.0.0.1"


def test_the_two_themes_say_the_same_things():
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["theme"]
    assert set(theme["light"]) == set(theme["dark"])
    for scheme in ("light", "dark"):
        for option in ("chartSequentialColors", "chartDivergingColors"):
            assert len(theme[scheme][option]) == 10, "Streamlit ignores any other number"


# --- what no file may say ------------------------------------------------------------------------


def test_no_file_names_a_package_registry():
    found = [f"{path}: {host}" for path, text in text_files() for host in REGISTRY_HOSTS if host in text]
    assert found == []


def test_no_file_holds_a_path_of_one_machine():
    found = [f"{path}: {hit[0]}" for path, text in text_files() if (hit := MACHINE_PATHS.search(text))]
    assert found == []


def test_no_lock_file_is_kept():
    names = {file.name for file in files_of_the_repository()}
    assert [name for name in names if name.endswith((".lock", "-lock.json"))] == []


# --- sizes ---------------------------------------------------------------------------------------


def test_modules_stay_short():
    sizes = {
        file.relative_to(ROOT).as_posix(): len(file.read_text(encoding="utf-8").splitlines())
        for package in ("twicetold", "components")
        for file in sorted((ROOT / package).rglob("*.py"))
    }
    assert sizes, "there are no modules"
    too_long = {
        path: lines
        for path, lines in sizes.items()
        if lines >= MODULE_LINES and not (path in LONGER_MODULES and lines < 500)
    }
    assert too_long == {}


def test_the_entry_file_stays_short():
    assert len((ROOT / "app.py").read_text(encoding="utf-8").splitlines()) <= APP_LINES


# --- scripts -------------------------------------------------------------------------------------


SCRIPTS = [*sorted((ROOT / "scripts").iterdir()), ROOT / ".ci" / "run"]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_script_can_be_run(script):
    assert os.access(script, os.X_OK), f"{script.name} is not executable"
    assert script.read_bytes().startswith(b"#!"), f"{script.name} has no first line that names its shell"


@pytest.mark.parametrize("script", ["app", "chromium", "setup", "test"])
def test_a_script_is_plain_shell(script):
    if shutil.which("sh") is None:
        pytest.skip("no sh")
    subprocess.run(["sh", "-n", str(ROOT / "scripts" / script)], check=True)


def test_the_commands_in_the_readme_exist():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"(?<![\w/])((?:scripts|bench|\.ci)/[\w.-]*\w)", readme))
    assert "scripts/app" in named
    assert "scripts/test" in named
    assert sorted(name for name in named if not (ROOT / name).exists()) == []
    modules = set(re.findall(r"python3? -m (twicetold[\w.]*|components[\w.]*|bench[\w.]*)", readme))
    missing = [
        module
        for module in modules
        if not (ROOT / module.replace(".", "/") / "__main__.py").exists()
        and not (ROOT / (module.replace(".", "/") + ".py")).exists()
    ]
    assert missing == []
