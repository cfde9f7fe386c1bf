"""The panel of a class by competency: groups, or the trainees of one group, in assessments and in role-plays."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.board.block import Block, Choice, Column, Note, Table
from grader.board.panel import Board, Panel
from grader.board.trainer.choosing import NAME, choose, codes_told, competency_column, plain
from grader.board.trainer.heat_picture import picture
from grader.figures.competencies import by_group, by_trainee, harmed, levels, shares
from grader.figures.gradebook import read_grades
from grader.figures.hand_ins import marked_answers
from grader.figures.harm import harmful_tokens
from grader.observation.locked import locked_ratings
from grader.observation.rating import HARMFUL
from grader.observation.reconcile import Reconciled, reconcile_all
from grader.register import register_of
from grader.released import first_released, read_key
from grader.roster import Trainee, read_roster
from grader.views import SMALLEST
from scenarios.text import LANGUAGES, Text, pick

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["HEAT_MAP", "build"]

GROUPS = "groups"
ONE_GROUP = "group:"
_ALL: Text = {"id": "Semua penilaian", "en": "All assessments"}
_GROUP = Column("group", {"id": "Kelas", "en": "Group"})
_N = Column("n", {"id": "n", "en": "n"}, "number")
_CODE = Column("code", {"id": "Kode", "en": "Code"})
_HARM = Column("harm", {"id": "Bahaya (H)", "en": "Harm (H)"})
_NOTHING: Text = {"id": "Belum ada yang dinilai.", "en": "Nothing is marked yet."}
_FEW: Text = {
    "id": f"– berarti kurang dari {SMALLEST} orang, atau belum ada.",
    "en": f"– means fewer than {SMALLEST} people, or nothing yet.",
}
_HARMFUL: Text = {
    "id": "Pilihan dengan kode bahaya, atau jawaban tertulis yang dinilai level 1.",
    "en": "A choice with a harm code, or a written reply marked at level 1.",
}
_SHARE: Text = {
    "id": "Bagian poin yang didapat (0–100%), rerata soal yang memuat kompetensi itu; yang masih menunggu dinilai "
    "orang tidak dihitung, yang tidak dijawab dihitung 0.",
    "en": "Share of points (0–100%), mean over the items that carry the competency; what waits for a person is left "
    "out, what was not answered counts 0.",
}
_LEVEL: Text = {
    "id": "Rerata level akhir (1–4) dari ujian terbaru; permainan yang penilainya belum sepakat tidak dihitung.",
    "en": "Mean final level (1–4) of the newest sitting; a play whose raters have yet to agree is left out.",
}


@dataclass(frozen=True)
class _Data:
    """What the panel shows: values of trainees by competency, and harm by trainee and competency."""

    people: Mapping[str, Trainee]
    shares: "pd.DataFrame"
    levels: "pd.DataFrame"
    harms: Mapping[str, Mapping[str, Sequence[str]]]
    play_harms: Mapping[str, Text]


def build(board: Board) -> Sequence[Block]:
    """Return the choices, the picture, and the tables. Raises SebayaError."""
    people = {trainee.code: trainee for trainee in read_roster(board.course)}
    keys = {name: read_key(board.course, name) for name in first_released(board.course)}
    groups = sorted({trainee.group for trainee in people.values()})
    every: Text = {"id": "Semua kelas", "en": "All groups"}
    who = choose(
        board,
        "who",
        {"id": "Baris", "en": "Rows"},
        [(GROUPS, every), *((f"{ONE_GROUP}{group}", plain(group or "–")) for group in groups)],
    )
    assessment = choose(
        board,
        "assessment",
        {"id": "Penilaian", "en": "Assessment"},
        [("", _ALL), *((name, key.data["title"]) for name, key in keys.items())],
    )
    if who.chosen != GROUPS:
        group = who.chosen.removeprefix(ONE_GROUP)
        people = {code: trainee for code, trainee in people.items() if trainee.group == group}
    data = _read(board, people, [assessment.chosen] if assessment.chosen else list(keys))
    shown = _groups(data) if who.chosen == GROUPS else _trainees(data, who)
    return [who, assessment, *shown]


def _read(board: Board, people: Mapping[str, Trainee], assessments: Collection[str]) -> _Data:
    course = board.course
    keys = {name: read_key(course, name) for name in assessments}
    carried = {(name, item): one["competencies"] for name, key in keys.items() for item, one in key.items.items()}
    texts = {name: [i for i, one in key.items.items() if one["type"] == "text"] for name, key in keys.items()}
    grades = read_grades(course, assessments, people)
    answers = {
        name: marked_answers(course, name, grades.loc[grades["assessment"] == name, "trainee"].unique(), checked=False)
        for name in assessments
    }
    plays = reconcile_all(
        rating for rating in locked_ratings(register_of(course), course.about["id"]) if rating.candidate in people
    )
    tokens = {name: harmful_tokens(key) for name, key in keys.items()}
    return _Data(
        people,
        shares(grades, carried),
        levels(plays),
        harmed(answers, tokens, grades, carried, texts),
        _harm_in_plays(plays),
    )


def _groups(data: _Data) -> list[Block]:
    groups = {code: trainee.group for code, trainee in data.people.items()}
    means, counts = by_group(data.shares, groups)
    n_of = _people_of(data.shares, groups)
    n = sum(n_of.values())
    harms: dict[tuple[str, str], int] = {}
    for code, own in data.harms.items():
        for competency in own:
            harms[groups[code], competency] = harms.get((groups[code], competency), 0) + 1
    shown = {key: count for key, count in harms.items() if n_of.get(key[0], 0) >= SMALLEST}
    caption: Text = {"id": "Kelas menurut kompetensi", "en": "Class by competency"}
    level_means, level_counts = by_group(data.levels, groups)
    drawn = picture(means, shown, caption, n)
    return [
        *([drawn] if drawn else []),
        _table("heat", caption, means, n_of, "heat", _joined(_SHARE, _FEW), n),
        _table(
            "heat-n",
            {"id": "Berapa orang di balik tiap angka", "en": "How many people each number rests on"},
            counts,
            n_of,
            "number",
            _FEW,
            n,
        ),
        _table(
            "heat-harm",
            {"id": "Pada berapa orang ada bahaya (H)", "en": "With how many there was harm (H)"},
            _harm_frame(means, shown),
            n_of,
            "number",
            _joined(_HARMFUL, _FEW),
            n,
        ),
        _table(
            "levels",
            {"id": "Level di latihan peran", "en": "Levels in role-plays"},
            level_means,
            _people_of(data.levels, groups),
            "number",
            _joined(_LEVEL, _FEW),
            data.levels["trainee"].nunique(),
            places=1,
        ),
        _table(
            "levels-n",
            {"id": "Berapa orang di balik tiap level", "en": "How many people each level rests on"},
            level_counts,
            _people_of(data.levels, groups),
            "number",
            _FEW,
            data.levels["trainee"].nunique(),
        ),
    ]


def _trainees(data: _Data, who: Choice) -> list[Block]:
    if not data.people:
        return [Note(_NOTHING)]
    wide, wide_levels = by_trainee(data.shares), by_trainee(data.levels)
    group = who.chosen.removeprefix(ONE_GROUP) or "–"
    caption: Text = {"id": f"Peserta kelas {group} menurut kompetensi", "en": f"Trainees of {group} by competency"}
    named = {(code, competency): 1 for code, own in data.harms.items() for competency in own}
    drawn = picture(wide, named, caption, len(wide))
    play_caption: Text = {"id": f"Level di latihan peran, kelas {group}", "en": f"Levels in role-plays, {group}"}
    return [
        *([drawn] if drawn else []),
        _own_table("heat", caption, wide, "heat", data, {c: _harm_told(h) for c, h in data.harms.items()}, _SHARE),
        _own_table("levels", play_caption, wide_levels, "number", data, data.play_harms, _LEVEL, places=1),
    ]


def _table(
    name: str,
    caption: Text,
    values: "pd.DataFrame",
    n_of: Mapping[str, int],
    kind: str,
    note: Text,
    n: int,
    *,
    places: int = 0,
) -> Table:
    """Return a table of groups; a group of fewer than SMALLEST has its name and nothing else."""
    shown = [n_of.get(group, 0) if n_of.get(group, 0) >= SMALLEST else None for group in values.index]
    rows = values.reset_index(names="group")
    rows.insert(1, "n", shown)
    columns = (_GROUP, _N, *(competency_column(code, kind, places) for code in values.columns))
    return Table(name, caption, columns, rows.astype(object), _NOTHING, n, note)


def _own_table(
    name: str,
    caption: Text,
    values: "pd.DataFrame",
    kind: str,
    data: _Data,
    harms: Mapping[str, Text],
    note: Text,
    *,
    places: int = 0,
) -> Table:
    """Return a table of trainees, in the order of the roster, with the harm of each in words."""
    codes = [code for code in data.people if code in values.index]
    rows = values.loc[codes].reset_index(names="code")
    rows.insert(1, "name", [data.people[code].name for code in codes])
    rows.insert(2, "harm", [harms.get(code, "") for code in codes])
    columns = (_CODE, NAME, _HARM, *(competency_column(code, kind, places) for code in values.columns))
    tones = ["danger" if code in harms else "" for code in codes]
    return Table(name, caption, columns, rows.astype(object), _NOTHING, len(codes), note, tones)


def _people_of(values: "pd.DataFrame", groups: Mapping[str, str]) -> dict[str, int]:
    """Return group → how many of its trainees have any value."""
    found: dict[str, int] = {}
    for code in values["trainee"].unique():
        found[groups[code]] = found.get(groups[code], 0) + 1
    return found


def _harm_frame(means: "pd.DataFrame", harms: Mapping[tuple[str, str], int]) -> "pd.DataFrame":
    """Return how many trainees met harm, in the rows and columns of the shares; nothing where these are not shown."""
    counted = means.copy()
    for code in counted.columns:
        counted[code] = [float(harms.get((str(group), str(code)), 0)) for group in counted.index]
    return counted.where(means.notna())


def _harm_told(harms: Mapping[str, Sequence[str]]) -> Text:
    """Return a trainee's harm: each competency with its codes, and the codes in words."""
    codes = sorted({code for own in harms.values() for code in own if code != "1"}, key=lambda c: (len(c), c))
    low = sorted((competency for competency, own in harms.items() if "1" in own), key=lambda c: (len(c), c))
    where = ", ".join(sorted(harms, key=lambda code: (len(code), code)))
    told = codes_told(codes, low)
    return {lang: f"H ({where}): {told[lang]}" for lang in LANGUAGES}


