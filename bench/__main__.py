"""``python -m bench``: what is measured of the engine, section by section, in one run.

python -m bench                     every section; many minutes, and rival tools are installed into .bench/venv once
python -m bench words growth        some sections: stages words long bibles versions shapes growth findings ingest
python -m bench edits               synthetic edits, found and named (its own options: python -m bench edits --help)
python -m bench --quick             every section on small inputs, two rounds
python -m bench --no-peers          the engine alone
python -m bench --only 5x1000 DIR   stages on generated versions, versions x words; on the .txt files of a folder
python -m bench --json              the same as JSON
python -m bench --doc               the same as docs/bench.md has it, to be put between its two marks
python -m bench --profile 5x10000   the engine's hot spots instead
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
from collections.abc import Callable, Sequence

from bench.environment import peer_python
from bench.inputs import Input, full_inputs, parse_input, quick_inputs
from bench.race import Contestant, race
from bench.sections import findings, ingest, scale, shapes, words
from bench.sections import growth as growth_section
from bench.sections.report import Section
from bench.stages import gone
from bench.table import ENGINE, Row, growth, legend, reasons, rival_table, stage_table, to_dict

FULL_ROUNDS, QUICK_ROUNDS = 5, 2

DIFFLIB_CELLS = 2_000_000_000
"""10 versions of 10,000 words are 4.5 thousand million pairs of words: over a minute a round."""
COLLATEX_CELLS, COLLATEX_QUICK_CELLS = 4_000_000, 500_000
"""The five real printings are 3.4 million pairs of words: ten seconds. Time and memory grow with the pairs."""
COLLATEX_CPU_SECONDS = 120
LIMIT_SECONDS, LIMIT_MB = 240, 8_000
"""CPU time and memory of one run: thirty times what is asked of the longest, so that whatever is slow is seen to be,
and the bench ends."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs what the command line asks for."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["edits"]:
        from bench.edits.__main__ import main as edits

        return edits(given[1:])
    asked = _parser().parse_args(given)
    try:
        remarks = [f"bench/stages.py names {name}, which is gone: correct it there." for name in gone()]
    except ImportError as error:
        print(f"bench: no engine: {error}. Run scripts/setup, then .venv/bin/python -m bench", file=sys.stderr)
        return 2
    if asked.profile:
        from bench.hotspots import hotspots

        print("\n\n".join(hotspots(given) for given in asked.profile))
        return 0
    if asked.quick:
        remarks.append("On small inputs: what is asked is asked of the full ones.")
    chosen = asked.sections or (["stages"] if asked.only else list(SECTIONS))
    asked.rounds = asked.rounds or (QUICK_ROUNDS if asked.quick else FULL_ROUNDS)
    made = []
    for name in chosen:
        print(f"bench: {name}", file=sys.stderr, flush=True)
        made.append(SECTIONS[name](asked))
    print(_json(made, asked.rounds, remarks) if asked.json else _text(made, asked.rounds, remarks, doc=asked.doc))
    return int(any(section.failed for section in made))


# --- sections --------------------------------------------------------------------------------------


def _stages(asked: argparse.Namespace) -> Section:
    section = Section("stages", "how the engine's time divides, and other tools as multiples of it")
    inputs, remark = quick_inputs() if asked.quick else full_inputs()
    if asked.only:
        inputs, remark = asked.only, ""
    contestants = _contestants(quick=asked.quick, peers=asked.peers)
    rows = []
    for given in inputs:
        print(f"bench: {given.name}", file=sys.stderr, flush=True)
        rows.append(Row(given, race(contestants, given, asked.rounds)))
    section.tables = [
        stage_table(rows),
        "\n".join([*legend(), "page     project + send: what runs when another version is chosen to read against"]),
        rival_table(rows),
    ]
    section.remarks = [*([remark] if remark else []), *reasons(rows), *(f"Growth: {line}." for line in growth(rows))]
    section.values = to_dict(rows)
    section.failed = any(row.engine.reason for row in rows)
    return section


def _contestants(*, quick: bool, peers: bool) -> list[Contestant]:
    contestants = [Contestant(ENGINE)]
    if peers:
        python, absent = peer_python("collatex")
        cells = COLLATEX_QUICK_CELLS if quick else COLLATEX_CELLS
        contestants.append(Contestant("difflib", max_pair_cells=DIFFLIB_CELLS))
        contestants.append(
            Contestant("collatex", python, cells, COLLATEX_CPU_SECONDS)
            if python
            else Contestant("collatex", absent=absent)
        )
    return contestants


def _words(asked: argparse.Namespace) -> Section:
    return words.run(asked.rounds, asked.limit, LIMIT_MB, peers=asked.peers, quick=asked.quick)


def _sized(run: Callable[..., Section]) -> Callable[[argparse.Namespace], Section]:
    return lambda asked: run(asked.rounds, asked.limit, LIMIT_MB, quick=asked.quick)


SECTIONS: dict[str, Callable[[argparse.Namespace], Section]] = {
    "stages": _stages,
    "words": _words,
    "long": _sized(scale.run_long),
    "bibles": _sized(scale.run_bibles),
    "versions": _sized(scale.run_versions),
    "shapes": _sized(shapes.run),
    "growth": _sized(growth_section.run),
    "ingest": _sized(ingest.run),
    "findings": _sized(findings.run),
}


# --- printing --------------------------------------------------------------------------------------


def _text(sections: Sequence[Section], rounds: int, remarks: Sequence[str], *, doc: bool) -> str:
    head = f"Process CPU time, the least of {rounds} {'round' if rounds == 1 else 'rounds'} in turns ({_machine()})."
    return "\n\n".join(["\n".join([head, *remarks]), *(section.text(fenced=doc) for section in sections)])


def _json(sections: Sequence[Section], rounds: int, remarks: Sequence[str]) -> str:
    head = {"machine": _machine(), "rounds": rounds, "remarks": list(remarks)}
    made = {section.name: section.to_dict() for section in sections}
    return json.dumps({**head, "sections": made}, indent=2, ensure_ascii=False)


def _machine() -> str:
    return f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="Times the engine's stages beside other tools, and the engine at any size."
    )
    parser.add_argument(
        "sections", nargs="*", type=_section, metavar="SECTION", help=f"{', '.join(SECTIONS)}; default: all"
    )
    parser.add_argument("--quick", action="store_true", help="small inputs, two rounds")
    parser.add_argument("--no-peers", dest="peers", action="store_false", help="the engine alone")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print JSON instead of tables")
    form.add_argument("--doc", action="store_true", help="print the tables as docs/bench.md has them")
    parser.add_argument("--rounds", type=_rounds, default=0, help=f"default: {FULL_ROUNDS}, quick {QUICK_ROUNDS}")
    what = f"CPU seconds that one input may use in the sections but stages (default: {LIMIT_SECONDS})"
    parser.add_argument("--limit", type=_rounds, default=LIMIT_SECONDS, help=what)
    what = "versions x words, such as 5x1000, or a folder of .txt files"
    parser.add_argument("--only", type=_input, nargs="+", metavar="WHAT", help=f"the stages on these: {what}")
    parser.add_argument(
        "--profile", type=_input, nargs="+", metavar="WHAT", help="print the engine's hot spots on these"
    )
    return parser


def _section(text: str) -> str:
    if text not in SECTIONS:
        raise argparse.ArgumentTypeError(f"“{text}” is none of {', '.join(SECTIONS)}, edits")
    return text


def _input(text: str) -> Input:
    try:
        return parse_input(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _rounds(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError("a whole number from 1")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
