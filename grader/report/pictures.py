"""Draws bars with their numbers as SVG. Letters are drawn as shapes, so that it looks the same everywhere."""

from collections.abc import Sequence
from io import BytesIO

from scenarios.text import Text

__all__ = ["bars"]

INK, BAR, OPEN = "#1d2624", "#1b5e7a", "#d9e4e8"


def bars(name: str, labels: Sequence[Text], values: Sequence[float | None], of: float, is_exact: Sequence[bool]) -> str:
    """Return an SVG of horizontal bars out of `of`; None is written as –, a value that is not exact with ≥ before it.

    `name` sets its ids apart from those of other pictures on a page.
    """
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context({"svg.fonttype": "path", "svg.hashsalt": f"sebaya-{name}", "font.size": 10}):
        figure = Figure(figsize=(7.2, 0.42 * len(labels) + 0.3), layout="constrained")
        axes = figure.subplots()
        places = range(len(labels))
        axes.barh(places, [of or 1] * len(labels), color=OPEN, height=0.66)
        drawn = [0 if value is None else value for value in values]
        kinds = ["" if exact else "///" for exact in is_exact]
        axes.barh(places, drawn, color=BAR, height=0.66, hatch=kinds, edgecolor="white", linewidth=0)
        for place, value, exact in zip(places, values, is_exact, strict=True):
            told = "–" if value is None else f"{'' if exact else '≥ '}{value:,.0f}"
            axes.annotate(told, (of or 1, place), xytext=(6, 0), textcoords="offset points", va="center", color=INK)
        axes.set_yticks(places, [" · ".join(dict.fromkeys(label.values())) for label in labels], color=INK)
        axes.invert_yaxis()
        axes.set_xticks([])
        axes.tick_params(length=0)
        axes.spines[:].set_visible(False)
        axes.margins(x=0.002)
        content = BytesIO()
        figure.savefig(content, format="svg", metadata={"Date": None})
    svg = content.getvalue().decode()
    return svg[svg.index("<svg") :]
