"""The trainer's panels: each number that they show is the one that the databases give, worked out in another way."""

import re
from collections import Counter, defaultdict
from statistics import mean

import pytest
from trainer_class import ERASED, TODAY
from trainer_recomputed import SMALLEST, correlation, rows_of, same

from grader.board.block import Choice, Numbers, Picture, Table
from grader.board.panel import Board
from grader.board.trainer import PANELS, heat_map, items, path, waiting

pytest_plugins = ["trainer_board"]

SVG_TEXT = re.compile(r'<text style="font-size: (\d+)px.*? x="([-\d.]+)" y="([-\d.]+)"[^>]*>([^<]*)<')
CELL_PX = 8
"""Labels of rows, columns and scale are larger."""


# Class by competency


@pytest.mark.parametrize("one", ["", "m02-listening"])
def test_groups_by_competency_are_means_of_five_and_more(shown, raw, one):
    blocks = shown(heat_map, ("assessment", one))
    chosen = [one] if one else raw.released
    shares = raw.shares(chosen)
    grouped, harms = raw.grouped(shares), raw.harmed(chosen)
    of_group = Counter(raw.people[code][1] for code in {code for code, _ in shares})
    heat, count, harm = (blocks[name] for name in ("heat", "heat-n", "heat-harm"))
    competencies = [column.id for column in heat.columns[2:]]

    assert competencies == sorted({code for _, code in shares}, key=lambda code: int(code[1:]))
    assert [group for (group,) in rows_of(heat, "group")] == sorted(of_group)
    assert heat.n == len({code for code, _ in shares})
    for table, place in ((heat, 0), (count, 1)):
        for group, n, *cells in rows_of(table, "group", "n", *competencies):
            assert n == (of_group[group] if of_group[group] >= SMALLEST else None)
            for code, cell in zip(competencies, cells, strict=True):
                assert same(cell, grouped[group, code][place] if (group, code) in grouped else None), (group, code)
    for group, *cells in rows_of(harm, "group", *competencies):
        for code, cell in zip(competencies, cells, strict=True):
            met = sum(code in of and raw.people[person][1] == group for person, of in harms.items())
            assert same(cell, met if (group, code) in grouped else None), (group, code)


def test_the_picture_says_in_words_what_is_highest_and_lowest_and_where_harm_was(shown, raw):
    picture = shown(heat_map)["heat-picture"]
    grouped = {key: value for key, (value, _) in raw.grouped(raw.shares(raw.released)).items()}
    harms = raw.harmed(raw.released)
    groups = {group for group, _ in grouped}
    met = {code for person, of in harms.items() for code in of if raw.people[person][1] in groups}

    assert isinstance(picture, Picture)
    highest, lowest, harm = (part for part in picture.alt["en"].split(". ") if part)
    assert f"{max(grouped.values()):.0%}" in highest
    assert f"{min(grouped.values()):.0%}" in lowest
    assert {word for word in harm.replace(",", " ").split() if word[0] == "K" and word[1:].isdigit()} == met
    assert "X-9" not in picture.alt["en"]


def test_every_cell_of_the_picture_stands_in_its_row_and_column(shown, raw):
    svg = shown(heat_map)["heat-picture"].svg
    grouped, harms = raw.grouped(raw.shares(raw.released)), raw.harmed(raw.released)
    met = {(raw.people[person][1], code) for person, of in harms.items() for code in of}
    groups = sorted({group for group, _ in grouped})
    codes = sorted({code for _, code in grouped}, key=lambda code: int(code[1:]))
    texts = [(int(size), float(x), float(y), text) for size, x, y, text in SVG_TEXT.findall(svg)]
    labels = {text: (x, y) for size, x, y, text in texts if size > CELL_PX}
    columns = {labels[code][0]: code for code in codes}
    rows = {labels[group][1]: group for group in groups}
    assert sorted(columns) == list(columns), "a column for each competency, in their order"

    drawn = {}
    for _, x, y, text in (one for one in texts if one[0] == CELL_PX):
        row, column = min(rows, key=lambda one: abs(one - y)), min(columns, key=lambda one: abs(one - x))
        drawn[rows[row], columns[column]] = text

    assert drawn == {
        place: f"{share:.0%}" + " H" * (place in met) for place, (share, _) in grouped.items() if share is not None
    }


