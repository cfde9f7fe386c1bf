"""How many stand where, and how far they are in training. Numbers alone: small groups are not shown."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from grader.decided import Decision
from grader.figures.roll import STAGES, Member, Roll
from grader.figures.serving import in_order
from grader.figures.suppression import suppress
from grader.register import Entry
from grader.views import COUNTED, SMALLEST
from scenarios.content import curriculum

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["held_back", "modules", "role_plays", "statuses", "statuses_by_group"]

PLAYS = ("0", "1", "2", "3+")
NOT_DECIDED, OTHERS, PASSED = "not-decided", "others", "passed"
People = Mapping[Any, Collection[str]]


def statuses(roll: Roll) -> "pd.DataFrame":
    """Return status (of grader.standing, without the erased), count, and share of all n; None where not shown."""
    return _partition("status", _by(roll, COUNTED, lambda one: one.standing.status))


def statuses_by_group(roll: Roll) -> "pd.DataFrame":
    """Return of each class: place, group, a count for each status, and `at_least`, the sum of what is shown.

    The numbers of one status are shown in so far as nothing can be worked out from them and `statuses`.
    """
    import pandas as pd

    groups = list(dict.fromkeys((one.place, one.group) for one in sorted(roll.present, key=in_order)))
    whole = dict(zip(*statuses(roll)[["status", "count"]].T.to_numpy(), strict=True))
    counts: dict[Any, dict[Any, int | None]] = {group: {} for group in groups}
    for status in COUNTED:
        people: dict[Any, list[str]] = {group: [] for group in groups}
        for one in roll.present:
            if one.standing.status is status:
                people[one.place, one.group].append(one.key)
        allowed = suppress(people).shown if whole[status] is not None else frozenset()
        for group in groups:
            counts[group][status] = len(people[group]) if group in allowed else None
    rows = [(*group, *own.values(), sum(count or 0 for count in own.values())) for group, own in counts.items()]
    return pd.DataFrame(rows, columns=["place", "group", *map(str, COUNTED), "at_least"], dtype=object)


def modules(roll: Roll) -> "pd.DataFrame":
    """Return of each core module: code, module (id), passed, not_yet, share, at_least; the newest decision counts.

    `not_yet` are those who did not pass, and those of whom nothing is decided. Where so few are left that `passed`
    would tell how many, `at_least` says how many passed without telling (n less the most that is hidden).
    """
    import pandas as pd

    code = {one["id"]: one["code"] for one in curriculum()}
    newest = {one.key: {entry.about: entry.outcome for entry in one.of("decision")} for one in roll.present}
    rows = []
    for module in roll.rule.data["modules"]:
        of_outcome: dict[bool, list[str]] = {True: [], False: []}
        for one in roll.present:
            of_outcome[newest[one.key].get(module) == PASSED].append(one.key)
        table = _partition("is_passed", of_outcome)
        few = len(of_outcome[False]) < SMALLEST <= len(of_outcome[True]) and table.attrs["n"]
        least = len(roll.present) - (SMALLEST - 1) if few else table["count"][0]
        rows.append((code[module], module, *table["count"], table["share"][0], least))
    columns = ["code", "module", "passed", "not_yet", "share", "at_least"]
    return pd.DataFrame(rows, columns=columns, dtype=object)


def role_plays(roll: Roll) -> "pd.DataFrame":
    """Return in how many forms of the role-play trainees were rated: plays (0, 1, 2, 3+), count, share."""

    def plays(one: Member) -> str:
        return PLAYS[min(len({entry.about for entry in one.of("rating")}), len(PLAYS) - 1)]

    return _partition("plays", _by(roll, PLAYS, plays))


def held_back(roll: Roll) -> "pd.DataFrame":
    """Return which step holds people back: step, count, share, name (a Text), the most frequent first.

    Counted is the first step of the newest frozen decision about a stage that is not passed (`Decision.held_back`);
    `passed` are those whose newest decision passed, `not-decided` those of whom no stage is decided yet: what could
    not be checked is not frozen. All that cannot be shown alone is `others`, last: which steps they are would tell,
    too, that somebody is held back there.
    """
    steps: dict[str, list[str]] = {PASSED: [], NOT_DECIDED: []}
    names: dict[str, Any] = {}
    for one in roll.present:
        found = [entry for entry in one.of("decision") if entry.about in STAGES]
        step, name = _step(found[-1], roll) if found else (NOT_DECIDED, None)
        names[step] = name
        steps.setdefault(step, []).append(one.key)
    allowed = suppress(steps)
    ranked = sorted(allowed.shown, key=lambda step: (step in (PASSED, NOT_DECIDED), -len(steps[step]), step))
    others = [key for step, people in steps.items() if step not in allowed.shown for key in people]
    table = _partition("step", {**{step: steps[step] for step in ranked}, OTHERS: others})
    table["name"] = [names.get(step) for step in table["step"]]
    return table


def _step(entry: Entry, roll: Roll) -> tuple[str, Any]:
    content = roll.contents.get(entry.number)
    if entry.outcome == PASSED or content is None:
        return PASSED, None
    held = Decision.from_entry(replace(entry, content=content)).held_back
    return (held["id"], held["name"]) if held else (PASSED, None)


def _by(roll: Roll, keys: Sequence[Any], key_of: Callable[[Member], Any]) -> dict[Any, list[str]]:
    groups: dict[Any, list[str]] = {key: [] for key in keys}
    for one in roll.present:
        groups[key_of(one)].append(one.key)
    return groups


def _partition(name: str, groups: People) -> "pd.DataFrame":
    """Return the groups that everybody is divided into, with what may be shown of them and of their total n."""
    import pandas as pd

    allowed = suppress(groups)
    total = sum(map(len, groups.values())) if allowed.has_total else None
    rows = []
    for key, people in groups.items():
        count = len(people) if key in allowed.shown else None
        rows.append((key, count, count / total if count is not None and total else None))
    table = pd.DataFrame(rows, columns=[name, "count", "share"], dtype=object)
    table.attrs["n"] = total
    return table
