"""The panel of one trainee's way through one assessed conversation. For trainers: it shows the key."""

from collections.abc import Mapping, Sequence
from typing import Any

from grader.board.block import Block, Column, Note, Number, Numbers, Table
from grader.board.panel import Board, Panel
from grader.board.trainer.choosing import choose, codes_told, plain, same
from grader.course import Course
from grader.figures.hand_ins import marked_answers
from grader.figures.item_statistics import is_answered
from grader.figures.paths import Step, Way, way_of
from grader.keys import Key
from grader.observation.material import read_material
from grader.observation.rating import HARMFUL
from grader.released import first_released, read_key
from grader.roster import read_roster
from scenarios.items import Answer
from scenarios.model import Dialogue
from scenarios.text import LANGUAGES, Text, pick

__all__ = ["PATH", "build"]

_COLUMNS = (
    Column("turn", {"id": "Giliran", "en": "Turn"}, "number"),
    Column("heard", {"id": "Yang terdengar", "en": "What was heard"}),
    Column("said", {"id": "Yang dipilih", "en": "What was chosen"}),
    Column("consequence", {"id": "Akibatnya", "en": "What followed"}),
    Column("why", {"id": "Mengapa", "en": "Why"}),
    Column("shows", {"id": "Yang ditunjukkan", "en": "What it showed"}),
    Column("harm", {"id": "Bahaya", "en": "Harm"}),
    Column("gained", {"id": "Poin didapat", "en": "Points gained"}, "number", 2),
    Column("lost", {"id": "Poin hilang", "en": "Points lost"}, "number", 2),
    Column("better", {"id": "Pilihan yang lebih baik di sini", "en": "A better choice here"}),
)
_NOBODY: Text = {
    "id": "Belum ada percakapan yang dikumpulkan dan dinilai.",
    "en": "No conversation has been handed in and marked yet.",
}


def build(board: Board) -> Sequence[Block]:
    """Return the choices of conversation and trainee, and the way. Raises SebayaError."""
    course = board.course
    keys = {name: read_key(course, name) for name in first_released(course)}
    conversations = {
        f"{name}/{item}": (key, item) for name, key in keys.items() for item, one in key.items.items() if _is_one(one)
    }
    if not conversations:
        return [Note(_NOBODY)]
    options = [(value, _title(key, item)) for value, (key, item) in conversations.items()]
    conversation = choose(board, "conversation", {"id": "Percakapan", "en": "Conversation"}, options)
    key, item = conversations[conversation.chosen]
    answers = _answers(course, conversation.chosen.partition("/")[0], item)
    people = [(one.code, same(one)) for one in read_roster(course) if one.code in answers]
    if not people:
        return [conversation, Note(_NOBODY)]
    trainee = choose(board, "trainee", {"id": "Peserta", "en": "Trainee"}, people)
    way = way_of(key, key.items_for(trainee.chosen)[item], answers[trainee.chosen])
    return [conversation, trainee, _numbers(way), *_notes(way), _table(way)]


def _answers(course: Course, assessment: str, item: str) -> dict[str, Answer]:
    """Return trainee → the answer, of those who have begun the conversation and were marked."""
    found = marked_answers(course, assessment, [trainee.code for trainee in read_roster(course)])
    return {code: own[item] for code, own in found.items() if is_answered(own.get(item))}


def _numbers(way: Way) -> Numbers:
    made = len(way.steps)
    return Numbers(
        "way",
        (
            Number({"id": "Poin", "en": "Points"}, f"{way.points:g}/{way.max:g}", made + way.not_made),
            Number({"id": "Keputusan diambil", "en": "Decisions made"}, f"{made}/{made + way.not_made}", made),
            Number(
                {"id": "Pilihan berbahaya", "en": "Harmful choices"},
                str(sum(_is_harmful(step) for step in way.steps)),
                made,
                "danger" if any(_is_harmful(step) for step in way.steps) else "",
            ),
        ),
    )


