"""What a trainer chooses on a panel, and the words that several panels share."""

from collections.abc import Iterable, Mapping, Sequence

from grader.board.block import Choice, Column
from grader.board.panel import Board
from grader.observation.material import read_material
from grader.roster import Trainee
from scenarios.text import LANGUAGES, Text, pick

__all__ = ["NAME", "PERSON", "choose", "codes_told", "competency_column", "plain", "same"]

NAME = Column("name", {"id": "Nama", "en": "Name"})
PERSON = (
    Column("code", {"id": "Kode", "en": "Code"}),
    NAME,
    Column("group", {"id": "Kelas", "en": "Group"}),
)


def choose(board: Board, name: str, label: Text, options: Iterable[tuple[str, Text]]) -> Choice:
    """Return a choice of `options` with what the board has chosen; the first of them where that is none (any more)."""
    offered = tuple(options)
    values = [value for value, _ in offered]
    chosen = board.chosen.get(name, "")
    return Choice(name, label, offered, chosen if chosen in values else next(iter(values), ""))


def plain(word: str) -> Text:
    """Return what is the same in every language: a code, a name."""
    return dict.fromkeys(LANGUAGES, word)


def same(trainee: Trainee) -> Text:
    """Return how a trainee is named in a list to choose from."""
    return plain(
        f"{trainee.name} ({trainee.code}, {trainee.group})" if trainee.group else f"{trainee.name} ({trainee.code})"
    )


def codes_told(codes: Sequence[str], lowest: Sequence[str] = ()) -> Text:
    """Return harm codes with their words, and competencies at level 1 with their names. Raises SebayaError."""
    material = read_material()
    found: dict[str, str] = {}
    for lang in LANGUAGES:
        parts = [f"{code} {pick(material.harms[code]['name'], lang)}" for code in codes if code in material.harms]
        parts += [code for code in codes if code not in material.harms]
        parts += [f"level 1: {code} {_name(material.competencies, code, lang)}".strip() for code in lowest]
        found[lang] = "; ".join(parts)
    return found


def competency_column(code: str, kind: str, places: int = 0) -> Column:
    """Return the column of a competency: its code in the head, its name to explain it. Raises SebayaError."""
    names = read_material().competencies
    return Column(code, plain(code), kind, places, about=names[code]["name"] if code in names else plain(code))


def _name(names: Mapping[str, Mapping[str, Text]], code: str, lang: str) -> str:
    return pick(names[code]["name"], lang) if code in names else ""
