"""Draws agreement over time, and tells in plain words what the picture shows."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from grader.faults import language
from grader.observation.agreement import Agreement, History
from grader.observation.pairs import ROLE_PLAY, TEXT
from grader.observation.qualify import ICC_AT_LEAST
from scenarios.atomic import write_whole
from scenarios.text import Text, pick

__all__ = ["KINDS", "draw", "in_words"]

KINDS: dict[str, Text] = {
    ROLE_PLAY: {"id": "Bermain peran", "en": "Role-play"},
    TEXT: {"id": "Teks bebas", "en": "Free texts"},
}
TEXTS: dict[str, Text] = {
    "title": {"id": "Kesepakatan dua penilai", "en": "Agreement of two raters"},
    "exact": {"id": "level sama persis", "en": "exactly the same level"},
    "kappa": {"id": "kappa berbobot", "en": "weighted kappa"},
    "icc": {"id": "ICC(A,1), rentang 95%", "en": "ICC(A,1), 95% interval"},
    "wanted": {"id": "ICC yang diminta dari penilai", "en": "ICC asked of a rater"},
    "scale": {"id": "1: selalu sepakat", "en": "1: always agreed"},
    "none": {"id": "Belum ada yang dinilai dua orang", "en": "Nothing was rated by two yet"},
}
LINES = {"exact": ("s:", "#6b6b6b", -0.06), "kappa": ("^--", "#b4690e", 0.06), "icc": ("o-", "#1b5e7a", 0.0)}
"""Form, colour, and a step aside, without which kappa lies hidden behind the ICC, which it nearly equals."""
WIDEST = 12
"""So many months have a label each."""


def draw(histories: Mapping[str, History], path: Path) -> str:
    """Write the picture of `histories` (kind of pairs → history) as SVG or PNG, and return it in words.

    Both are in the trainer's language.
    """
    import matplotlib as mpl
    from matplotlib.figure import Figure

    lang = language()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "sebaya", "font.size": 10}):
        figure = Figure(figsize=(9, 3.4 * len(KINDS)), layout="constrained")
        figure.suptitle(pick(TEXTS["title"], lang))
        for axes, kind in zip(figure.subplots(len(KINDS), 1, squeeze=False)[:, 0], KINDS, strict=True):
            axes.set_title(pick(KINDS[kind], lang), loc="left")
            _panel(axes, histories[kind], kind, lang)
        content = BytesIO()
        kept: dict[str, Any] = {"Date": None} if path.suffix == ".svg" else {}
        figure.savefig(content, format=path.suffix[1:], dpi=150, metadata={**kept, "Title": pick(TEXTS["title"], lang)})
    write_whole(path, content.getvalue())
    return in_words(histories)


def in_words(histories: Mapping[str, History]) -> str:
    """Return what the picture shows, in the trainer's language: a line for all, and one for each month."""
    lang = language()
    lines = []
    for kind, name in KINDS.items():
        history = histories[kind]
        all_of_them = pick({"id": "semuanya", "en": "all"}, lang)
        lines.append(f"{pick(name, lang)}, {all_of_them}: {_told(history.overall, lang)}")
        lines += [f"  {month:%Y-%m}: {_told(found, lang)}" for month, found in history.months.items() if found.n]
    return "\n".join(lines)


def _panel(axes: Any, history: History, kind: str, lang: str) -> None:
    axes.set_ylim(-0.12, 1.12)
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1])
    axes.set_ylabel(pick(TEXTS["scale"], lang))
    axes.spines[["top", "right"]].set_visible(False)
    months = list(history.months)
    found = list(history.months.values())
    if not months:
        axes.set_xticks([])
        axes.text(0.5, 0.5, pick(TEXTS["none"], lang), transform=axes.transAxes, ha="center", va="center")
        return
    places = list(range(len(months)))
    if kind == ROLE_PLAY:
        axes.axhline(ICC_AT_LEAST, color="#999999", linewidth=1, label=pick(TEXTS["wanted"], lang))
    # A month without a number is left open: matplotlib draws nothing for NaN.
    ends = ([_drawn(one.low) for one in found], [_drawn(one.high) for one in found])
    axes.fill_between(places, *ends, color=LINES["icc"][1], alpha=0.18, linewidth=0)
    axes.vlines(places, *ends, color=LINES["icc"][1], alpha=0.5, linewidth=5)
    for name, (form, colour, aside) in LINES.items():
        levels = [_drawn(getattr(one, name)) for one in found]
        moved = [place + aside for place in places]
        axes.plot(moved, levels, form, color=colour, markersize=6, label=pick(TEXTS[name], lang))
    for place, one in zip(places, found, strict=True):
        if one.n:
            axes.annotate(f"n={one.n}", (place, 1.06), ha="center", fontsize=8)
    every = -(-len(months) // WIDEST)
    axes.set_xticks(places[::every], [f"{month:%Y-%m}" for month in months[::every]])
    axes.set_xlim(-0.5, len(months) - 0.5)
    axes.legend(loc="center left", bbox_to_anchor=(1, 0.5), frameon=False, fontsize=9)


def _told(found: Agreement, lang: str) -> str:
    parts = [f"n = {found.n}"]
    if found.exact is not None:
        parts.append(f"{pick(TEXTS['exact'], lang)} {found.exact_told}")
    if found.kappa is not None:
        parts.append(f"{pick(TEXTS['kappa'], lang)} {found.kappa_told}")
    if found.icc is not None:
        parts.append(f"ICC {found.icc_told}")
    if found.why:
        parts.append(pick(found.why, lang))
    return "; ".join(parts)


def _drawn(value: float | None) -> float:
    return float("nan") if value is None else value
