"""What waits for a trainer: each row and number is what databases and folder give, worked out in another way."""

import json
import sqlite3
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from pathlib import Path
from statistics import fmean

import yaml
from copies import copy_class
from trainer_class import TODAY
from trainer_recomputed import local_day, rows_of

from grader.board.panel import Board
from grader.board.trainer import waiting
from grader.progress import silent

pytest_plugins = ["trainer_board"]

ANSWERED = ("coaching", "suspension", "revocation", "leave")
STAGES = ("probation", "certificate", "renewal")


def newest(raw):
    """Assessment and trainee → document, bytes, whether marked; None where it is damaged."""
    found = {}
    for assessment in raw.released:
        for code in raw.people:
            if (raw.root / "submitted" / code / assessment).is_dir():
                both = raw.document("submitted", assessment, code)
                copy = raw.document("autograded", assessment, code)
                found[assessment, code] = (*both, copy is not None and copy[1] == both[1]) if both else None
    return found


def handed_in_on(document):
    return datetime.fromisoformat(document["hand_in"]["at"]).astimezone().date().isoformat()


def expected_harms(raw):
    """Trainee, kind, and what names it, of all harm that nobody has answered."""
    found = Counter()
    for (assessment, code), whole in newest(raw).items():
        if whole is None:
            continue
        document, _, is_marked = whole
        day = datetime.fromisoformat(document["hand_in"]["at"]).astimezone().date().isoformat()
        if any(one["person"] == code and one["on"] >= day for one in raw.of(*ANSWERED)):
            continue
        answers = {name: one["answer"] for name, one in document["answers"].items() if one["answer"] is not None}
        harms = {item: set(codes) for item, codes in raw.harms(assessment, code, answers).items()}
        if harms:
            codes = sorted(set().union(*harms.values()), key=lambda one: int(one[1:]))
            found[code, f"{', '.join(harms)}", " ".join(codes)] += 1
        low = [
            one["item"]
            for one in sorted(raw.grades, key=lambda one: int(one["item"][1:]))
            if (one["assessment"], one["trainee"], one["hand"]) == (assessment, code, 1)
            and is_marked
            and not one["waits"]
        ]
        if low:
            found[code, f"{', '.join(low)} (jawaban tertulis level 1)", ""] += 1
    for (code, _, sitting), play in raw.plays().items():
        answered = [one["number"] for one in raw.of(*ANSWERED) if one["person"] == code]
        if play["harmful"] > max(answered, default=0):
            codes = sorted(play["codes"], key=lambda one: int(one[1:])) if play["settled"] else []
            low = [k for k, level in play["levels"].items() if level == 1] if play["settled"] else []
            found[code, f"ujian ke-{sitting}", " ".join([*codes, *low])] += 1
    for one in raw.of("incident"):
        later = [
            (other["on"], other["number"])
            for other in raw.of("return", "revocation", "leave")
            if other["person"] == one["person"]
        ]
        if one["person"] in raw.people and (one["on"], one["number"]) > max(later, default=("", 0)):
            codes = sorted(one["content"].get("codes", ()), key=lambda code: int(code[1:]))
            found[one["person"], "kejadian", " ".join(codes)] += 1
    return found


def test_harm_comes_first_and_names_whom_to_meet(shown, raw):
    blocks = shown(waiting)
    table, told = blocks["harm"], Counter()
    for code, where, codes in rows_of(table, "code", "where", "codes"):
        named = " ".join(word for word in codes.replace(":", " ").split() if word[0] in "HK" and word[1:].isdigit())
        about = where.split("; ")[0].rsplit(", ", 1)[-1] if "ujian ke-" in where else where
        told[code, about if about == "kejadian" or "ujian" in about else items_in(where), named] += 1

    assert told == expected_harms(raw)
    assert list(blocks)[:2] == ["waiting", "harm"]
    assert table.n == sum(told.values())
    assert set(table.tones) <= {"danger"}
    assert all("Temui hari ini" in do for (do,) in rows_of(table, "do"))