def test_a_trainer_sees_each_trainee_of_a_group_with_their_harm(shown, raw):
    group = "X-1"
    blocks = shown(heat_map, ("who", f"group:{group}"))
    own = [code for code, (_, of) in raw.people.items() if of == group]
    for name, values in (("heat", raw.shares(raw.released)), ("levels", raw.levels())):
        table = blocks[name]
        competencies = [column.id for column in table.columns[3:]]
        rows = rows_of(table, "code", "name", *competencies)
        assert [code for code, *_ in rows] == [code for code in own if any(key[0] == code for key in values)]
        assert table.n == len(rows)
        for code, called, *cells in rows:
            assert called == raw.people[code][0]
            for competency, cell in zip(competencies, cells, strict=True):
                assert same(cell, values.get((code, competency))), (code, competency)
    harms = raw.harmed(raw.released)
    for code, told in rows_of(blocks["heat"], "code", "harm"):
        codes = {one for of in harms.get(code, {}).values() for one in of}
        assert {
            word for word in told.replace("(", " ").replace(",", " ").split() if word[0] == "H" and word[1:].isdigit()
        } == codes - {"1"}
        assert bool(told) == bool(codes)
        assert ("level 1" in told) == ("1" in codes)


def test_levels_of_groups_are_final_ones_of_the_newest_sitting(shown, raw):
    blocks = shown(heat_map)
    grouped = raw.grouped(raw.levels())
    for name, place in (("levels", 0), ("levels-n", 1)):
        table = blocks[name]
        competencies = [column.id for column in table.columns[2:]]
        for group, *cells in rows_of(table, "group", *competencies):
            for code, cell in zip(competencies, cells, strict=True):
                assert same(cell, grouped[group, code][place] if (group, code) in grouped else None), (group, code)
    assert blocks["levels"].n == len({code for code, _ in raw.levels()})


# A conversation


def test_each_step_of_a_conversation_is_the_one_that_was_taken_and_its_points_add_up(shown, raw):
    seen = 0
    for assessment in raw.released:
        for item in (one for one in raw.papers[assessment]["items"] if one["type"] == "dialogue"):
            place = ("conversation", f"{assessment}/{item['id']}")
            answered = {
                code: own[item["id"]]["path"]
                for code, own in raw.answers("autograded", assessment).items()
                if own.get(item["id"], {}).get("path")
            }
            options = shown(path, place)["trainee"].options
            assert [code for code, _ in options] == [code for code in raw.people if code in answered]
            for code in list(answered)[:: 1 if len(raw.released) < 5 else 5]:
                check_way(shown(path, place, ("trainee", code)), raw, assessment, item["id"], code, answered[code])
                seen += 1
    assert seen > 10