def _harm_in_plays(plays: Collection[Reconciled]) -> dict[str, Text]:
    """Return candidate → what harm was seen in the settled plays of the newest sitting."""
    newest: dict[str, int] = {}
    for play in plays:
        newest[play.key[0]] = max(play.key[2], newest.get(play.key[0], 0))
    codes: dict[str, list[str]] = {}
    low: dict[str, list[str]] = {}
    for play in plays:
        candidate, _, sitting = play.key
        if play.is_settled and play.is_harmful and sitting == newest[candidate]:
            codes.setdefault(candidate, []).extend(play.codes)
            low.setdefault(candidate, []).extend(code for code, level in play.levels.items() if level == HARMFUL)
    told = {one: codes_told(list(dict.fromkeys(codes[one])), list(dict.fromkeys(low[one]))) for one in codes}
    return {one: {lang: f"H: {pick(text, lang)}" for lang in LANGUAGES} for one, text in told.items()}


def _joined(*texts: Text) -> Text:
    return {lang: " ".join(pick(text, lang) for text in texts) for lang in LANGUAGES}


HEAT_MAP = Panel(
    "heat-map",
    {"id": "Kelas menurut kompetensi", "en": "Class by competency"},
    {
        "id": "Di mana kelas kuat, di mana perlu latihan lagi, dan di mana ada bahaya.",
        "en": "Where the class is strong, where it needs practice, and where there was harm.",
    },
    build,
)
