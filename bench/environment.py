"""An environment of its own for CollateX, made when it is first measured, beside the project's and ignored by git.

``.bench`` holds nothing that is needed: it may be removed at any time. Where the environment cannot be made, the bench
goes on without CollateX and says why.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from bench.inputs import ROOT

FOLDER = ROOT / ".bench"
# The second is what the first imports without declaring it.
PACKAGES = ("collatex==2.3", "Levenshtein")

_INSTALL_SECONDS = 600


def collatex_python() -> tuple[Path | None, str]:
    """The interpreter that has CollateX, or None and the reason."""
    venv = FOLDER / "venv"
    python = venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    ready = venv / "ready"
    wanted = "\n".join(PACKAGES)
    if python.exists() and ready.exists() and ready.read_text(encoding="utf-8") == wanted:
        return python, ""
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / ".gitignore").write_text("*\n", encoding="utf-8")
    print("bench: installing CollateX into .bench/venv (once)", file=sys.stderr, flush=True)
    pip = [
        str(python),
        "-m",
        "pip",
        "install",
        "-q",
        "--disable-pip-version-check",
        "--no-input",
        "--retries",
        "1",
        *PACKAGES,
    ]
    for what, command in (("made", [sys.executable, "-m", "venv", "--clear", str(venv)]), ("filled", pip)):
        reason = _failure(command)
        if reason:
            return None, f"its environment .bench/venv could not be {what}: {reason}"
    ready.write_text(wanted, encoding="utf-8")
    return python, ""


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
