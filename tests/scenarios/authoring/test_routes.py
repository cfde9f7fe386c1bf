"""Unfolding a dialogue: which histories are told apart, and where conditions lead."""

from typing import Any

import pytest

from scenarios.authoring import routes
from scenarios.authoring.routes import Moment, TooManyStatesError, find_cycle, unfold

Choice = dict[str, Any]


def choice(name: str, goto: Any, trust: int = 0, level: int = 3, **more: Any) -> Choice:
    return {"id": name, "goto": goto, "trust": trust, "shows": {"K1": level}, **more}


def dialogue(nodes: dict[str, list[Choice]], lines: dict[str, list[dict[str, Any]]] | None = None) -> dict[str, Any]:
    shown = lines or {}
    entries = [{"id": name, "lines": shown.get(name, []), "choices": choices} for name, choices in nodes.items()]
    return {"id": "contoh", "start": next(iter(nodes)), "nodes": entries, "endings": []}


def ends(data: dict[str, Any]) -> list[Moment]:
    found = unfold(data)
    return [moment for moment, choices in found.choices.items() if not choices]


def asked(chain: dict[str, list[Choice]], when: dict[str, Any]) -> list[Moment]:
    """The moments at the end of a chain of nodes, where a line asks `when`."""
    last = f"n{len(chain)}"
    data = dialogue({**chain, last: [choice("z", "akhir")]}, {last: [{"id": "tanya", "when": when}]})
    return [moment for moment in unfold(data).lines if moment.at == last]


@pytest.mark.parametrize(
    ("steps", "trust"),
    [([1], 1), ([2, 2], 3), ([2, 2, 2, -2], 1), ([-2, -2], -3), ([-2, -2, 2], -1), ([], 0)],
)
def test_trust_is_kept_between_3_and_minus_3_at_every_step(steps: list[int], trust: int) -> None:
    chain = {f"n{i}": [choice(f"c{i}", f"n{i + 1}", step)] for i, step in enumerate([*steps, 0])}
    assert [moment.trust for moment in asked(chain, {"trust_min": 0})] == [trust]


@pytest.mark.parametrize(
    ("marks", "harms"),
    [([{}], 0), ([{"level": 1}], 1), ([{"level": 1, "harm": "H1"}], 1), ([{"level": 1}] * 5, 3)],
)
def test_harmful_choices_are_counted_up_to_3(marks: list[dict[str, Any]], harms: int) -> None:
    chain = {f"n{i}": [choice(f"c{i}", f"n{i + 1}", **mark)] for i, mark in enumerate(marks)}
    assert [moment.harms for moment in asked(chain, {"harms_max": 0})] == [harms]


@pytest.mark.parametrize(
    ("when", "holds"),
    [
        (None, True),
        ({"trust_min": 1}, True),
        ({"trust_min": 2}, False),
        ({"trust_max": 1}, True),
        ({"trust_max": 0}, False),
        ({"harms_min": 2}, True),
        ({"harms_max": 1}, False),
        ({"chosen": ["a", "x"]}, True),
        ({"chosen": ["x"]}, False),
        ({"not_chosen": ["x"]}, True),
        ({"not_chosen": ["x", "a"]}, False),
        ({"trust_min": 1, "chosen": ["x"]}, False),
    ],
)
def test_a_condition_needs_all_its_keys(when: dict[str, Any] | None, holds: bool) -> None:
    assert Moment("n", trust=1, harms=2, made=frozenset({"a", "b"})).allows(when) is holds


def test_what_was_chosen_opens_lines_choices_and_routes() -> None:
    data = dialogue(
        {
            "awal": [choice("janji", "lanjut"), choice("batas", "lanjut")],
            "lanjut": [
                choice("pergi", [{"to": "ditagih", "when": {"chosen": ["janji"]}}, {"to": "tenang"}]),
                choice("ralat", "tenang", when={"not_chosen": ["batas"]}),
            ],
        },
        {"lanjut": [{"id": "ingat", "when": {"chosen": ["janji"]}}]},
    )
    found = unfold(data)
    after = {moment.made: moment for moment in found.lines if moment.at == "lanjut"}
    promised, limited = after[frozenset({"janji"})], after[frozenset({"batas"})]
    assert (found.lines[promised], found.lines[limited]) == (("ingat",), ())
    assert [(name, to.at) for name, to in found.choices[promised]] == [("pergi", "ditagih"), ("ralat", "tenang")]
    assert [(name, to.at) for name, to in found.choices[limited]] == [("pergi", "tenang")]


def test_a_choice_that_no_condition_names_is_forgotten() -> None:
    data = dialogue({"awal": [choice("a", "akhir"), choice("b", "akhir")]})
    assert ends(data) == [Moment("akhir", 0, 0, frozenset())]


def test_what_no_later_condition_asks_for_is_forgotten() -> None:
    """Two ways that differ only in what nobody asks for any more are one moment."""
    chain = {
        "n0": [choice("a", "n1", 2, level=1), choice("b", "n1", -2)],
        "n1": [choice("c", [{"to": "n2", "when": {"trust_min": 1, "chosen": ["a"]}}, {"to": "n3"}])],
        "n2": [choice("d", "n3", when={"harms_min": 1})],
        "n3": [choice("e", "akhir")],
    }
    found = unfold(dialogue(chain))
    assert sorted(found.lines) == [
        Moment("akhir", 0, 0, frozenset()),
        Moment("n0", 0, 0, frozenset()),
        Moment("n1", -2, 0, frozenset()),
        Moment("n1", 2, 1, frozenset({"a"})),
        Moment("n2", 0, 1, frozenset()),
        Moment("n3", 0, 0, frozenset()),
    ]


def test_too_many_histories_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"{kind}{i}" for i in range(3) for kind in "ab"]
    chain = {f"n{i}": [choice(f"a{i}", f"n{i + 1}"), choice(f"b{i}", f"n{i + 1}")] for i in range(3)}
    data = dialogue({**chain, "n3": [choice("z", [{"to": "x", "when": {"chosen": names}}, {"to": "y"}])]})
    count = len(unfold(data).lines)
    assert count == 1 + 2 + 4 + 8 + 1
    monkeypatch.setattr(routes, "STATES_LIMIT", count)
    assert unfold(data)
    monkeypatch.setattr(routes, "STATES_LIMIT", count - 1)
    with pytest.raises(TooManyStatesError):
        unfold(data)


def test_a_choice_without_open_route_is_refused() -> None:
    with pytest.raises(LookupError, match="buntu"):
        unfold(dialogue({"awal": [choice("buntu", [{"to": "akhir", "when": {"trust_min": 1}}])]}))


def test_a_round_trip_is_spelt_out() -> None:
    looped = {"a": [choice("x", "b")], "b": [choice("y", [{"to": "a", "when": {"trust_min": 3}}, {"to": "c"}])]}
    assert find_cycle(dialogue(looped)) == ["a", "b", "a"]
    assert find_cycle(dialogue({"a": [choice("x", "b")], "b": [choice("y", "c")]})) is None
