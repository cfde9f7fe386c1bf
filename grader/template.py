"""A released notebook cut into its cells, so that a copy for one trainee is a matter of joining text."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from grader.answer_sheet import inert
from grader.cells import text_source

__all__ = ["Template"]


@dataclass(frozen=True)
class Template:
    """`released` is the notebook's JSON; each cell of ours has a name (nbgrader's `grade_id`)."""

    released: str

    @cached_property
    def cells(self) -> dict[str, Mapping[str, Any]]:
        """Name → cell, in order; cells that nbgrader does not know go by their own id."""
        return {_name(cell): cell for cell in json.loads(self.released)["cells"]}

    @cached_property
    def _written(self) -> dict[str, str]:
        return {name: json.dumps(cell) for name, cell in self.cells.items()}

    @cached_property
    def _tail(self) -> str:
        notebook = json.loads(self.released)
        del notebook["cells"]
        return f"\n], {json.dumps(notebook)[1:]}\n"

    def fill(self, changed: Mapping[str, str | None]) -> bytes:
        """Return the notebook with some cells replaced (their JSON) or left out (None)."""
        cells = (changed.get(name, cell) for name, cell in self._written.items())
        return ('{"cells": [\n' + ",\n".join(cell for cell in cells if cell) + self._tail).encode()

    def answered(self, name: str, text: str, below: str = "") -> str:
        """Return the JSON of the cell of a free text with `text` in it as data, and our own `below` it."""
        source = f'{text_source(name)}\n<pre class="sebaya-answer">{inert(text)}</pre>{below}'
        return json.dumps({**self.cells[name], "source": source})

    def marked(self, name: str, points: float) -> str:
        """Return the JSON of the cell of an item that gave `points`, as the output that nbgrader reads."""
        output = {
            "output_type": "execute_result",
            "data": {"text/plain": repr(points)},
            "metadata": {},
            "execution_count": 1,
        }
        return json.dumps({**self.cells[name], "execution_count": None, "outputs": [output]})

    def told(self, name: str, markdown: str) -> str:
        """Return the JSON of a text that stands in the place of cell `name`."""
        return json.dumps({"cell_type": "markdown", "id": self.cells[name]["id"], "metadata": {}, "source": markdown})


def _name(cell: Mapping[str, Any]) -> str:
    name: str = cell["metadata"].get("nbgrader", {}).get("grade_id", cell["id"])
    return name