def check_way(blocks, raw, assessment, item, code, tokens):
    asked = raw.items(assessment, code)[item]
    choices = raw.choices(assessment, asked)
    taken = [choices[token] for token in tokens]
    row = next(
        one for one in raw.grades if (one["assessment"], one["trainee"], one["item"]) == (assessment, code, item)
    )
    told = rows_of(blocks["steps"], "turn", "said", "consequence", "why", "shows", "gained", "lost")
    harms = [one["judgement"]["harm"] for one in taken if one["judgement"].get("harm")]
    assert [step[:4] for step in told] == [
        (number, one["text"]["id"], one["judgement"]["consequence"]["id"], one["judgement"]["why"]["id"])
        for number, one in enumerate(taken, 1)
    ]
    for step, one in zip(told, taken, strict=True):
        levels = [int(part.rsplit(" ", 1)[1]) for part in step[4].split("; ")]
        assert levels == list(one["judgement"]["shows"].values())
        assert (step[5] > 0) == (min(levels) >= 3 and not harms)
    points = row["auto"]
    made, whole = (int(part) for part in blocks["way"].numbers[1].value.split("/"))
    assert (made, blocks["steps"].n) == (len(taken), len(taken))
    assert whole == made + shortest(asked["dialogue"], left_at(asked["dialogue"], taken))
    assert sum(step[5] for step in told) == pytest.approx(points, abs=0.01)
    assert sum(step[5] + step[6] for step in told) == pytest.approx(row["max"] * made / whole)
    assert blocks["way"].numbers[0].value == f"{points:g}/{row['max']:g}"
    bad = sum(bool(one["judgement"].get("harm")) or 1 in one["judgement"]["shows"].values() for one in taken)
    assert blocks["way"].numbers[2].value == str(bad)


def left_at(dialogue, taken):
    """The state in which a conversation was left."""
    state = dialogue["start"]
    for choice in taken:
        state = next(to for name, to in dialogue["states"][state]["choices"] if dialogue["choices"][name] is choice)
    return state


def shortest(dialogue, state):
    """How many decisions lie at least between a state and an end."""
    return min((1 + shortest(dialogue, to) for _, to in dialogue["states"][state]["choices"]), default=0)


def test_a_better_choice_shows_more_than_what_was_chosen_and_was_offered(shown, raw):
    assessment = "m02-listening"
    item = next(one["id"] for one in raw.papers[assessment]["items"] if one["type"] == "dialogue")
    found = 0
    for code, own in raw.answers("autograded", assessment).items():
        if not own.get(item, {}).get("path"):
            continue
        asked = raw.items(assessment, code)[item]
        states, every = asked["dialogue"]["states"], raw.choices(assessment, asked)
        by_name = asked["dialogue"]["choices"]
        name_of = {token: next(n for n, one in by_name.items() if one is choice) for token, choice in every.items()}
        blocks = shown(path, ("conversation", f"{assessment}/{item}"), ("trainee", code))
        state = asked["dialogue"]["start"]
        for token, (better,) in zip(own[item]["path"], rows_of(blocks["steps"], "better"), strict=True):
            offered = dict(states[state]["choices"])
            level = {name: level_of(by_name[name]) for name in offered}
            best = max(level.values())
            if best > level[name_of[token]] and best > 1:
                assert better in {by_name[name]["text"]["id"] for name in offered if level[name] == best}
                found += 1
            else:
                assert better == ""
            state = offered[name_of[token]]
    assert found


def level_of(choice):
    judged = choice["judgement"]
    return 1 if judged.get("harm") else min(judged["shows"].values())


# Items


@pytest.mark.parametrize("assessment", ["m02-listening", "m04-confidentiality"])
def test_items_have_the_difficulty_and_discrimination_that_the_gradebook_gives(shown, raw, assessment):
    table = shown(items, ("assessment", assessment))["items"]
    own = [one for one in raw.grades if one["assessment"] == assessment and not one["waits"]]
    types = {item["id"]: item["type"] for item in raw.papers[assessment]["items"]}
    total = defaultdict(float)
    for one in own:
        if types[one["item"]] != "text":
            total[one["trainee"]] += one["points"]
    marked = {one["trainee"] for one in raw.grades if one["assessment"] == assessment}
    answers = {code: of for code, of in raw.answers("autograded", assessment).items() if code in marked}

    assert [item for (item,) in rows_of(table, "item")] == list(types)
    assert table.n == len(marked)
    for item, n, difficulty, telling, unanswered, flags in rows_of(
        table, "item", "n", "difficulty", "discrimination", "unanswered", "flags"
    ):
        of = [one for one in own if one["item"] == item]
        rest = [total[one["trainee"]] - (one["points"] if types[item] != "text" else 0) for one in of]
        expected = correlation([one["share"] for one in of], rest)
        assert n == len(of)
        assert same(difficulty, mean(one["share"] for one in of) if n >= SMALLEST else None)
        assert same(telling, expected), item
        open_ones = sum(not any(of.get(item, {}).values()) for of in answers.values())
        assert same(unanswered, open_ones / len(answers))
        assert ("terlalu mudah" in flags) == (difficulty is not None and difficulty >= 0.95)
        assert ("terlalu sulit" in flags) == (difficulty is not None and difficulty <= 0.2)
        assert ("tidak membedakan" in flags) == (telling is not None and 0 <= telling < 0.2)
        assert ("terbalik" in flags) == (telling is not None and telling < 0)


