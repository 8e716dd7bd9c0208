"""``python -m bench edits``: synthetic edits, kind by kind, on near copies and under noise.

python -m bench edits                        1,000 cases of every kind, without noise and with 20 %; some minutes
python -m bench edits --count 100            fewer
python -m bench edits --kinds move cut       some kinds
python -m bench edits --case move 17         one case as a picture; with --noise 20 under noise
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence

from bench.edits.kinds import KINDS
from bench.edits.report import ASKED, picture, table, tally
from bench.edits.texts import AbsentError


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs what the command line asks for; 1 if a kind stays below what is asked."""
    asked = _parser().parse_args(arguments)
    if asked.case:
        kind, number = asked.case
        if kind not in KINDS or not number.isdecimal():
            print(f"bench edits: --case takes one of {', '.join(KINDS)}, and a number", file=sys.stderr)
            return 2
        try:
            print("\n\n".join(picture(kind, int(number), noise) for noise in asked.noise or (0,)))
        except AbsentError as error:
            print(f"bench edits: {error}", file=sys.stderr)
            return 2
        return 0
    tallies = []
    for kind in asked.kinds or KINDS:
        for noise in asked.noise or ASKED:
            tallies.append(tally(kind, noise, range(asked.first, asked.first + asked.count), asked.jobs))
            print(table(tallies[-1:]).splitlines()[1], file=sys.stderr, flush=True)
    print(json.dumps([one.to_dict() for one in tallies], indent=2) if asked.json else table(tallies))
    return int(any(one.cases and one.share < ASKED.get(one.noise, 0.0) for one in tallies))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench edits", description="Finds and names synthetic edits.")
    parser.add_argument("--count", type=int, default=1_000, help="cases of every kind and noise (1,000)")
    parser.add_argument("--first", type=int, default=0, help="number of the first case (0)")
    parser.add_argument("--kinds", nargs="+", choices=list(KINDS), help="default: all")
    parser.add_argument("--noise", type=int, nargs="+", help="percent of the words edited besides (0 20)")
    parser.add_argument("--jobs", type=int, default=1, help="processes (1)")
    parser.add_argument("--case", nargs=2, metavar=("KIND", "NUMBER"), help="print one case instead")
    parser.add_argument("--json", action="store_true", help="print JSON instead of the table")
    return parser


if __name__ == "__main__":
    sys.exit(main())
