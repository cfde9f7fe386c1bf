"""What the command line says of hostile hand-ins: all of it is told, and nothing in it moves the trainer's screen."""

import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hostile_class import SECONDS_FOR_A_ROUND, HostileClass
from memory import little_memory

from grader.example import ASSESSMENT
from grader.refused import REASONS

pytestmark = pytest.mark.slow

SEBAYA = Path(sys.executable).with_name("sebaya")


@pytest.mark.parametrize("command", ["collect", "mark", "feedback"])
def test_everything_is_told_in_plain_signs(hostile_class: HostileClass, command: str) -> None:
    options = ["--from", str(hostile_class.root / "stik")] if command == "collect" else []
    environment = {**os.environ, "SEBAYA_LANG": "en", "COLUMNS": "500", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    with little_memory():
        done = subprocess.run(
            [str(SEBAYA), command, ASSESSMENT, "--folder", str(hostile_class.course.root), *options],
            env=environment,
            timeout=SECONDS_FOR_A_ROUND,
            capture_output=True,
            check=False,
        )
    said = done.stdout.decode()
    assert done.returncode == 0, done.stderr.decode(errors="replace")[-2000:]
    assert not [sign for sign in said if unicodedata.category(sign)[0] == "C" and sign != "\n"]
    told = {
        "collect": {reason for *_, reason in hostile_class.collected if reason},
        "mark": {reason for _, reason in hostile_class.marked.values() if reason},
    }
    for reason in told.get(command, ()):
        assert REASONS[reason][0]["en"] in said
    assert hostile_class.canary.is_untouched