def test_coaching_is_recorded_with_one_press_and_taken_back_with_another(lively, tmp_path):
    course = copy_class(lively.root, tmp_path / "kelas")
    board = Board(course, TODAY)

    def waits():
        return next(block for block in waiting.build(board) if getattr(block, "id", "") == "harm")

    table = waits()
    place, (act,) = next((place, acts) for place, acts in enumerate(table.acts) if acts)
    code = table.rows["code"][place]
    of_them = list(table.rows["code"]).count(code)
    assert act.confirm

    done = waiting.WAITING.acts[act.id](board, act.given, silent)
    assert code in done.told["id"]
    assert code not in list(waits().rows["code"])
    again = waiting.WAITING.acts[act.id](board, act.given, silent)
    assert again.undo is None, "nothing was doubled, so that there is nothing to take back"

    waiting.WAITING.acts[done.undo.id](board, done.undo.given, silent)
    assert list(waits().rows["code"]).count(code) == of_them


def items_in(where):
    """The items at the end of `Title of the assessment, A1, A2 (…)`."""
    words = where.split(", ")
    first = next(place for place, word in enumerate(words) if word[0] == "A" and word.split()[0][1:].isdigit())
    return ", ".join(words[first:])


def test_written_replies_wait_by_assessment(shown, raw):
    marked = {key for key, whole in newest(raw).items() if whole and whole[2]}
    expected = []
    for assessment in raw.released:
        texts = [item["id"] for item in raw.papers[assessment]["items"] if item["type"] == "text"]
        own = [
            one
            for one in raw.grades
            if one["assessment"] == assessment and one["waits"] and one["item"] in texts
            if (assessment, one["trainee"]) in marked
        ]
        if own:
            title = raw.papers[assessment]["title"]["id"]
            oldest = local_day(min(one["at"] for one in own))
            expected.append((title, len(own), len({one["trainee"] for one in own}), oldest))

    table = shown(waiting)["replies"]
    assert rows_of(table, "assessment", "count", "people", "since") == expected
    assert table.n == sum(count for _, count, *_ in expected)


def test_hand_ins_that_nobody_collected_or_marked_are_counted(shown, raw):
    whole = newest(raw)
    unmarked = Counter(assessment for (assessment, _), one in whole.items() if one and not one[2])
    oldest = {
        name: min(
            handed_in_on(one[0]) for (assessment, _), one in whole.items() if one and not one[2] and assessment == name
        )
        for name in unmarked
    }
    received = {path.read_bytes() for path in (raw.root / "received").rglob("*.json")}
    arrived = Counter()
    for file in (raw.root / "inbox").glob("*.json"):
        assessment, code = file.name.split(".")[:2]
        is_whole = file.read_bytes().endswith(b"}")
        if is_whole and file.read_bytes() not in received and code in raw.people:
            arrived[assessment] += 1
    title = {name: paper["title"]["id"] for name, paper in raw.papers.items()}

    table = shown(waiting)["unmarked"]
    assert {(a, w): (n, since) for a, w, n, since in rows_of(table, "assessment", "why", "count", "since")} == {
        (title[name], "sudah tiba, belum dikumpulkan"): (count, None) for name, count in arrived.items()
    } | {(title[name], "sudah dikumpulkan, belum dinilai"): (count, oldest[name]) for name, count in unmarked.items()}
    assert table.n == sum(unmarked.values()) + sum(arrived.values())


def test_hand_ins_that_are_refused_are_named(shown, raw):
    damaged = [code for (_, code), one in newest(raw).items() if one is None]
    cut = [f"inbox/{file.name}" for file in (raw.root / "inbox").glob("*.json") if not is_json(file)]
    unknown = [
        f"inbox/{file.name}"
        for file in (raw.root / "inbox").glob("*.json")
        if is_json(file) and file.name.split(".")[1] not in raw.people
    ]

    table = shown(waiting)["refused"]
    assert sorted(where for (where,) in rows_of(table, "where")) == sorted([*damaged, *cut, *unknown])


def is_json(file):
    try:
        json.loads(file.read_bytes())
    except ValueError:
        return False
    return True


