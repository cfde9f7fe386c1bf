"""The register: only ever added to, chained, and telling of every change made behind its back."""

import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from grader.decided import Decision
from grader.faults import SebayaError
from grader.policy import Outcome
from grader.register import GENESIS, Register

STEP = {
    "id": "knowledge",
    "kind": "share-of-points",
    "name": {"id": "a", "en": "b"},
    "required": True,
    "outcome": "passed",
    "reason": {"id": "c", "en": "d"},
}
FIRST = Decision(
    "8A-01",
    "module-record",
    "m02-listening",
    "m02-listening",
    Outcome.PASSED,
    datetime(2026, 11, 22, 3, 4, 5, 678, tzinfo=UTC),
    (STEP,),
    {"points": 1.5},
    {"version": 1},
)


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return Register(tmp_path / "register.db")


def raw(register: Register, *statements: str) -> None:
    connection = sqlite3.connect(register.path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_a_frozen_decision_comes_back_as_it_was(register: Register) -> None:
    frozen = register.append(FIRST)
    assert (frozen.number, frozen.prev_hash, len(frozen.hash)) == (1, GENESIS, 64)
    assert frozen.decided_on == datetime(2026, 11, 22, 3, 4, 5, tzinfo=UTC)
    assert (frozen.steps, frozen.evidence, frozen.rule) == ((STEP,), {"points": 1.5}, {"version": 1})
    assert register.latest("8A-01", "module-record", "m02-listening") == frozen
    assert register.latest("8A-02", "module-record", "m02-listening") is None
    assert register.head == (1, frozen.hash)
    assert register.verify_chain() == []


def test_the_same_decision_again_adds_nothing(register: Register) -> None:
    frozen = register.append(FIRST)
    reworded = {**STEP, "name": {"id": "kata lain", "en": "other words"}}
    assert register.append(replace(FIRST, decided_on=datetime(2027, 1, 1, tzinfo=UTC), steps=(reworded,))) == frozen
    assert register.head[0] == 1


@pytest.mark.parametrize(
    "change", [{"evidence": {"points": 2.0}}, {"outcome": Outcome.NOT_PASSED}, {"rule": {"version": 2}}]
)
def test_a_changed_decision_supersedes_and_the_old_one_stays(register: Register, change: dict[str, object]) -> None:
    first = register.append(FIRST)
    second = register.append(replace(FIRST, **change))  # type: ignore[arg-type]
    assert (second.number, second.prev_hash) == (2, first.hash)
    assert register.latest("8A-01", "module-record", "m02-listening") == second
    assert register.verify_chain() == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE decision SET outcome = 'not-passed'",
        "DELETE FROM decision",
        "INSERT OR REPLACE INTO decision SELECT id, '8A-09', kind, module, assessment, outcome, decided_on, content, "
        "prev_hash, hash FROM decision WHERE id = 1",
        "INSERT INTO decision SELECT 9, trainee, kind, module, assessment, outcome, decided_on, content, 'x', 'y' "
        "FROM decision WHERE id = 1",
    ],
)
def test_the_database_itself_refuses_anything_but_the_next_row(register: Register, statement: str) -> None:
    register.append(FIRST)
    with pytest.raises(sqlite3.DatabaseError, match="only ever added"):
        raw(register, statement)
    assert register.verify_chain() == []


@pytest.mark.parametrize(
    ("statement", "word"),
    [
        ("UPDATE decision SET outcome = 'not-passed' WHERE id = 2", "berubah"),
        ("UPDATE decision SET decided_on = '2020-01-01T00:00:00Z' WHERE id = 1", "berubah"),
        ("DELETE FROM decision WHERE id = 2", "menyambung"),
    ],
)
def test_a_change_made_without_the_triggers_is_found(register: Register, statement: str, word: str) -> None:
    for points in (1.0, 2.0, 3.0):
        register.append(replace(FIRST, evidence={"points": points}))
    raw(register, *(f"DROP TRIGGER decision_{name}" for name in ("no_update", "no_delete")), statement)
    faults = register.verify_chain()
    assert len(faults) == 1
    assert word in faults[0]


def test_an_empty_register_is_whole(register: Register) -> None:
    assert register.verify_chain() == []
    assert register.head == (0, GENESIS)


def test_many_writers_make_one_chain(register: Register) -> None:
    decisions = [replace(FIRST, trainee=f"8A-{number:02}") for number in range(24)]
    with ThreadPoolExecutor(4) as pool:
        numbers = [frozen.number for frozen in pool.map(register.append, decisions)]
    assert sorted(number for number in numbers if number) == list(range(1, 25))
    assert register.verify_chain() == []


def test_a_damaged_register_is_told_and_left_alone(register: Register) -> None:
    register.path.write_bytes(b"this was a register once, and is none any more" * 40)
    before = register.path.read_bytes()
    with pytest.raises(SebayaError, match="pulihkan"):
        register.append(FIRST)
    with pytest.raises(SebayaError, match="pulihkan"):
        register.verify_chain()
    assert register.path.read_bytes() == before


def test_faults_show_no_row_data(register: Register) -> None:
    register.append(FIRST)
    raw(register, "ALTER TABLE decision RENAME COLUMN content TO other")
    with pytest.raises(SebayaError) as caught:
        register.append(replace(FIRST, trainee="SECRET-CODE", evidence={"points": 77}))
    assert "77" not in str(caught.value.__cause__)


def test_only_the_owner_reads_the_register(register: Register) -> None:
    register.append(FIRST)
    assert stat.S_IMODE(register.path.stat().st_mode) == 0o600


def test_a_decision_tells_its_steps(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    assert register.append(FIRST).steps_told == "✓ a: c"
    monkeypatch.setenv("SEBAYA_LANG", "en")
    assert FIRST.steps_told == "✓ b: d"
    assert FIRST.told == "passed"
