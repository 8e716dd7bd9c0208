"""``python -m bench``: the tables of stages, rivals and memory, in one run.

python -m bench                     everything; some minutes, and CollateX is installed into .bench/venv once
python -m bench --quick             four inputs, two rounds
python -m bench --no-peers          the engine alone
python -m bench --only 5x1000 DIR   generated versions, versions x words; the .txt files of a folder
python -m bench --json              the same as JSON
python -m bench --profile 5x10000   the engine's hot spots instead
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
from collections.abc import Sequence

from bench.environment import collatex_python
from bench.inputs import Input, full_inputs, parse_input, quick_inputs
from bench.race import Contestant, race
from bench.stages import gone
from bench.table import ENGINE, Row, growth, legend, reasons, rival_table, stage_table, to_dict

FULL_ROUNDS, QUICK_ROUNDS = 5, 2

DIFFLIB_CELLS = 2_000_000_000
"""10 versions of 10,000 words are 4.5 thousand million pairs of words: over a minute a round."""
COLLATEX_CELLS, COLLATEX_QUICK_CELLS = 4_000_000, 500_000
"""The five real printings are 3.4 million pairs of words: ten seconds. Time and memory grow with the pairs."""
COLLATEX_CPU_SECONDS = 120


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs what the command line asks for."""
    asked = _parser().parse_args(arguments)
    try:
        remarks = [f"bench/stages.py names {name}, which is gone: correct it there." for name in gone()]
    except ImportError as error:
        print(f"bench: no engine: {error}. Run scripts/setup, then .venv/bin/python -m bench", file=sys.stderr)
        return 2
    if asked.profile:
        from bench.hotspots import hotspots

        print("\n\n".join(hotspots(given) for given in asked.profile))
        return 0
    inputs, remark = quick_inputs() if asked.quick else full_inputs()
    if asked.only:
        inputs, remark = asked.only, ""
    remarks += [remark] if remark else []
    rounds = asked.rounds or (QUICK_ROUNDS if asked.quick else FULL_ROUNDS)
    contestants = _contestants(quick=asked.quick, peers=asked.peers)
    rows = []
    for given in inputs:
        print(f"bench: {given.name}", file=sys.stderr, flush=True)
        rows.append(Row(given, race(contestants, given, rounds)))
    print(_json(rows, rounds, remarks) if asked.json else _text(rows, rounds, remarks))
    return 1 if any(row.engine.reason for row in rows) else 0


def _contestants(*, quick: bool, peers: bool) -> list[Contestant]:
    contestants = [Contestant(ENGINE)]
    if peers:
        python, absent = collatex_python()
        cells = COLLATEX_QUICK_CELLS if quick else COLLATEX_CELLS
        contestants.append(Contestant("difflib", max_pair_cells=DIFFLIB_CELLS))
        contestants.append(
            Contestant("collatex", python, cells, COLLATEX_CPU_SECONDS)
            if python
            else Contestant("collatex", absent=absent)
        )
    return contestants


def _text(rows: Sequence[Row], rounds: int, remarks: Sequence[str]) -> str:
    parts = [
        f"Process CPU time, the least of {rounds} {'round' if rounds == 1 else 'rounds'} in turns ({_machine()}).",
        *remarks,
        "",
        "Stages of the engine, as shares of its time:",
        stage_table(rows),
        "",
        *legend(),
        "page     project + send: what runs when another version is chosen to read against",
        "",
        "Times as multiples of the engine's; peak of memory beyond what is held after importing:",
        rival_table(rows),
        *reasons(rows),
    ]
    grown = growth(rows)
    if grown:
        parts += ["", "Growth:", *grown]
    return "\n".join(parts)


def _json(rows: Sequence[Row], rounds: int, remarks: Sequence[str]) -> str:
    head = {"machine": _machine(), "rounds": rounds, "remarks": remarks}
    return json.dumps({**head, "results": to_dict(rows)}, indent=2, ensure_ascii=False)


def _machine() -> str:
    return f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="Times the engine's stages beside other tools."
    )
    parser.add_argument("--quick", action="store_true", help="four inputs, two rounds")
    parser.add_argument("--no-peers", dest="peers", action="store_false", help="the engine alone")
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    parser.add_argument("--rounds", type=_rounds, default=0, help=f"default: {FULL_ROUNDS}, quick {QUICK_ROUNDS}")
    what = "versions x words, such as 5x1000, or a folder of .txt files"
    parser.add_argument("--only", type=_input, nargs="+", metavar="WHAT", help=f"measure these: {what}")
    parser.add_argument(
        "--profile", type=_input, nargs="+", metavar="WHAT", help="print the engine's hot spots on these"
    )
    return parser


def _input(text: str) -> Input:
    try:
        return parse_input(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _rounds(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError("rounds are a whole number from 1")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
