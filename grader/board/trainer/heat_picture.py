"""Draws a class by competency as a heat map, and tells in words what it shows."""

import math
from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING

from grader.board.block import Picture
from grader.faults import language
from grader.observation.material import read_material
from scenarios.text import LANGUAGES, Text, pick

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["MOST_ROWS", "picture"]

MOST_ROWS = 60
"""A picture of more rows could not be read; the table below it holds them all."""
_SCALE: Text = {"id": "bagian poin", "en": "share of points"}
_BRIGHT = 0.179
"""Above this relative luminance (WCAG 2.2) black has more contrast, below it white: 4.5:1 or more either way."""


def picture(shares: "pd.DataFrame", harmed: Mapping[tuple[str, str], int], caption: Text, n: int) -> Picture | None:
    """Return the heat map of rows by competency (0–1; NaN: not shown), None where there is nothing to draw.

    `harmed` maps row and competency to how many trainees met harm there: such cells bear an H. `n` is of trainees.
    """
    if shares.empty or len(shares) > MOST_ROWS or not shares.notna().any(axis=None):
        return None
    return Picture("heat-picture", _drawn(shares, harmed), _in_words(shares, harmed), caption, n)


def _drawn(shares: "pd.DataFrame", harmed: Mapping[tuple[str, str], int]) -> str:
    import matplotlib as mpl
    from matplotlib.figure import Figure

    rows, columns = shares.shape
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "sebaya", "font.size": 10}):
        figure = Figure(figsize=(2.2 + 0.62 * columns, 1.1 + 0.36 * rows), layout="constrained")
        axes, colours = figure.subplots(), mpl.colormaps["Blues"]
        drawn = axes.imshow(shares.to_numpy(dtype=float), vmin=0, vmax=1, cmap=colours, aspect="auto")
        axes.set_xticks(range(columns), list(shares.columns))
        axes.set_yticks(range(rows), [_escaped(str(name)) for name in shares.index])
        axes.tick_params(length=0, top=True, labeltop=True, bottom=False, labelbottom=False)
        axes.spines[:].set_visible(False)
        places = [list(map(str, shares.index)), list(map(str, shares.columns))]
        for (row, code), value in _cells(shares).items():
            sign = " H" if harmed.get((row, code)) else ""
            colour = "black" if _luminance(colours(value)) > _BRIGHT else "white"
            at = places[1].index(code), places[0].index(row)
            axes.text(*at, f"{value:.0%}{sign}", ha="center", va="center", color=colour, fontsize=8)
        bar = figure.colorbar(drawn, ax=axes, shrink=0.9, format=lambda share, _: f"{share:.0%}")
        bar.set_label(pick(_SCALE, language()))
        content = BytesIO()
        figure.savefig(content, format="svg", metadata={"Date": None})
    text = content.getvalue().decode()
    return text[text.index("<svg") :]


def _luminance(rgba: tuple[float, float, float, float]) -> float:
    """Return the relative luminance of a colour (sRGB, 0–1), as WCAG 2.2 defines it."""
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in rgba[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _cells(shares: "pd.DataFrame") -> dict[tuple[str, str], float]:
    """Return row and competency → share, of what is shown, row by row."""
    rows = zip(shares.index, shares.to_numpy(dtype=float).tolist(), strict=True)
    whole = {
        (str(row), str(code)): float(value)
        for row, own in rows
        for code, value in zip(shares.columns, own, strict=True)
    }
    return {place: value for place, value in whole.items() if not math.isnan(value)}


def _escaped(name: str) -> str:
    """Return a label in which matplotlib sees no formula."""
    return name.replace("$", r"\$")


def _in_words(shares: "pd.DataFrame", harmed: Mapping[tuple[str, str], int]) -> Text:
    """Return highest, lowest, and where there was harm."""
    cells = _cells(shares)
    high, low = max(cells, key=lambda one: cells[one]), min(cells, key=lambda one: cells[one])
    shown = {code for (_, code), count in harmed.items() if count}
    codes = [str(code) for code in shares.columns if code in shown]
    told = {}
    for lang, (highest, lowest, where, none) in _WORDS.items():
        harm = f"{where} {', '.join(_named(code, lang) for code in codes)}." if codes else none
        told[lang] = (
            f"{highest} {_named(high[1], lang)}, {high[0]}: {cells[high]:.0%}. "
            f"{lowest} {_named(low[1], lang)}, {low[0]}: {cells[low]:.0%}. {harm}"
        )
    return {lang: told[lang] for lang in LANGUAGES}


_WORDS = {
    "id": ("Tertinggi:", "Terendah:", "Ada bahaya (H) di", "Tidak ada bahaya."),
    "en": ("Highest:", "Lowest:", "There was harm (H) in", "There was no harm."),
}


def _named(code: str, lang: str) -> str:
    names = read_material().competencies
    return f"{code} {pick(names[code]['name'], lang)}" if code in names else code
