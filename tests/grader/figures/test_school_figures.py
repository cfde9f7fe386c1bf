"""Every figure of a school is what one counts in its register by hand (`straight`, which knows none of our code)."""

from collections import Counter
from datetime import date, timedelta
from itertools import groupby
from statistics import fmean

import pytest
import straight
from school_class import HERE, MODULES, TODAY, class_folder, fill
from straight import STATUSES, hide, present

from grader.course import Course
from grader.figures.consents import consent_counts, consents_missing
from grader.figures.evaluation import NOT_RECORDED, Period, agreement_in, measures, months_of, refreshers_by_term
from grader.figures.expiring import expiring, expiring_by_month
from grader.figures.harm_flags import by_code, by_month, flags_of
from grader.figures.pipeline import held_back, modules, role_plays, statuses, statuses_by_group
from grader.figures.roll import read_roll
from grader.figures.schools import schools
from grader.figures.serving import serving
from grader.figures.supervision import overdue, supervision_by_group, supervision_of_each
from grader.report.evaluation import ratings_of

pytest_plugins = ["school"]

YEAR = Period(date(2026, 1, 1), TODAY)
FIRST, LAST = YEAR.days
CODES = [f"H{number}" for number in range(1, 15)]
SERVE = ("probation", "certified", "expiring")


@pytest.fixture(scope="module")
def roll(school):
    return read_roll(school, TODAY)


@pytest.fixture(scope="module")
def everywhere(school):
    return read_roll(school, TODAY, "")


@pytest.fixture(scope="module")
def ratings(school, roll):
    return ratings_of(school, roll)


@pytest.fixture(scope="module")
def ones(school):
    return straight.everybody(school.root / "register.db", TODAY, HERE)


@pytest.fixture(scope="module")
def all_ones(school):
    return straight.everybody(school.root / "register.db", TODAY)


def cells(frame, *columns):
    return [tuple(row) for row in frame[list(columns)].to_dict("split")["data"]]


def in_order(ones):
    return sorted(ones, key=lambda one: (one.place, CLASSES.index(one.group), one.name.casefold(), one.code))


CLASSES = ["=X-4", "A", "X-1", "X-2", "X-3", "X-10", ""]
"""As people order them; somebody erased has none."""


def shares(counts, total):
    return [count / total if count is not None and total else None for count in counts.values()]


def test_the_school_has_every_status(ones):
    assert {one.status for one in present(ones)} == set(STATUSES)
    assert any(one.is_erased for one in ones)


def test_every_standing_is_the_one_counted_by_hand(everywhere, all_ones):
    found = {one.key: "erased" if one.is_erased else one.status for one in all_ones}
    assert {one.key: str(one.standing.status) for one in everywhere.members} == found


def test_who_may_serve_today(roll, ones):
    found = [
        (one.group, one.name, one.code, one.status, one.until or None) for one in in_order(ones) if one.status in SERVE
    ]
    assert cells(serving(roll), "group", "name", "code", "status", "until") == found
    assert len(found) > 20


def test_how_many_have_each_status(roll, ones):
    counts, total = hide(straight.grouped(present(ones), lambda one: one.status, STATUSES))
    found = statuses(roll)
    assert cells(found, "status", "count", "share") == list(
        zip(STATUSES, counts.values(), shares(counts, total), strict=True)
    )
    assert found.attrs["n"] == total == len(present(ones))


def test_statuses_by_class(roll, ones):
    whole, _ = hide(straight.grouped(present(ones), lambda one: one.status, STATUSES))
    groups = [group for group in CLASSES if group in {one.group for one in present(ones)}]
    table = {}
    for status in STATUSES:
        of_status = [one for one in present(ones) if one.status == status]
        counts, _ = hide(straight.grouped(of_status, lambda one: one.group, groups))
        table[status] = counts if whole[status] is not None else dict.fromkeys(groups)
    rows = [(group, *(table[status][group] for status in STATUSES)) for group in groups]
    expected = [(*row, sum(count or 0 for count in row[1:])) for row in rows]
    assert cells(statuses_by_group(roll), "group", *STATUSES, "at_least") == expected
    assert any(count for row in rows for count in row[1:])


def test_modules_passed(roll, ones):
    expected = []
    for name in MODULES:
        passed = {True: [], False: []}
        for one in present(ones):
            newest = [row["outcome"] for row in one.of("decision", about=name)]
            passed[newest[-1:] == ["passed"]].append(one.key)
        counts, total = hide(passed)
        few = len(passed[False]) < 5 <= len(passed[True])
        least = total - 4 if few else counts[True]
        expected.append((name, *counts.values(), shares(counts, total)[0], least))
    assert cells(modules(roll), "module", "passed", "not_yet", "share", "at_least") == expected


