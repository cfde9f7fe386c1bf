"""The same assessment for otter-grader: one question for each variant of an item, the key in its test file.

Partial credit is a row of test cases, each worth the step from one possible score to the next. Free texts
have no test: a person marks them under otter as well.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from grader.keys import Key
from scenarios.variants import variant

__all__ = ["question", "questions", "test_files"]

HEAD = """\
from otter.test_files import test_case

OK_FORMAT = False
name = {name!r}
points = None

"""
CASE = """

@test_case(points={step!r}, hidden=True)
def at_least_{number}({name}):
    assert share({name}) >= {share!r}
"""
SHARES = {
    "choice": """
def share(answer):
    return float(answer == {right!r})
""",
    "matching": """
RIGHT = {right!r}


def share(answer):
    pairs = answer["pairs"] if answer else {{}}
    return sum(pairs.get(row) == target for row, target in RIGHT.items()) / len(RIGHT)
""",
    "ordering": """
RIGHT = {right!r}
FIRST, THEN = {safety!r}


def share(answer):
    if not answer:
        return 0.0
    order = answer["order"]
    if FIRST and order.index(FIRST) > order.index(THEN):
        return 0.0
    follows = dict(zip(RIGHT, RIGHT[1:]))
    return sum(follows.get(one) == other for one, other in zip(order, order[1:])) / (len(order) - 1)
""",
    "dialogue": """
START, TARGETS, LEFT = {start!r}, {targets!r}, {left!r}
GOOD, HARMFUL = {good!r}, {harmful!r}


def share(answer):
    path = answer["path"] if answer else []
    state = START
    for choice in path:
        state = TARGETS[state][choice]
    decisions = len(path) + LEFT[state]
    if HARMFUL & set(path) or not decisions:
        return 0.0
    return sum(choice in GOOD for choice in path) / decisions
""",
}


def question(item: Mapping[str, Any]) -> str:
    """Return the name of the question for an item's variant: each variant is one of its own under otter."""
    return "_".join([item["id"], *item.get("variant", "").split("-")]).rstrip("_")


def questions(key: Key) -> dict[str, Mapping[str, Any]]:
    """Return question → the variant of an item that it asks."""
    whole = [variant(item, place) for item in key.items.values() for place in range(len(item.get("variants", (item,))))]
    return {question(item): item for item in whole}


def test_files(key: Key) -> dict[str, str]:
    """Return question → test file, for every item that needs no person."""
    return {name: _test_file(name, item) for name, item in questions(key).items() if item["type"] != "text"}


def _test_file(name: str, item: Mapping[str, Any]) -> str:
    facts, parts = _facts(item)
    shares = sorted({Fraction(good, count) for count in parts for good in range(count + 1)})
    scores = [round(float(share) * float(item["points"]), 2) for share in shares]
    text = HEAD.format(name=name) + SHARES[item["type"]].format(**facts)
    for number in range(1, len(shares)):
        step = scores[number] - scores[number - 1]
        text += CASE.format(step=step, number=number, name=name, share=float(shares[number]))
    return text


def _facts(item: Mapping[str, Any]) -> tuple[dict[str, Any], range | tuple[int]]:
    """Return what the item's test has to know, and into how many parts the item may be divided."""
    match item["type"]:
        case "choice":
            right = next(option["id"] for option in item["options"] if option.get("correct"))
            return {"right": {"option": right}}, (1,)
        case "matching":
            return {"right": {row["id"]: row["target"] for row in item["rows"]}}, (len(item["rows"]),)
        case "ordering":
            safety = item.get("safety") or {"step": None, "before": None}
            right = [step["id"] for step in item["steps"]]
            return {"right": right, "safety": (safety["step"], safety["before"])}, (len(right) - 1,)
        case _:
            return _graph(item["dialogue"])


def _graph(dialogue: Mapping[str, Any]) -> tuple[dict[str, Any], range]:
    targets = {state: dict(one["choices"]) for state, one in dialogue["states"].items()}
    left = {state: 0 for state, choices in targets.items() if not choices}
    depth = 0
    while len(left) < len(targets):
        depth += 1
        left |= {
            state: depth
            for state, choices in targets.items()
            if state not in left and any(target in left for target in choices.values())
        }
    judged = {name: choice["judgement"] for name, choice in dialogue["choices"].items() if choice.get("judgement")}
    facts = {
        "start": dialogue["start"],
        "targets": targets,
        "left": left,
        "good": {name for name, one in judged.items() if min(one["shows"].values()) >= 3},
        "harmful": {name for name, one in judged.items() if one.get("harm")},
    }
    return facts, range(1, _longest(targets, dialogue["start"]) + 1)


def _longest(targets: Mapping[str, Mapping[str, str]], state: str) -> int:
    """How many decisions the longest way has; a compiled dialogue has no circles."""
    return max((1 + _longest(targets, target) for target in targets[state].values()), default=0)
