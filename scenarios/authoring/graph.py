"""Draws a dialogue as an SVG picture: its nodes, its endings, and every choice as a way between them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from scenarios.authoring.layout import Bend, layers
from scenarios.authoring.routes import targets
from scenarios.text import pick

__all__ = ["draw"]

WIDTH, HEIGHT, GAP, DEEP, EDGE, BEND = 190, 46, 26, 70, 24, 30
"""Of a box, of the space between boxes and between layers, of the border, and of a passing way, in pixels."""
COLOURS = {"adult": "#0b6e4f", "harm": "#a4262c", "trap": "#a05a00", "other": "#6b7674"}
ENDINGS = {"safe": "#dff3ea", "partly": "#fff3d6", "harm": "#fdecea"}
LEGEND = {
    "adult": {"id": "memanggil orang dewasa sekarang", "en": "brings an adult now"},
    "harm": {"id": "melukai (level 1 atau kode bahaya)", "en": "harms (level 1 or a harm code)"},
    "trap": {"id": "niat baik yang merugikan", "en": "well meant, yet harmful"},
    "other": {"id": "pilihan lain", "en": "another choice"},
}
DASHED = {"id": "putus-putus: hanya bila perilaku sebelumnya cocok", "en": "dashed: only after fitting behaviour"}


@dataclass(frozen=True)
class _Way:
    """One choice leading from a node to a node or ending."""

    start: str
    end: str
    kind: str
    is_conditional: bool
    text: str


def draw(data: Mapping[str, Any], lang: str) -> str:
    """Return the picture of a checked dialogue (its YAML). Ways are coloured by what the choice does."""
    ways = list(_ways(data, lang))
    edges: dict[str, list[str]] = {node["id"]: [] for node in data["nodes"]}
    for way in ways:
        if way.end not in edges[way.start]:
            edges[way.start].append(way.end)
    rows = layers(data["start"], edges)
    across = max(sum(_wide(name) for name in row) for row in rows) + 2 * EDGE
    place: dict[str | Bend, tuple[float, float]] = {}
    for depth, row in enumerate(rows):
        left = (across - sum(_wide(name) for name in row)) / 2
        for name in row:
            place[name] = (left + _wide(name) / 2, EDGE + HEIGHT / 2 + depth * (HEIGHT + DEEP))
            left += _wide(name)
    foot = EDGE * 2 + len(rows) * (HEIGHT + DEEP) - DEEP
    down = foot + 22 * (len(LEGEND) + 1) + EDGE
    said = f"{pick(data['title'], lang)}: {len(data['nodes'])} + {len(data['endings'])}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {across:.0f} {down:.0f}" width="{across:.0f}" '
        f'height="{down:.0f}" role="img" font-family="sans-serif" font-size="12" lang="{lang}">',
        f"<title>{escape(said)}</title>",
        '<rect width="100%" height="100%" fill="#ffffff"/>',
        "<defs>",
        *(
            f'<marker id="to-{kind}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
            f'orient="auto"><path d="M0 0 8 4 0 8z" fill="{colour}"/></marker>'
            for kind, colour in COLOURS.items()
        ),
        "</defs>",
        *_drawn_ways(ways, place),
        *_drawn_boxes(data, place, lang),
        *_drawn_legend(foot, lang),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _wide(name: str | Bend) -> float:
    return WIDTH + GAP if isinstance(name, str) else BEND


def _ways(data: Mapping[str, Any], lang: str) -> Iterator[_Way]:
    for node in data["nodes"]:
        for choice in node["choices"]:
            routes = targets(choice)
            for route in routes:
                yield _Way(
                    node["id"],
                    route["to"],
                    _kind(choice),
                    bool(choice.get("when")) or len(routes) > 1,
                    f"{choice['id']}: {pick(choice['text'], lang)}",
                )


def _kind(choice: Mapping[str, Any]) -> str:
    if choice.get("harm") or 1 in choice["shows"].values():
        return "harm"
    if choice.get("adult_now"):
        return "adult"
    return "trap" if choice.get("kind_but_harmful") else "other"


def _drawn_ways(ways: list[_Way], place: Mapping[str | Bend, tuple[float, float]]) -> Iterator[str]:
    for number, way in enumerate(ways):
        # Several choices may lead the same way: each leaves the box, and arrives, at a place of its own.
        aside = (number % 3 - 1) * WIDTH / 5
        bends = sorted(name for name in place if isinstance(name, tuple) and name[:2] == (way.start, way.end))
        (start_x, start_y), (end_x, end_y) = place[way.start], place[way.end]
        x, y = start_x + aside, start_y + HEIGHT / 2
        path = f"M{x:.1f} {y:.1f}"
        stops = [(place[bend][0] + aside / 6, place[bend][1]) for bend in bends]
        for to_x, to_y in [*stops, (end_x + aside, end_y - HEIGHT / 2 - 2)]:
            half = (to_y - y) / 2
            path += f"C{x:.1f} {y + half:.1f} {to_x:.1f} {to_y - half:.1f} {to_x:.1f} {to_y:.1f}"
            x, y = to_x, to_y
        line = ' stroke-dasharray="6 4"' if way.is_conditional else ""
        wide = 2.4 if way.kind in ("harm", "adult") else 1.4
        yield (
            f'<path d="{path}" fill="none" '
            f'stroke="{COLOURS[way.kind]}" stroke-width="{wide}"{line} marker-end="url(#to-{way.kind})">'
            f"<title>{escape(way.text)}</title></path>"
        )


def _drawn_boxes(data: Mapping[str, Any], place: Mapping[str | Bend, tuple[float, float]], lang: str) -> Iterator[str]:
    notes = {node["id"]: (pick(node["lines"][0]["text"], lang), "#f1f4f2", 8) for node in data["nodes"]}
    notes |= {end["id"]: (pick(end["title"], lang), ENDINGS[end["outcome"]], HEIGHT / 2) for end in data["endings"]}
    for name, (x, y) in place.items():
        if not isinstance(name, str):
            continue
        note, ground, round_by = notes[name]
        short = note if len(note) <= 30 else f"{note[:29]}…"
        yield (
            f'<g><title>{escape(note)}</title><rect x="{x - WIDTH / 2:.1f}" y="{y - HEIGHT / 2:.1f}" width="{WIDTH}" '
            f'height="{HEIGHT}" rx="{round_by}" fill="{ground}" stroke="#74827c"/>'
            f'<text x="{x:.1f}" y="{y - 4:.1f}" text-anchor="middle" font-weight="bold">{escape(name)}</text>'
            f'<text x="{x:.1f}" y="{y + 13:.1f}" text-anchor="middle" font-size="10">{escape(short)}</text></g>'
        )


def _drawn_legend(top: float, lang: str) -> Iterator[str]:
    for number, (kind, text) in enumerate(LEGEND.items()):
        y = top + 22 * number
        yield f'<path d="M{EDGE} {y}h40" stroke="{COLOURS[kind]}" stroke-width="2.4"/>'
        yield f'<text x="{EDGE + 50}" y="{y + 4}">{escape(pick(text, lang))}</text>'
    y = top + 22 * len(LEGEND)
    yield f'<path d="M{EDGE} {y}h40" stroke="{COLOURS["other"]}" stroke-dasharray="6 4"/>'
    yield f'<text x="{EDGE + 50}" y="{y + 4}">{escape(pick(DASHED, lang))}</text>'