def test_role_plays_rated(roll, ones):
    def plays(one):
        return ("0", "1", "2", "3+")[min(3, len({row["about"] for row in one.of("rating")}))]

    counts, total = hide(straight.grouped(present(ones), plays, ("0", "1", "2", "3+")))
    expected = list(zip(counts, counts.values(), shares(counts, total), strict=True))
    assert cells(role_plays(roll), "plays", "count", "share") == expected


def test_what_holds_people_back(roll, ones):
    def step(one):
        found = [row for row in one.of("decision") if row["about"] in straight.STAGES]
        held = [step["id"] for row in found[-1:] if row["outcome"] != "passed" for step in row["content"]["steps"]]
        return (held or ["passed"])[0] if found else "not-decided"

    groups = straight.grouped(present(ones), step, ("passed", "not-decided"))
    counts, total = hide(groups)
    found = dict(cells(held_back(roll), "step", "count"))
    others = sum(len(groups[name]) for name, count in counts.items() if count is None)
    assert found.pop("others") == (others if others >= 5 else None if others else 0)
    assert found == {name: count for name, count in counts.items() if count is not None}
    assert held_back(roll).attrs["n"] == total


def test_which_certificates_end_soon(roll, ones):
    near = [one for one in present(ones) if one.status in (*SERVE, "suspended") and one.until]
    near = [one for one in near if TODAY.isoformat()[:7] <= one.until[:7] <= "2027-04"]
    expected = []
    for one in sorted(in_order(near), key=lambda one: one.until):
        left = (date.fromisoformat(one.until) - TODAY).days
        within = next((days for days in (7, 30, 90) if left <= days), None)
        expected.append((one.code, one.status, one.until, left, within, left <= 90))
    assert cells(expiring(roll), "code", "status", "until", "days_left", "within", "is_open") == expected
    by_month = Counter(one.until[:7] for one in near)
    months = ["2026-11", "2026-12", "2027-01", "2027-02", "2027-03", "2027-04"]
    assert cells(expiring_by_month(roll), "month", "count") == [(month, by_month[month]) for month in months]
    assert len(near) == 6


def test_supervision_of_each_who_serves(roll, ones):
    expected = []
    for one in in_order(one for one in present(ones) if one.status in SERVE):
        due, held = len(one.due), sum(is_held for _, is_held in one.due)
        last = max((row["on_day"] for row in one.of("supervision") if row["outcome"] != "missed"), default=None)
        expected.append((one.code, due, held, due - held, held / due if due else None, last))
    assert cells(supervision_of_each(roll), "code", "due", "held", "missed", "share", "last") == expected
    assert sum(row[3] for row in expected) > 0


@pytest.mark.parametrize("period", [None, (FIRST, LAST), ("2026-07-01", "2026-09-30")])
def test_supervision_by_class_and_of_all(roll, ones, period):
    first, last = period or ("0001-01-01", "9999-12-31")
    due = {group: [] for group in CLASSES}
    people = {}
    for one in in_order(ones):
        if found := [is_held for day, is_held in one.due if first <= day <= last]:
            due[one.group] += found
            people.setdefault(one.group, []).append(one.key)
    shown, total = hide(people)
    expected = []
    for group in [*(group for group in people if group), None]:
        found = [is_held for each in due.values() for is_held in each] if group is None else due[group]
        is_shown = total is not None if group is None else shown[group] is not None
        numbers = (len(found), sum(found), len(found) - sum(found), fmean(found)) if is_shown else (None,) * 4
        expected.append((group or "", *numbers))
    days = (date.fromisoformat(first), date.fromisoformat(last))
    assert cells(supervision_by_group(roll, *days), "group", "due", "held", "missed", "share") == [
        (group, due, held, missed, pytest.approx(share)) for group, due, held, missed, share in expected
    ]


def test_who_waits_too_long_for_supervision(roll, ones):
    late = [one for one in present(ones) if (one.status in SERVE or one.is_unsupervised) and one.waited > 14]
    expected = [
        (one.code, one.last_supervised, one.waited) for one in sorted(in_order(late), key=lambda one: -one.waited)
    ]
    assert cells(overdue(roll), "code", "since", "days") == expected
    assert {one.status for one in late} == {"suspended", "probation"}


