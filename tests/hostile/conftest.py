"""The hostile class, made once: every trick laid down, then collected, marked and told."""

from collections.abc import Iterator

import pytest
from canary import Canary
from hostile_class import HostileClass, play
from trick import read_tricks


@pytest.fixture(scope="session")
def canary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Canary]:
    kept = Canary(tmp_path_factory.mktemp("canary") / "file")
    yield kept
    kept.close()


@pytest.fixture(scope="session")
def hostile_class(tmp_path_factory: pytest.TempPathFactory, canary: Canary) -> HostileClass:
    told = tmp_path_factory.mktemp("told") / "results.json"
    return play(tmp_path_factory.mktemp("hostile"), told, read_tricks(), canary)
