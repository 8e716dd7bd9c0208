"""Overlaps → charts, and the sentences that say what is seen in them.

Colours are places in the palette of Streamlit's theme (``#000001`` is its first categorical colour): the browser puts
the colours of the light or the dark theme there, whichever is on, and the server need not know. Bars differ in pattern
as well as in colour. Backgrounds are transparent.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from twicetold.pipeline import Comparison
from twicetold.render.frames import word_origins
from twicetold.render.words import percent

_VERBATIM, _REWORDED, _OWN = "#000001", "#000004", "#000006"
_SCALE = [[0, "rgba(74,135,184,0.07)"], [1, "rgba(74,135,184,0.62)"]]
"""More or less of one blue over the paper, light or dark, so that the ink is readable on every step."""
_ROW_PX = 46
_NAMES_PX = 180
_LEGEND_PX = 130
"""Room for the axis and for a legend of three lines, as on a narrow screen: Plotly gives it half the height."""
_FIT_VERSIONS = 5
"""Versions whose numbers fit side by side on a screen of 390 px."""
_NAME_CHARS = 22
_LABELLED = 0.08
"""Share of a bar from which its number fits into it on a narrow screen."""
_TEXT = {"size": 14}
_INK = {"size": 14, "color": "#000008"}
_AXIS = {"showgrid": False, "zeroline": False, "fixedrange": True, "tickfont": _INK, "ticklabeloverflow": "allow"}
_KINDS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("word for word", _VERBATIM, {"shape": ""}),
    ("in other words", _REWORDED, {"shape": "/", "fillmode": "overlay", "size": 6, "solidity": 0.2}),
    ("its own", _OWN, {"shape": ".", "fillmode": "overlay", "size": 7, "solidity": 0.15}),
)
_LEGEND = {
    "orientation": "h",
    "x": 0,
    "y": 1,
    "xanchor": "left",
    "yanchor": "bottom",
    "traceorder": "normal",
    "font": _INK,
}
_LAYOUT = {
    "paper_bgcolor": "rgba(0,0,0,0)",
    "plot_bgcolor": "rgba(0,0,0,0)",
    "font": _TEXT,
    "hoverlabel": {"font": _TEXT},
    "dragmode": False,
}


def overlap_matrix(comparison: Comparison) -> go.Figure:
    """Row: a version; column: another; cell: how much of the row's version is found in the column's, in per cent."""
    versions = comparison.versions
    names = short_names([version.label for version in versions])
    everybody = range(len(versions))
    shares = [[_share(comparison, a, b) for b in everybody] for a in everybody]
    texts = [["" if a == b else _cell(shares[a][b] or 0.0) for b in everybody] for a in everybody]
    hover = [["" if a == b else _hover(comparison, a, b) for b in everybody] for a in everybody]
    heat = go.Heatmap(
        z=shares,
        x=list(everybody),
        y=list(everybody),
        text=texts,
        customdata=hover,
        texttemplate="%{text}",
        textfont=_INK,
        hovertemplate="%{customdata}<extra></extra>",
        hoverongaps=False,
        colorscale=_SCALE,
        zmin=0,
        zmax=1,
        showscale=False,
        xgap=2,
        ygap=2,
    )
    figure = go.Figure(heat)
    figure.update_layout(**_LAYOUT, height=_ROW_PX * len(versions) + 40, margin=_margin(4))
    numbers = [str(v + 1) for v in everybody]
    rows = [f"{name}  {number}" for name, number in zip(names, numbers, strict=True)]
    figure.update_xaxes(**_AXIS, side="top", tickvals=list(everybody), ticktext=numbers, tickangle=0)
    figure.update_yaxes(**_AXIS, tickvals=list(everybody), ticktext=rows, autorange="reversed", automargin=True)
    return figure


def origin_bars(comparison: Comparison, base: int) -> go.Figure:
    """Per version, its words as one bar: word for word in the base, in other words, its own."""
    origins = word_origins(comparison, base)
    names = short_names([comparison.versions[v].label for v in origins])
    places = list(range(len(names)))
    figure = go.Figure()
    for k, (kind, colour, pattern) in enumerate(_KINDS, 1):
        shares = [origin[k] / max(1, origin[0]) for origin in origins.values()]
        counts = [f"{origin[k]:,} of {origin[0]:,} words {kind}" for origin in origins.values()]
        figure.add_bar(
            y=places,
            x=shares,
            name=kind,
            orientation="h",
            width=0.6,
            marker={"color": colour, "pattern": pattern, "line": {"width": 0}},
            text=[percent(share) if share >= _LABELLED and not pattern["shape"] else "" for share in shares],
            textposition="inside",
            insidetextanchor="middle",
            insidetextfont=_TEXT,
            textangle=0,
            constraintext="none",
            hovertext=[f"{name}: {count}" for name, count in zip(names, counts, strict=True)],
            hoverinfo="text",
        )
    height = _ROW_PX * len(names) + _LEGEND_PX
    figure.update_layout(**_LAYOUT, barmode="stack", height=height, margin=_margin(28), legend=_LEGEND)
    figure.update_xaxes(**_AXIS, range=[0, 1], tickvals=[0, 0.5, 1], ticktext=["0", "50 %", "100 %"])
    figure.update_yaxes(**_AXIS, tickvals=places, ticktext=names, autorange="reversed", automargin=True)
    return figure


def matrix_title(comparison: Comparison) -> str:
    """What the matrix shows, as a sentence: the pair that shares most, word for word."""
    (a, b), overlap = max(
        comparison.overlaps.items(), key=lambda item: (item[1].a_verbatim_share, -item[0][0], -item[0][1])
    )
    labels = [version.label for version in comparison.versions]
    if not any(one.verbatim + one.reworded for one in comparison.overlaps.values()):
        return "No version shares a passage with another"
    if overlap.a_verbatim_share == overlap.b_verbatim_share == 1:
        return f"{labels[a]} and {labels[b]} share every word"
    return f"{_amount(overlap.a_verbatim_share)} of {labels[a]} stands in {labels[b]} word for word"


def bars_title(comparison: Comparison, base: int) -> str:
    """What the bars show, as a sentence: the only version there is, or the one with most words of its own."""
    origins = word_origins(comparison, base)
    labels = [version.label for version in comparison.versions]
    if len(origins) == 1:
        ((v, (words, verbatim, _, _)),) = origins.items()
        return f"{_amount(verbatim / max(1, words))} of {labels[v]} stands in {labels[base]} word for word"
    owns = {v: own / max(1, words) for v, (words, _, _, own) in origins.items()}
    v = max(owns, key=lambda one: (owns[one], -one))
    if not owns[v]:
        return f"No version has words that {labels[base]} does not have in these or in other words"
    return f"Against {labels[base]}, {labels[v]} has most words of its own: {percent(owns[v])}"


def matrix_width_px(comparison: Comparison) -> int | None:
    """The least width at which the numbers fit into the cells; None when they fit into any."""
    count = len(comparison.versions)
    return None if count <= _FIT_VERSIONS else _NAMES_PX + _ROW_PX * count


def short_names(labels: Sequence[str]) -> list[str]:
    """Names that fit beside a chart, broken in two lines, as text that Plotly does not read as markup."""
    return [_wrap(label).replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>") for label in labels]


def _cell(share: float) -> str:
    return percent(share).replace("less than ", "&lt;\u2009")


def _margin(right: int) -> dict[str, int]:
    return {"l": 4, "r": right, "t": 4, "b": 4}


def _wrap(label: str) -> str:
    if len(label) <= _NAME_CHARS // 2 + 3:
        return label
    words = label.split()
    lines = [""]
    for word in words:
        if lines[-1] and len(lines[-1]) + len(word) + 1 > _NAME_CHARS // 2 + 3 and len(lines) < 2:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(line if len(line) <= _NAME_CHARS else line[: _NAME_CHARS - 1] + "…" for line in lines)


def _share(comparison: Comparison, a: int, b: int) -> float | None:
    return None if a == b else round(comparison.overlaps[a, b].a_found_share, 4)


def _hover(comparison: Comparison, a: int, b: int) -> str:
    overlap = comparison.overlaps[a, b]
    names = [_plain(comparison.versions[v].label) for v in (a, b)]
    reworded = overlap.a_found_share - overlap.a_verbatim_share
    return (
        f"Of {names[0]} ({overlap.a_words:,} words)<br>{percent(overlap.a_verbatim_share)} stands in {names[1]}"
        f"<br>word for word, {percent(reworded)} in other words"
    )


def _plain(label: str) -> str:
    return label.replace("&", "&amp;").replace("<", "&lt;")


def _amount(share: float) -> str:
    """A share in words, close enough to be read before the number."""
    for least, words in (
        (1, "All"),
        (0.9, "Nearly all"),
        (0.7, "Most"),
        (0.55, "More than half"),
        (0.45, "About half"),
    ):
        if share >= least:
            return words
    return "About a third" if share >= 0.28 else "About a fifth" if share >= 0.17 else "Little" if share else "Nothing"