def _notes(way: Way) -> list[Note]:
    notes = []
    if way.harms:
        told = codes_told(list(dict.fromkeys(way.harms)))
        notes.append(
            Note(
                {
                    "id": f"Ada bahaya: {told['id']}. Karena itu semua poin percakapan ini hilang.",
                    "en": f"There was harm: {told['en']}. So all points of this conversation are lost.",
                },
                "danger",
            )
        )
    if way.ending:
        tone = {"safe": "good", "harm": "danger"}.get(way.ending.outcome, "warn")
        ended = {lang: f"{pick(way.ending.title, lang)}. {pick(way.ending.text, lang)}" for lang in LANGUAGES}
        notes.append(Note({"id": f"Akhirnya: {ended['id']}", "en": f"How it ended: {ended['en']}"}, tone))
    else:
        notes.append(
            Note(
                {
                    "id": f"Percakapan ditinggalkan sebelum selesai. Sisa keputusan paling sedikit: {way.not_made}.",
                    "en": f"The conversation was left before its end. Decisions not made, at least: {way.not_made}.",
                },
                "warn",
            )
        )
    return notes


def _table(way: Way) -> Table:
    import pandas as pd

    rows = [
        {
            "turn": number,
            "heard": _heard(step),
            "said": step.said,
            "consequence": step.consequence,
            "why": step.why,
            "shows": _shown(step.shows),
            "harm": codes_told([step.harm]) if step.harm else "",
            "gained": step.gained,
            "lost": step.lost,
            "better": step.better or "",
        }
        for number, step in enumerate(way.steps, 1)
    ]
    return Table(
        "steps",
        {
            "id": f"Langkah demi langkah: {pick(way.title)}",
            "en": f"Step by step: {pick(way.title, 'en')}",
        },
        _COLUMNS,
        pd.DataFrame(rows, columns=[column.id for column in _COLUMNS], dtype=object),
        {"id": "Belum ada yang dipilih.", "en": "Nothing was chosen yet."},
        len(rows),
        {
            "id": "Level 3 ke atas mendapat poin; tiap keputusan sama berat. Satu kode bahaya menghapus semua poin.",
            "en": "Level 3 and above gains points; decisions weigh alike. One harm code takes all points away.",
        },
        tones=[_tone(step) for step in way.steps],
    )


def _heard(step: Step) -> Text:
    if step.heard is None:
        return plain("–")
    return {lang: f"{step.who}: {pick(step.heard, lang)}" if step.who else pick(step.heard, lang) for lang in LANGUAGES}


def _shown(shows: Mapping[str, int]) -> Text:
    names = read_material().competencies
    return {
        lang: "; ".join(
            f"{code} {pick(names[code]['name'], lang)}: level {level}" if code in names else f"{code}: level {level}"
            for code, level in shows.items()
        )
        for lang in LANGUAGES
    }


def _is_harmful(step: Step) -> bool:
    return bool(step.harm) or HARMFUL in step.shows.values()


def _tone(step: Step) -> str:
    if _is_harmful(step):
        return "danger"
    return "good" if step.gained else "warn"


def _is_one(item: Mapping[str, Any]) -> bool:
    return bool(item["type"] == "dialogue")


def _title(key: Key, item: str) -> Text:
    """Return the assessment, the item, and its conversations: one for each variant."""
    titles = [Dialogue.from_json(one["dialogue"]).title for one in key.variants[item]]
    return {
        lang: f"{pick(key.data['title'], lang)} · {item} {' / '.join(pick(title, lang) for title in titles)}"
        for lang in LANGUAGES
    }


PATH = Panel(
    "path",
    {"id": "Jalur percakapan", "en": "The path through a conversation"},
    {
        "id": "Pilihan demi pilihan: apa yang didapat, apa yang hilang, dan apa yang lebih baik. Ada kuncinya: jangan "
        "diperlihatkan kepada peserta yang belum mengerjakan.",
        "en": "Choice by choice: what it gained, what it cost, and what was better. It shows the key: not for trainees "
        "who have yet to take it.",
    },
    build,
)
