"""An environment of its own for the tools that are measured beside the engine, beside the project's, ignored by git.

``.bench`` holds nothing that is needed: it may be removed at any time. What cannot be installed is not measured, and
the tables say why; the rest goes on.
"""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

from bench.inputs import ROOT

FOLDER = ROOT / ".bench"
PACKAGES = (
    "rapidfuzz==3.14.6",
    "cydifflib==1.2.0",
    "fast-diff-match-patch==2.1.0",
    "similar-rs==0.1.1",
    "diff-match-patch==20241021",
    "patiencediff==1.0.2",
    "Levenshtein==0.27.5",
    "collatex==2.3",
)
"""CollateX also imports Levenshtein without declaring it. The last three are under the GPL: measured, never shipped."""

_INSTALL_SECONDS = 600


def peer_python(package: str) -> tuple[Path | None, str]:
    """The interpreter that has a package, by its name in ``PACKAGES``, or None and the reason."""
    python, reason = _environment()
    if python is None:
        return None, reason
    installed = (FOLDER / "venv" / "ready").read_text(encoding="utf-8").splitlines()[1:]
    if not any(line.partition("==")[0].lower() == package.lower() for line in installed):
        return None, f"{package} could not be installed into .bench/venv"
    return python, ""


@cache
def _environment() -> tuple[Path | None, str]:
    """Makes the environment once; ``ready`` holds what was asked for (first line) and what was installed."""
    venv = FOLDER / "venv"
    python = venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    ready = venv / "ready"
    wanted = " ".join(PACKAGES)
    if python.exists() and ready.exists() and ready.read_text(encoding="utf-8").splitlines()[:1] == [wanted]:
        return python, ""
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / ".gitignore").write_text("*\n", encoding="utf-8")
    print("bench: installing the tools to measure against into .bench/venv (once)", file=sys.stderr, flush=True)
    reason = _failure([sys.executable, "-m", "venv", "--clear", str(venv)])
    if reason:
        return None, f"their environment .bench/venv could not be made: {reason}"
    installed = _install(python)
    if not installed:
        return None, "nothing could be installed into .bench/venv"
    ready.write_text("\n".join([wanted, *installed]), encoding="utf-8")
    return python, ""


def _install(python: Path) -> list[str]:
    """All at once; one by one where that fails, since some have no wheel for every Python."""
    pip = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-input", "--retries", "1"]
    if not _failure([*pip, *PACKAGES]):
        return list(PACKAGES)
    return [package for package in PACKAGES if not _failure([*pip, package])]


def _failure(command: list[str]) -> str:
    """Runs a command; the last line of its complaint, or an empty string."""
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=_INSTALL_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    if not done.returncode:
        return ""
    lines = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    return lines[-1].strip() if lines else f"exit status {done.returncode}"
