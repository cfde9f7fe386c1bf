"""How long work tells how far it is."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from grader.faults import tell

__all__ = ["Report", "bar", "silent"]

Report = Callable[[int, int], None]
"""Called with what is done and how much there is."""


def silent(_done: int, _total: int) -> None:
    """Tell nothing."""


class _Rate(ProgressColumn):
    """How many a second."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text(f"{speed:,.0f}/{tell(id='dtk', en='s')}" if speed else "")


@contextmanager
def bar(console: Console, label: str) -> Iterator[Report]:
    """Show how many are done, how fast, and the time left; gives the function to report to."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    with Progress(*columns, console=console) as shown:
        task = shown.add_task(label, total=None)
        yield lambda done, total: shown.update(task, completed=done, total=total)
