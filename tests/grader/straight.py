"""What the figures of a school must be, worked out straight from `register.db` in plain Python: the other way round.

Nothing of grader's figures, standing, views or rule is used. Whoever serves is found out day by day.
"""

import json
import sqlite3
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

STAGES = ("probation", "certificate", "renewal")
STATUSES = ("in-training", "assessed", "probation", "certified", "expiring", "expired", "suspended", "revoked")
EVERY, PAUSED_AFTER, REMIND, FEWEST = 14, 28, 90, 5


@dataclass
class One:
    """A trainee: what the tables hold, and where they stand."""

    place: str
    code: str
    name: str
    group: str
    tier: str
    is_erased: bool
    today: date
    rows: list = field(default_factory=list)

    @property
    def key(self):
        return f"{self.place}/{self.code}"

    def of(self, kind, first="", last="9999", **wanted):
        found = [row for row in self.rows if row["kind"] == kind and first <= row["on_day"] <= last]
        return [row for row in found if all(row[name] == value for name, value in wanted.items())]

    def state(self, on):
        """The stage held, its end, and what ends service by record, at the end of a day."""
        stage, until, revoked, paused, withdrawn, missed = None, "", False, "", set(), 0
        for row in (row for row in self.rows if row["on_day"] <= on):
            kind, outcome = row["kind"], row["outcome"]
            if kind == "decision" and row["about"] in STAGES and outcome == "passed":
                stage, until = row["about"], row["until_day"]
            if kind in ("suspension", "leave", "incident"):
                paused = kind
            if kind in ("consent", "assent"):
                withdrawn = withdrawn - {kind} | ({kind} if outcome == "withdrawn" else set())
            if kind == "revocation":
                revoked = True
            if kind == "supervision":
                missed = 0 if outcome != "missed" else missed + bool(stage)
                paused = paused or ("supervision" if missed > 1 else "")
            if kind == "return":
                stage, until = (None, "") if revoked else (stage, until)
                revoked, paused, missed = False, "", 0
        return stage, until, revoked, paused, withdrawn

    def serves_on(self, on):
        """Whether nothing on record ends service; want of supervision does not count here."""
        stage, until, revoked, paused, withdrawn = self.state(on)
        return bool(stage) and not (revoked or paused or withdrawn) and (not until or on <= until)

    @property
    def last_supervised(self):
        days = [row["on_day"] for row in self.rows if row["kind"] == "return"]
        days += [row["on_day"] for row in self.of("supervision") if row["outcome"] != "missed"]
        days += [row["on_day"] for row in self.of("decision", outcome="passed") if row["about"] in STAGES]
        return max(days, default="")

    @cached_property
    def status(self):
        today = self.today.isoformat()
        stage, until, revoked, paused, withdrawn = self.state(today)
        if revoked:
            return "revoked"
        if until and today > until:
            return "expired"
        if paused or withdrawn:
            return "suspended"
        if not stage:
            since = max((row["on_day"] for row in self.of("revocation")), default="")
            rated = [row for row in self.of("rating") if not since or row["on_day"] > since]
            return "assessed" if rated else "in-training"
        if self.is_unsupervised:
            return "suspended"
        if not until:
            return "probation"
        return "expiring" if until <= (self.today + timedelta(days=REMIND)).isoformat() else "certified"

    @property
    def waited(self):
        return (self.today - date.fromisoformat(self.last_supervised)).days

    @property
    def is_unsupervised(self):
        return self.serves_on(self.today.isoformat()) and self.waited > PAUSED_AFTER

    @property
    def until(self):
        return self.state(self.today.isoformat())[1]

    @cached_property
    def spans(self):
        """First and last day of each time of service, found by looking at every single day."""
        found, first = [], None
        at = date.fromisoformat(self.rows[0]["on_day"]) if self.rows else self.today
        while at <= self.today:
            serves = self.serves_on(at.isoformat())
            if serves and first is None:
                first = at
            if not serves and first is not None:
                until = self.state((at - timedelta(days=1)).isoformat())[1]
                found.append((first, min(at, date.fromisoformat(until)) if until else at))
                first = None
            at += timedelta(days=1)
        return [*found, (first, self.today)] if first else found

    @cached_property
    def due(self):
        """The last day of each fortnight of service that is full, and whether there was a supervision in it."""
        held = {row["on_day"] for row in self.of("supervision") if row["outcome"] != "missed"}
        found = []
        for first, last in self.spans:
            for number in range((last - first).days // EVERY):
                days = [first + timedelta(days=number * EVERY + day) for day in range(1, EVERY + 1)]
                found.append((days[-1].isoformat(), any(day.isoformat() in held for day in days)))
        return found


def everybody(path: Path, today: date, place: str = "") -> list[One]:
    """Return all trainees of a place, or of all, with the entries that count."""
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    entries = [dict(row) for row in connection.execute("SELECT * FROM entry ORDER BY on_day, number")]
    people = connection.execute("SELECT * FROM person ORDER BY position").fetchall()
    connection.close()
    struck = {row["about"] for row in entries if row["kind"] == "correction" and row["outcome"] == "struck"}
    own = defaultdict(list)
    for row in entries:
        if row["kind"] != "correction" and str(row["number"]) not in struck and row["on_day"] <= today.isoformat():
            own[row["place"], row["person"]].append({**row, "content": json.loads(row["content"])})
    found = []
    for row in people:
        rows = own[row["place"], row["code"]]
        is_staff = any(one["outcome"] == "erased" and one["about"] == "staff" for one in rows)
        if row["role"] in ("trainee", "erased") and not is_staff and (not place or row["place"] == place):
            known = (row["place"], row["code"], row["name"], row["group"], row["tier"], row["role"] == "erased")
            found.append(One(*known, today, rows))
    return found


def present(ones):
    return [one for one in ones if not one.is_erased]


def hide(groups):
    """Group → who: the numbers that may be shown, and the total; the rule of suppression said another way."""
    numbers, hidden = {key: len(set(who)) for key, who in groups.items()}, set()
    hidden = {key for key, number in numbers.items() if number < FEWEST}

    def together():
        return len({one for key in hidden for one in groups[key]})

    while together() and (together() < FEWEST or together() == 4 * len(hidden)) and hidden != set(groups):
        hidden.add(
            min((key for key in groups if key not in hidden), key=lambda key: (numbers[key], list(groups).index(key)))
        )
    is_safe = not together() or (together() >= FEWEST and together() != 4 * len(hidden))
    if not together() and hidden != set(groups):
        hidden = set()
    shown = {key: None if key in hidden else len(list(groups[key])) for key in groups}
    return shown, sum(len(list(who)) for who in groups.values()) if is_safe else None


def grouped(ones, key_of, keys=()):
    found = {key: [] for key in keys}
    for one in ones:
        found.setdefault(key_of(one), []).append(one.key)
    return found


def harm(ones, source, first, last):
    """(what, who, day) of each flag, once for each hand-in or play."""
    found = {}
    for one in ones:
        if source == "assessment":
            for row in one.of("decision"):
                for item in row["content"].get("evidence", {}).get("items", []):
                    for code in item["harms"]:
                        key = (one.key, row["about"], row["content"]["evidence"]["responses_sha256"], code)
                        found.setdefault(key, (code, one.key, row["on_day"]))
        else:
            for row in one.of("rating"):
                for code in row["content"]["codes"]:
                    key = (one.key, row["about"], row["content"]["sitting"], code)
                    found.setdefault(key, (code, one.key, row["on_day"]))
    return [flag for flag in found.values() if first <= flag[2] <= last]
