"""Law 10: the same input gives the same bytes, here, again, and in another process with another hash seed."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.property.stories import compare_all, told_again, told_in_any_script
from twicetold.export.json import to_json
from twicetold.render.html import to_html

DIGEST = """
import hashlib, sys
from pathlib import Path
from twicetold import compare, read_story, read_versions, to_html, to_json
for folder in sorted(Path(sys.argv[1]).iterdir()):
    if folder.is_dir():
        comparison = compare(read_versions(read_story(folder)))
        print(folder.name, hashlib.sha256((to_json(comparison, 0) + to_html(comparison)).encode()).hexdigest())
"""


@given(st.one_of(told_again(), told_in_any_script()))
def test_the_same_input_gives_the_same_bytes(texts):
    first, second = compare_all(texts), compare_all(texts)
    assert to_json(first, 0) == to_json(second, 0)
    assert to_html(first) == to_html(second)


@given(st.one_of(told_again(), told_in_any_script()))
def test_what_is_exported_can_be_written_as_utf_8(texts):
    comparison = compare_all(texts)
    for made in (to_json(comparison), to_html(comparison)):
        assert hashlib.sha256(made.encode("utf-8")).digest()


@pytest.fixture(scope="module")
def digests(root, samples):
    """What processes with different hash seeds print for all bundled stories."""
    printed = []
    for seed in ("0", "1", "4242"):
        run = subprocess.run(
            [sys.executable, "-c", DIGEST, str(samples)],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, run.stderr
        printed.append(run.stdout)
    return printed


def test_another_process_with_another_hash_seed_gives_the_same_bytes(digests):
    assert digests[0]
    assert digests[1:] == digests[:1] * 2