def test_consents(roll, ones):
    asked = [one for one in in_order(present(ones)) if one.status not in ("expired", "revoked") and not one.of("leave")]
    rows, counts = [], {kind: Counter() for kind in ("consent", "assent")}
    for one in asked:
        for kind in ("consent", "assent") if one.tier in ("T1", "T2") else ("assent",):
            newest = [row["outcome"] for row in one.of(kind)][-1:] or ["missing"]
            counts[kind][newest[0]] += 1
            if newest != ["given"]:
                rows.append((one.code, kind, newest[0]))
    assert cells(consents_missing(roll), "code", "kind", "state") == rows
    states = ("given", "missing", "withdrawn")
    expected = [(kind, found.total(), *(found[state] for state in states)) for kind, found in counts.items()]
    assert cells(consent_counts(roll), "kind", "n", *states) == expected
    assert {row[2] for row in rows} == {"missing", "withdrawn"}


def counted(found):
    """What is shown of a list of (who, how many)."""
    people = {who for who, _ in found}
    return (sum(count for _, count in found), len(people)) if len(people) >= 5 else (None, None)


def events(ones):
    """Each measure → (who, how many)."""

    def each(kind, wanted=lambda _: True, count=lambda _: 1):
        return [(one.key, count(row)) for one in ones for row in one.of(kind, FIRST, LAST) if wanted(row)]

    def reason(row):
        return row["content"].get("reason", "")

    own = ("own-wish", "wellbeing")
    sittings = {(one.key, row["content"]["sitting"]) for one in ones for row in one.of("rating", FIRST, LAST)}
    failed = [(one.key, row["about"]) for one in ones for row in one.of("decision", FIRST, LAST, outcome="not-passed")]
    due = [(one.key, is_held) for one in ones for day, is_held in one.due if FIRST <= day <= LAST]
    return {
        "supervision-due": [(who, 1) for who, _ in due],
        "supervision-held": [(who, int(is_held)) for who, is_held in due],
        "supervision-missed": [(who, int(not is_held)) for who, is_held in due],
        "conversations": each("conversation", count=lambda row: row["content"].get("count", 1)),
        "refreshers-attended": each("refresher", lambda row: row["outcome"] == "attended"),
        "refreshers-missed": each("refresher", lambda row: row["outcome"] == "missed"),
        "harm-in-assessments": [(who, 1) for _, who, _ in straight.harm(ones, "assessment", FIRST, LAST)],
        "harm-in-role-plays": [(who, 1) for _, who, _ in straight.harm(ones, "role-play", FIRST, LAST)],
        "incidents": each("incident"),
        "suspensions": each("suspension", lambda row: reason(row) not in own),
        "pauses-own": each("suspension", lambda row: reason(row) in own),
        "unsupervised": [(one.key, 1) for one in present(ones) if one.is_unsupervised],
        "revocations": each("revocation"),
        "wellbeing-talks": each("wellbeing"),
        "modules-not-passed": [(who, 1) for who, about in failed if about not in straight.STAGES],
        "stages-not-passed": [(who, 1) for who, about in failed if about in straight.STAGES],
        "retakes": [(who, 1) for who, sitting in sittings if sitting > 1],
        "withdrew": each("leave", lambda row: row["outcome"] == "left" and reason(row) == "own-wish")
        + each("consent", lambda row: row["outcome"] == "withdrawn")
        + each("assent", lambda row: row["outcome"] == "withdrawn"),
        "left-otherwise": each("leave", lambda row: row["outcome"] == "left" and reason(row) != "own-wish"),
        "expired": [(one.key, 1) for one in present(ones) if one.status == "expired" and FIRST <= one.until <= LAST],
    }  # fmt: skip


@pytest.fixture(scope="module", params=[1, 5])
def school_of(request, school, made_once):
    """The school, and one with five of each trainee, in which no group is small."""
    if request.param == 1:
        return school
    made = made_once("large-school", lambda folder: fill(class_folder(folder / "kelas"), request.param))
    return Course(made / "kelas")


def test_the_evaluation_counts_what_is_recorded_and_nothing_else(school_of, school):
    roll = read_roll(school_of, TODAY)
    ratings, ones = ratings_of(school_of, roll), straight.everybody(school_of.root / "register.db", TODAY, HERE)
    flags = flags_of(roll, ratings, FIRST, LAST)
    found = {
        row[0]: row[1:] for row in cells(measures(roll, ratings, flags, YEAR), "measure", "count", "people", "share")
    }
    by_hand = events(ones)
    due = counted(by_hand["supervision-due"])
    for name, happened in by_hand.items():
        count, people = counted(happened)
        share = count / due[0] if name in ("supervision-held", "supervision-missed") else None
        assert found.pop(name) == (count, people, share), name
    assert found == dict.fromkeys(NOT_RECORDED, (None, None, None))
    small = [name for name, happened in by_hand.items() if counted(happened)[0] is None]
    assert bool(small) == (school_of is school), small