def test_role_plays_wait_for_a_rater_and_no_level_is_shown(shown, raw):
    plays = raw.plays()
    expected = {
        (code, form, sitting, ", ".join(play["raters"]), play["day"])
        for (code, form, sitting), play in plays.items()
        if not play["settled"]
    }
    locked = {(*key, rater) for key, play in plays.items() for rater in play["raters"]}
    for file in (raw.root / "observations").glob("P*/*.json"):
        sheet = json.loads(file.read_bytes())
        if (sheet["candidate"], sheet["form"], sheet["sitting"], sheet["rater"]) not in locked:
            expected.add((file.parent.name, sheet["form"], sheet["sitting"], sheet["rater"], sheet["observed_on"]))

    table = shown(waiting)["plays"]
    told = rows_of(table, "code", "form", "sitting", "raters", "since")
    assert len(told) == len(set(told)) == table.n
    assert set(told) == expected
    words = " ".join(str(value) for row in rows_of(table, *[column.id for column in table.columns]) for value in row)
    assert "level" not in words.lower()


def test_second_marks_that_differ_are_named(shown, raw):
    attempt = {
        (code, assessment): whole[0]["hand_in"]["attempt"]
        for (assessment, code), whole in newest(raw).items()
        if whole and whole[2]
    }
    first = {
        (one["trainee"], f"{one['assessment']}/{one['item']}"): one["hand"]
        for one in raw.grades
        if one["hand"] is not None and not one["waits"]
    }
    expected = [
        one["person"]
        for one in raw.of("second-mark")
        if attempt.get((one["person"], one["about"].partition("/")[0])) == one["content"]["attempt"]
        and (one["person"], one["about"]) in first
        and abs(first[one["person"], one["about"]] - int(one["outcome"])) > 1
    ]

    assert sorted(code for (code,) in rows_of(shown(waiting)["second-marks"], "code")) == sorted(expected)


def calibrated(raw):
    """Rater → scenes not locked, share of agreement on harm, and the ICC of all levels with the consensus."""
    files = (yaml.safe_load(path.read_text()) for path in sorted(Path("assessments/calibration").glob("*.yaml")))
    scenes = {one["id"]: one["consensus"] for one in files}
    own = defaultdict(dict)
    for one in raw.of("calibration"):
        own[one["person"]].setdefault(one["about"], one["content"])
    found = {}
    for (code,) in raw.staff:
        agreed, pairs = [], []
        for name, given in own[code].items():
            wanted = {one["competency"]: one["level"] for one in scenes[name]["ratings"]}
            is_harm = [1 in levels.values() or bool(codes) for levels, codes in (
                (given["levels"], given["codes"]), (wanted, scenes[name]["codes"]),
            )]  # fmt: skip
            agreed.append(is_harm[0] == is_harm[1])
            pairs += [(given["levels"][k], level) for k, level in wanted.items()]
        found[code] = sorted(set(scenes) - set(own[code])), fmean(agreed) if agreed else None, icc_of(pairs)
    return found


def icc_of(pairs):
    """ICC(2,1) of Shrout and Fleiss (1979) from its mean squares."""
    if not pairs:
        return None
    n, k, grand = len(pairs), 2, fmean(level for pair in pairs for level in pair)
    between_things = k * sum((fmean(pair) - grand) ** 2 for pair in pairs)
    between_raters = n * sum((fmean(column) - grand) ** 2 for column in zip(*pairs, strict=True))
    total = sum((level - grand) ** 2 for pair in pairs for level in pair)
    things, raters = between_things / (n - 1), between_raters / (k - 1)
    rest = (total - between_things - between_raters) / ((n - 1) * (k - 1))
    return (things - rest) / (things + (k - 1) * rest + k * (raters - rest) / n)


def test_raters_whose_ratings_do_not_count_are_named_with_what_is_missing(shown, raw):
    expected = []
    for code, (waiting_for, harm, icc) in calibrated(raw).items():
        if harm is None:
            expected.append((code, "belum ada adegan kalibrasi yang dikunci"))
        elif waiting_for:
            expected.append((code, f"adegan kalibrasi yang belum dikunci: {', '.join(waiting_for)}"))
        elif harm < 0.8 or icc < 0.7:
            parts = [f"sepakat soal ada tidaknya bahaya: {harm:.0%}, perlu 80%"] * (harm < 0.8)
            parts += [f"ICC level: {icc:.3f}, perlu 0.70"] * (icc < 0.7)
            expected.append((code, "; ".join(parts)))

    assert [tuple(row) for row in rows_of(shown(waiting)["raters"], "code", "why")] == expected


