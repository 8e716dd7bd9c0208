"""Synthetic edits: one known edit in a known text, and whether the comparison finds it and gives it its right name.

    ugly    “the diff looks good”: on three texts that somebody once looked at
    wanted  a thousand cases by number, each with the truth word by word, a verdict, and a picture of what went wrong

``python -m bench edits`` runs them; ``docs/bench.md`` says what is asked and how it is judged. The truth is kept on
words of the bench's own (``bench.edits.words``), so that no sentence or token of the engine takes part in it.
"""