def test_harm_by_code_and_by_month(roll, ones, ratings):
    flags = flags_of(roll, ratings, FIRST, LAST)
    found = {"code": by_code(flags, CODES), "month": by_month(flags, months_of(YEAR))}
    months = [f"2026-{month:02}" for month in range(1, 12)]
    for source in ("assessment", "role-play"):
        seen = straight.harm(ones, source, FIRST, LAST)
        of_code = {code: [who for which, who, _ in seen if which == code] for code in CODES}
        of_month = {month: [who for _, who, on in seen if on.startswith(month)] for month in months}
        for name, groups in (("code", of_code), ("month", of_month)):
            counts, total = hide(groups)
            assert cells(found[name], name, source) == [*counts.items(), ("", total or None)]
    assert any(count for _, count in cells(found["code"], "code", "assessment"))


def test_refreshers_each_term(roll, ones):
    terms = {"2026-1": ("2026-01-01", "2026-06-30"), "2026-2": ("2026-07-01", LAST)}
    expected = []
    for term, (first, last) in terms.items():
        served = [one for one in ones if any(a.isoformat() <= last and b.isoformat() >= first for a, b in one.spans)]
        groups = {True: [], False: []}
        for one in served:
            groups[bool(one.of("refresher", first, last, outcome="attended"))].append(one.key)
        counts, total = hide(groups)
        expected.append((term, total or None, *counts.values(), shares(counts, total)[0]))
    assert cells(refreshers_by_term(roll, YEAR), "term", "served", "attended", "not_attended", "share") == expected


def test_agreement_of_raters(ratings, ones):
    """Exact share, Cohen's kappa with quadratic weights, and ICC(A,1) of McGraw and Wong, from their formulas."""
    pairs = []
    for one in ones:
        rows = sorted(
            one.of("rating", FIRST, LAST), key=lambda row: (row["about"], row["content"]["sitting"], row["number"])
        )
        for _, play in groupby(rows, key=lambda row: (row["about"], row["content"]["sitting"])):
            first, second = (row["content"]["levels"] for row in play)
            pairs += [(first[code], second[code]) for code in first]
    found, n = agreement_in(ratings, YEAR), len(pairs)
    assert (found.n, found.exact) == (n, pytest.approx(fmean(a == b for a, b in pairs)))

    seen = fmean((a - b) ** 2 for a, b in pairs)
    first, second = (Counter(column) for column in zip(*pairs, strict=True))
    by_chance = sum(first[a] * second[b] * (a - b) ** 2 for a in first for b in second) / n**2
    assert found.kappa == pytest.approx(1 - seen / by_chance)

    overall, columns = fmean(sum(pair) / 2 for pair in pairs), [fmean(column) for column in zip(*pairs, strict=True)]
    between = 2 * sum((fmean(pair) - overall) ** 2 for pair in pairs)
    raters = n * sum((column - overall) ** 2 for column in columns)
    whole = sum((level - overall) ** 2 for pair in pairs for level in pair)
    rows, cols, error = between / (n - 1), raters, (whole - between - raters) / (n - 1)
    assert found.icc == pytest.approx((rows - error) / (rows + error + 2 * (cols - error) / n))
    assert found.low <= found.icc <= found.high


def test_schools_side_by_side(everywhere, all_ones):
    places = sorted({one.place for one in all_ones})
    shown, _ = hide({place: [one.key for one in all_ones if one.place == place and one.due] for place in places})
    rows = []
    for place in places:
        own = [one for one in all_ones if one.place == place]
        counts = [sum(one.status == status for one in present(own)) for status in STATUSES]
        counts = [count if count >= 5 else None for count in counts]
        due = [is_held for one in own for _, is_held in one.due]
        numbers = (len(due), sum(due)) if shown[place] is not None else (None, None)
        rows.append((place, *counts, sum(count or 0 for count in counts), *numbers))
    totals = [sum(row[column] or 0 for row in rows) or None for column in range(1, len(rows[0]))]
    expected = [(*row, row[-1] / row[-2] if row[-2] else None) for row in (*rows, ("", *totals))]
    found = cells(schools(everywhere), "place", *STATUSES, "at_least", "due", "held", "share")
    assert found == expected
    assert len(places) == 2
    assert [row[-1] for row in found if row[0]] != [None, None]


def test_a_district_is_told_no_name_and_no_code(everywhere):
    told = schools(everywhere).to_csv()
    assert "Nama" not in told
    assert "P01" not in told


def test_the_days_are_those_of_the_rule(roll):
    assert roll.rule.value("certificate", "supervision", "at_most_days") == straight.EVERY
    assert roll.rule.standing["at_most_days"] == straight.PAUSED_AFTER
    assert max(roll.rule.standing["remind_days"]) == straight.REMIND
    assert timedelta(days=straight.REMIND) > timedelta(days=straight.PAUSED_AFTER)
