"""What a panel shows, as data: tables, pictures, numbers, notes, choices and acts. Knows no screen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scenarios.text import Text

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "NO_TEXT",
    "Act",
    "Acts",
    "Block",
    "Choice",
    "Column",
    "Field",
    "Note",
    "Number",
    "Numbers",
    "Picture",
    "Table",
]

NO_TEXT: Text = {"id": "", "en": ""}


@dataclass(frozen=True)
class Field:
    """Something to fill in before an act: `kind` is text, number or day; `value` stands there at first."""

    id: str
    label: Text
    kind: str = "text"
    value: str = ""


@dataclass(frozen=True)
class Act:
    """A button: what it does (`id`, a key of `Panel.acts`) to what (`given`), with `fields` to fill in.

    `confirm` is asked first where something is hard to take back; `whom` is said to those who hear the button only.
    """

    id: str
    label: Text
    given: Mapping[str, str] = field(default_factory=dict)
    fields: tuple[Field, ...] = ()
    confirm: Text | None = None
    whom: str = ""


@dataclass(frozen=True)
class Column:
    """A column of a table. `kind` says how a cell is written: text, number, percent, day, or heat.

    A cell holds str, int, float, None (shown as –), or a Text; percent and heat hold a share from 0 to 1.
    """

    id: str
    title: Text
    kind: str = "text"
    places: int = 0
    about: Text = field(default_factory=lambda: NO_TEXT)


@dataclass(frozen=True)
class Table:
    """Rows of a frame under `columns`; `n` is how many persons, answers or entries the rows rest on.

    `tones` (one a row: "", good, warn, danger) and `acts` (one tuple a row) are as long as `rows`, or empty.
    `empty` is said where there is no row, `note` below the table.
    """

    id: str
    caption: Text
    columns: tuple[Column, ...]
    rows: "pd.DataFrame"
    empty: Text
    n: int | None = None
    note: Text = field(default_factory=lambda: NO_TEXT)
    tones: Sequence[str] = ()
    acts: Sequence[tuple[Act, ...]] = ()


@dataclass(frozen=True)
class Picture:
    """An SVG of our own making (never of a trainee's text), and what it shows in words, for those who do not see it."""

    id: str
    svg: str
    alt: Text
    caption: Text
    n: int | None = None


@dataclass(frozen=True)
class Number:
    """One number in large: `value` as it is written, None where it is not shown; `n` what it rests on."""

    label: Text
    value: str | None
    n: int | None = None
    tone: str = ""


@dataclass(frozen=True)
class Numbers:
    """Some numbers side by side."""

    id: str
    numbers: tuple[Number, ...]


@dataclass(frozen=True)
class Note:
    """A paragraph; `tone` is plain, good, warn or danger."""

    text: Text
    tone: str = "plain"


@dataclass(frozen=True)
class Choice:
    """Something to choose, after which the panel is built anew: `options` are values with their words."""

    id: str
    label: Text
    options: tuple[tuple[str, Text], ...]
    chosen: str


@dataclass(frozen=True)
class Acts:
    """Buttons in a row."""

    acts: tuple[Act, ...]


Block = Table | Picture | Numbers | Note | Choice | Acts