@pytest.mark.parametrize("assessment", ["m02-listening", "m04-confidentiality"])
def test_variants_and_wrong_options_are_counted_from_five_on(shown, raw, assessment):
    blocks = shown(items, ("assessment", assessment))
    shares, chosen, answered = defaultdict(list), Counter(), Counter()
    for one in raw.grades:
        if one["assessment"] == assessment and not one["waits"]:
            variant = raw.items(assessment, one["trainee"])[one["item"]].get("variant")
            shares[one["item"], variant].append(one["share"])
    marked = {one["trainee"] for one in raw.grades if one["assessment"] == assessment}
    for code, own in raw.answers("autograded", assessment).items():
        for name, item in raw.items(assessment, code).items():
            if code in marked and item["type"] == "choice" and name in own:
                option = raw.choices(assessment, item)[own[name]["option"]]
                place = (name, item.get("variant", ""))
                answered[place] += 1
                chosen[(*place, option["text"]["id"], option.get("harm") or "")] += not option.get("correct", False)

    assert {row[:2]: row[2:] for row in rows_of(blocks["variants"], "item", "variant", "n", "difficulty")} == {
        key: (len(of), pytest.approx(mean(of))) for key, of in shares.items() if key[1] and len(of) >= SMALLEST
    }
    told = rows_of(blocks["options"], "item", "variant", "text", "harm", "chosen", "share", "n")
    assert {row[:4]: row[4:] for row in told} == {
        key: (count, pytest.approx(count / answered[key[:2]]), answered[key[:2]])
        for key, count in chosen.items()
        if count and answered[key[:2]] >= SMALLEST
    }
    assert len(told) == len({row[:4] for row in told})


# Any panel, any class


@pytest.mark.parametrize(
    "panel", [one for one in PANELS if one.id in ("waiting", "heat-map", "path", "items")], ids=lambda one: one.id
)
def test_whatever_a_panel_shows_is_whole(board, panel):
    for block in panel.build(board):
        if isinstance(block, Table):
            assert {column.id for column in block.columns} <= set(block.rows.columns)
            assert len(block.tones) in (0, len(block.rows))
            assert block.n is not None
            assert all(block.caption[lang] and block.empty[lang] for lang in ("id", "en"))
        if isinstance(block, Choice):
            assert block.chosen in [value for value, _ in block.options]
        if isinstance(block, Numbers):
            assert all(one.n is not None for one in block.numbers)


def test_nobody_who_was_erased_is_on_any_panel(lively):
    board = Board(lively, TODAY)
    for module in (waiting, heat_map, items, path):
        for block in module.build(board):
            if isinstance(block, Table):
                assert ERASED not in block.rows.astype(str).to_numpy().ravel().tolist()
            if isinstance(block, Choice):
                assert ERASED not in [value for value, _ in block.options]


def test_a_choice_that_is_not_offered_is_not_taken(lively):
    for module, name in ((heat_map, "who"), (items, "assessment"), (path, "conversation"), (path, "trainee")):
        blocks = module.build(Board(lively, TODAY, {name: "../../etc"}))
        found = next(one for one in blocks if isinstance(one, Choice) and one.id == name)
        assert found.chosen == found.options[0][0]
