"""A panel in a terminal: the same blocks in words, and the commands that do what its buttons do."""

import shlex
import unicodedata
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text as Line

from grader.board.block import Act, Acts, Block, Choice, Note, Numbers, Picture, Table
from grader.board.panel import Panel
from grader.board.words import WORDS
from grader.board.written import NOT_SHOWN, read_column
from grader.faults import language, tell
from scenarios.text import Text, pick

__all__ = ["command", "print_panel"]

MOST_ROWS = 50
SIGNS = {"good": "✓ ", "warn": "! ", "danger": "‼ "}
STYLES = {"good": "green", "warn": "yellow", "danger": "bold red"}
TO_THE_RIGHT = ("number", "percent", "heat")


def print_panel(console: Console, panel: Panel, blocks: Sequence[Block], *, everything: bool = False) -> None:
    """Print a panel's blocks in the trainer's language; with `everything` every row, and each row's own commands."""
    console.print(Line(_say(panel.title), style="bold underline"))
    console.print(_line(_say(panel.about)))
    for block in blocks:
        console.print()
        match block:
            case Table():
                _print_table(console, panel, block, everything)
            case Picture():
                console.print(_line(_say(block.caption) + _rests_on(block.n), "bold"))
                console.print(_line(_say(block.alt)))
            case Numbers():
                for one in block.numbers:
                    value = NOT_SHOWN if one.value is None else one.value
                    sign = SIGNS.get(one.tone, "")
                    text = f"{sign}{_say(one.label)}: {value}{_rests_on(one.n)}"
                    console.print(_line(text, STYLES.get(one.tone, "")))
            case Note():
                console.print(_line(SIGNS.get(block.tone, "") + _say(block.text), STYLES.get(block.tone, "")))
            case Choice():
                _print_choice(console, panel, block, everything)
            case Acts():
                _print_commands(console, panel, block.acts)


def command(panel: Panel, act: Act) -> str:
    """Return what to type for `act`; a field that is empty at first stands as its name in capitals."""
    given = [f"{name}={value}" for name, value in act.given.items()]
    fields = [f"{field.id}={field.value or field.id.upper()}" for field in act.fields]
    return shlex.join(["sebaya", "do", panel.id, act.id, *given, *fields])


def _print_table(console: Console, panel: Panel, table: Table, everything: bool) -> None:
    count = len(table.rows)
    title = _line(_say(table.caption) + _rests_on(table.n), "bold")
    if not count:
        console.print(title)
        console.print(_line(_say(table.empty)))
    else:
        lang = language()
        made = Grid(title=title, title_justify="left")
        for column in table.columns:
            is_number = column.kind in TO_THE_RIGHT
            made.add_column(_line(_say(column.title)), justify="right" if is_number else "left", overflow="fold")
        columns = [read_column(table, column, lang)[0] for column in table.columns]
        for at in range(count if everything else min(count, MOST_ROWS)):
            tone = table.tones[at] if table.tones else ""
            first, *others = (texts[at] for texts in columns)
            made.add_row(_line(SIGNS.get(tone, "") + first), *map(_line, others), style=STYLES.get(tone, ""))
        console.print(made)
        if count > MOST_ROWS and not everything:
            more = count - MOST_ROWS
            console.print(tell(id=f"… dan {more} baris lagi: --all", en=f"… and {more} more rows: --all"))
    if table.note:
        console.print(_line(_say(table.note)))
    acts = [act for row in table.acts for act in row]
    _print_commands(console, panel, acts if everything else list(_first_of_each(acts)))


def _print_choice(console: Console, panel: Panel, choice: Choice, everything: bool) -> None:
    words = {value: _say(text) for value, text in choice.options}
    console.print(_line(f"{_say(choice.label)}: {words.get(choice.chosen, choice.chosen)}", "bold"))
    others = [value for value in words if value != choice.chosen]
    for value in others if everything else others[:3]:
        typed = shlex.join(["sebaya", "show", panel.id, "--choose", f"{choice.id}={value}"])
        console.print(_line(f"  {words[value]}: {typed}"), soft_wrap=True)
    if len(others) > 3 and not everything:
        console.print(_line(f"  … {len(others) - 3}: --all"))


def _print_commands(console: Console, panel: Panel, acts: Sequence[Act]) -> None:
    for act in acts:
        whom = f" ({act.whom})" if act.whom else ""
        console.print(_line(f"→ {_say(act.label)}{whom}: {command(panel, act)}"), soft_wrap=True)


def _first_of_each(acts: Sequence[Act]) -> Iterator[Act]:
    return iter({act.id: act for act in reversed(acts)}.values())


def _say(text: Text | str) -> str:
    return text if isinstance(text, str) else pick(text, language()) if any(text.values()) else ""


def _rests_on(n: int | None) -> str:
    return "" if n is None else f" ({pick(WORDS['small'], language()).format(n=n)})"


def _line(text: str, style: str = "") -> Line:
    """Return a text that changes nothing on the screen whoever wrote it: no markup, no control signs but line ends."""
    kept = (sign if sign == "\n" or unicodedata.category(sign)[0] != "C" else "�" for sign in text)
    return Line("".join(kept), style=style)
