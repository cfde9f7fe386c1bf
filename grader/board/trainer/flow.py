"""The panel that takes an assessment from its release to feedback, step by step, for the whole class."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from grader.board.block import Act, Block, Column, Note, Table
from grader.board.panel import Board, Do, Done, Panel
from grader.board.trainer.undoing import UNDO, act_of, take_back
from grader.faults import language
from grader.flow import STEPS, Problem, Progress, progress_of
from grader.gate import missing
from grader.progress import Report
from grader.released import first_released
from grader.withdraw import put_out
from scenarios.content import curriculum
from scenarios.text import LANGUAGES, Text, pick

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["FLOW"]

MOST_NAMED = 12
"""Of many problems, so many are named; the command line names all."""
_LABELS: Mapping[str, Text] = {
    "collect": {"id": "Kumpulkan", "en": "Collect"},
    "mark": {"id": "Nilai", "en": "Mark"},
    "feedback": {"id": "Buat umpan balik", "en": "Make feedback"},
}


def _build(board: Board) -> Sequence[Block]:
    found = progress_of(board.course)
    unreleased = _unreleased(board)
    blocks: list[Block] = [_released_table(found), *_gate(board, unreleased)]
    return [*blocks, _unreleased_table(unreleased)] if unreleased else blocks


def _released_table(found: Sequence[Progress]) -> Table:
    return Table(
        "flow",
        {"id": "Penilaian yang sudah dirilis", "en": "Released assessments"},
        (
            Column("title", {"id": "penilaian", "en": "assessment"}),
            Column("trainees", {"id": "peserta", "en": "trainees"}, "number"),
            Column("handed_in", {"id": "mengumpulkan", "en": "handed in"}, "number"),
            Column("marked", {"id": "dinilai", "en": "marked"}, "number"),
            Column("waiting", {"id": "menunggu orang", "en": "wait for a person"}, "number"),
            Column("told", {"id": "umpan balik", "en": "feedback"}, "number"),
        ),
        _frame([[p.title, p.trainees, p.handed_in, p.marked, p.waiting, p.told] for p in found], _FLOW),
        {"id": "Belum ada penilaian yang dirilis.", "en": "No assessment is released yet."},
        n=max((each.trainees for each in found), default=0),
        note={
            "id": "Kumpulkan dan Nilai boleh diulang kapan saja: tidak ada yang hilang, nilai dari orang tetap. "
            "Teks bebas dinilai di: sebaya desk.",
            "en": "Collect and Mark can be repeated at any time: nothing is lost, and marks by a person stay. "
            "Free texts are marked with: sebaya desk.",
        },
        tones=["warn" if each.waiting or each.marked < each.handed_in else "" for each in found],
        acts=[
            tuple(
                Act(step, _LABELS[step], {"assessment": each.assessment}, whom=pick(each.title, language()))
                for step in STEPS
            )
            for each in found
        ],
    )


def _unreleased_table(unreleased: Mapping[str, Text]) -> Table:
    return Table(
        "unreleased",
        {"id": "Belum dirilis", "en": "Not released yet"},
        (Column("title", {"id": "modul", "en": "module"}), Column("id", {"id": "penilaian", "en": "assessment"})),
        _frame([[title, name] for name, title in unreleased.items()], ("title", "id")),
        {"id": "Semua sudah dirilis.", "en": "All are released."},
        acts=[
            (Act("release", {"id": "Rilis", "en": "Release"}, {"assessment": name}, whom=pick(title, language())),)
            for name, title in unreleased.items()
        ],
    )


def _gate(board: Board, unreleased: Mapping[str, Text]) -> list[Block]:
    lacking = missing(board.course, board.today) if unreleased else []
    if not lacking:
        return []
    told = {lang: "; ".join(one.told(lang) for one in lacking) for lang in LANGUAGES}
    return [
        Note(
            {
                "id": f"Gerbang program belum terbuka, jadi modul 2 dan sesudahnya belum bisa dirilis. Yang kurang: "
                f"{told['id']}. Isi formulir di modul 0: sebaya start --coordinator",
                "en": f"The programme gate is closed, so that module 2 and later cannot be released. Still missing: "
                f"{told['en']}. Fill in the form of module 0: sebaya start --coordinator",
            },
            "warn",
        )
    ]


def _unreleased(board: Board) -> dict[str, Text]:
    released = first_released(board.course)
    return {
        entry["assessment"]: entry["title"]
        for entry in curriculum()
        if entry["status"] == "ready" and "assessment" in entry and entry["assessment"] not in released
    }


_FLOW = ("title", "trainees", "handed_in", "marked", "waiting", "told")


def _frame(rows: Sequence[Sequence[object]], columns: Sequence[str]) -> "pd.DataFrame":
    import pandas as pd

    return pd.DataFrame(rows, columns=list(columns))


def _release(board: Board, given: Mapping[str, str], _report: Report) -> Done:
    name = given["assessment"]
    _, deed = put_out(board.course, name)
    return Done(
        {
            "id": f"{name} dirilis. Peserta melihatnya saat membuka Sebaya lagi.",
            "en": f"{name} is released. Trainees see it when they open Sebaya again.",
        },
        act_of(deed),
    )


def _step(step: str) -> Do:
    def do(board: Board, given: Mapping[str, str], report: Report) -> Done:
        result = STEPS[step](board.course, given["assessment"], report)
        return Done(_with_problems(result.told, result.problems), act_of(result.deed))

    return do


def _with_problems(told: Text, problems: Sequence[Problem]) -> Text:
    """Return what was told with each problem named: with whom, what happened, and what to do."""
    named, more = problems[:MOST_NAMED], len(problems) - MOST_NAMED
    left = {"id": f"\n… dan {more} lagi.", "en": f"\n… and {more} more."} if more > 0 else {"id": "", "en": ""}
    return {
        lang: told[lang]
        + "".join(f"\n– {each.who}: {each.happened[lang]}. {each.remedy[lang]}." for each in named)
        + left[lang]
        for lang in LANGUAGES
    }


FLOW = Panel(
    "flow",
    {"id": "Kumpulkan sampai umpan balik", "en": "From collecting to feedback"},
    {
        "id": "Rilis, kumpulkan, nilai, dan beri umpan balik untuk seluruh kelas.",
        "en": "Release, collect, mark and give feedback for the whole class.",
    },
    _build,
    {"release": _release, **{step: _step(step) for step in STEPS}, UNDO: take_back},
)
