"""Where the nodes of a dialogue's graph stand: in layers from the start down, with few crossings.

Layers by the longest way, long ways led through a bend on each layer that they pass, order by the mean place of the
neighbours (Sugiyama, Tagawa and Toda 1981). The graph has no cycle (rule S013) and a dozen nodes, so two dozen sweeps
are plenty.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

__all__ = ["Bend", "layers"]

SWEEPS = 24
Bend = tuple[str, str, int]
"""Where the way from one node to another passes the layer of that number."""


def layers(start: str, edges: Mapping[str, Sequence[str]]) -> list[list[str | Bend]]:
    """Return all nodes reached from `start`, layer by layer, with the bends of long ways between them.

    `edges` maps each node to its targets; a node without targets stands on the last layer.
    """
    depth: dict[str, int] = {}

    def sink(name: str, at: int) -> None:
        if depth.get(name, -1) < at:
            depth[name] = at
            for target in edges.get(name, ()):
                sink(target, at + 1)

    sink(start, 0)
    lowest = max(depth.values())
    level = {name: at if edges.get(name) else lowest for name, at in depth.items()}
    rows: list[list[str | Bend]] = [[] for _ in range(lowest + 1)]
    above: dict[str | Bend, list[str | Bend]] = {name: [] for name in depth}
    below: dict[str | Bend, list[str | Bend]] = {name: [] for name in depth}
    for name in depth:
        rows[level[name]].append(name)
        for target in edges.get(name, ()):
            way: list[str | Bend] = [
                name,
                *((name, target, at) for at in range(level[name] + 1, level[target])),
                target,
            ]
            for bend in way[1:-1]:
                rows[int(bend[2])].append(bend)
            for one, other in pairwise(way):
                below.setdefault(one, []).append(other)
                above.setdefault(other, []).append(one)
    for sweep in range(SWEEPS):
        for row in rows:
            place = {name: (number + 0.5) / len(each) for each in rows for number, name in enumerate(each)}
            neighbours = above if sweep % 2 == 0 else below
            means = {name: _mean([place[other] for other in neighbours.get(name, ())], place[name]) for name in row}
            row.sort(key=means.__getitem__)
    return rows


def _mean(places: Sequence[float], otherwise: float) -> float:
    return sum(places) / len(places) if places else otherwise
