"""How long each stage of the engine takes, and how much memory, beside two tools that people would use instead.

    ugly    “fast”; or a second on one machine, asserted as a limit on another
    wanted  shares of the engine's own time, and other tools as multiples of it, from one interleaved run

``python -m bench`` prints the tables; ``docs/bench.md`` says how they are measured and what they said last.
"""