def test_due_dates_of_two_weeks_are_shown_with_who_handed_in(shown, raw, board):
    with sqlite3.connect(raw.root / "gradebook.db") as gradebook:
        due = gradebook.execute("SELECT name, duedate FROM assignment WHERE duedate IS NOT NULL").fetchall()
    days = {name: date.fromisoformat(local_day(at)) for name, at in due}
    expected = [
        (
            raw.papers[name]["title"]["id"],
            day.isoformat(),
            sum(assessment == name for assessment, _ in newest(raw)),
            len(raw.people),
        )
        for name, day in days.items()
        if board.today <= day <= board.today + timedelta(days=14)
    ]

    assert rows_of(shown(waiting)["due"], "assessment", "until", "count", "people") == expected


def test_missing_consent_ending_certificates_and_overdue_supervision_are_shown(shown, raw, board):
    latest = {
        (one["person"], one["kind"]): one["outcome"]
        for one in sorted(raw.of("consent", "assent"), key=lambda o: (o["on"], o["number"]))
    }
    today = board.today.isoformat()
    held = {
        one["person"]: one
        for one in raw.of("decision")
        if one["about"] in ("certificate", "renewal") and one["outcome"] == "passed"
    }
    over = {one["person"] for one in raw.of("revocation")} | {c for c, one in held.items() if one["until"] < today}
    left = {one["person"] for one in raw.of("leave")}
    missing = [
        code
        for code in raw.people
        for kind in ("consent", "assent")
        if latest.get((code, kind)) != "given" and code not in over | left
    ]
    soon = (board.today + timedelta(days=90)).isoformat()
    ending = [code for code, one in held.items() if today <= one["until"] <= soon and code not in over]

    blocks = shown(waiting)
    assert sorted(code for (code,) in rows_of(blocks["consent"], "code")) == sorted(missing)
    assert sorted(code for (code,) in rows_of(blocks["expires"], "code") if code in raw.people) == sorted(
        code for code in ending if code in raw.people
    )
    assert dict(rows_of(blocks["supervision"], "code", "until")) == overdue(raw, board.today, over | left)


def overdue(raw, today, gone):
    """Trainee → the last day of service, of those who serve and whose last supervision is more than 14 days ago."""
    paused = {one["person"] for one in raw.of("incident", "suspension")} - {one["person"] for one in raw.of("return")}
    paused |= {one["person"] for one in raw.of("consent", "assent") if one["outcome"] == "withdrawn"}
    found = {}
    for code in raw.people:
        begun = [
            one
            for one in raw.of("decision")
            if one["person"] == code and one["about"] in STAGES and one["outcome"] == "passed"
        ]
        met = [one for one in raw.of("supervision") if one["person"] == code]
        missed = [one["outcome"] for one in sorted(met, key=lambda one: one["on"])][-2:] == ["missed", "missed"]
        if begun and not missed and code not in paused | gone:
            last = date.fromisoformat(max(one["on"] for one in [*begun, *met] if one["outcome"] != "missed"))
            if today - last > timedelta(days=14):
                found[code] = (last + timedelta(days=28)).isoformat()
    return found


def test_the_numbers_on_top_are_those_of_the_tables(shown):
    blocks = shown(waiting)
    numbers = [int(one.value) for one in blocks["waiting"].numbers]

    assert numbers == [
        blocks["harm"].rows["code"].nunique(),
        sum(blocks["replies"].rows["count"]),
        sum(blocks["unmarked"].rows["count"]) + len(blocks["refused"].rows),
        len(blocks["plays"].rows),
        len(blocks["due"].rows),
        sum(len(blocks[name].rows) for name in ("expires", "supervision", "consent")),
    ]
    assert blocks["waiting"].numbers[0].n == len(blocks["harm"].rows)
