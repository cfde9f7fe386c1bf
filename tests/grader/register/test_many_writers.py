"""Many writers at once, and writers killed at any moment: nothing that was acknowledged is lost, nothing doubled."""

import multiprocessing
import os
import random
import signal
import time
from collections import Counter
from pathlib import Path

import pytest
from registers import PLACE, file_register

from grader.register import Entry, Register
from grader.register.chain import verify

pytestmark = pytest.mark.slow

WRITERS, DECISIONS = 8, 2000
LARGEST = 200
KILLS = 50
FORK = multiprocessing.get_context("fork")  # a new interpreter would spend its time importing


def write_many(url: str, writer: int) -> None:
    register, sizes, done = Register(url), random.Random(writer), 0  # noqa: S311
    while done < DECISIONS:
        size = min(sizes.choice([1, 2, 7, 30, LARGEST]), DECISIONS - done)
        entries = [Entry(PLACE, f"W{writer}", "decision", f"m{done + n}", content={"n": n}) for n in range(size)]
        register.append(*entries)
        done += size


def test_eight_writers_lose_nothing_and_double_nothing(empty: Register) -> None:
    url = empty.url.render_as_string(hide_password=False)
    writers = [FORK.Process(target=write_many, args=(url, number)) for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0] * WRITERS
    found = [(entry.person, entry.about) for entry in empty.entries()]
    assert Counter(found) == {(f"W{w}", f"m{n}"): 1 for w in range(WRITERS) for n in range(DECISIONS)}
    for number in range(WRITERS):
        own = [about for person, about in found if person == f"W{number}"]
        assert own == [f"m{n}" for n in range(DECISIONS)]
    assert verify(empty) == []


def acknowledge(path: Path, told: int) -> None:
    """Write without end, and tell the number of the last entry each time that `append` returns."""
    register, sizes = file_register(path.parent, path.name), random.Random(os.getpid())  # noqa: S311
    while True:
        entries = [Entry(PLACE, "8A-01", "decision", content={"n": n}) for n in range(sizes.choice([1, 1, 3, 40]))]
        os.write(told, b"%d\n" % register.append(*entries)[-1].number)


def write_and_kill(path: Path, seconds: float) -> int:
    """Return the last number that was acknowledged to us before the writer was killed; 0 when none was."""
    heard, told = os.pipe()
    writer = FORK.Process(target=acknowledge, args=(path, told))
    writer.start()
    os.close(told)
    with os.fdopen(heard, "rb") as pipe:
        first = pipe.readline()  # so that it is killed while it writes, not while it starts
        time.sleep(seconds)
        assert writer.pid
        os.kill(writer.pid, signal.SIGKILL)
        numbers = [first, *pipe.readlines()]
    writer.join()
    return int([number for number in numbers if number.endswith(b"\n")][-1])


def test_no_kill_loses_an_acknowledged_entry(tmp_path: Path) -> None:
    register, moments = file_register(tmp_path), random.Random(6)  # noqa: S311
    last = was_cut_off = 0
    for _ in range(KILLS):
        acknowledged = write_and_kill(tmp_path / "register.db", moments.uniform(0, 0.06))
        was_cut_off += (tmp_path / "register.db-journal").exists()
        last, before = register.head[0], last
        assert last >= acknowledged > before
        assert len(register.entries()) == last
        assert verify(register) == []
    assert was_cut_off, "no kill met a transaction under way"
