"""A board to test a trainer's panels on, what they show of it, and the same class read in another way."""

from datetime import date
from functools import cache

import pytest
from copies import copy_class
from trainer_class import TODAY, fill
from trainer_recomputed import Raw

from grader.board.block import Note
from grader.board.panel import Board


@pytest.fixture(scope="session")
def lively(released_class, tmp_path_factory):
    """The class of `trainer_class`, filled once; tests read it."""
    return fill(copy_class(released_class, tmp_path_factory.mktemp("lively") / "kelas"))


@pytest.fixture(scope="session", params=["lively", pytest.param("demo", marks=pytest.mark.slow)])
def board(request):
    """A board on the lively class, and on the class of `sebaya demo`."""
    if request.param == "lively":
        return Board(request.getfixturevalue("lively"), TODAY)
    return Board(request.getfixturevalue("demo_class").course, date.today())


@pytest.fixture(scope="session")
def raw(board):
    return Raw(board.course.root)


@pytest.fixture(scope="session")
def shown(board):
    """Build a panel with choices, each once; the blocks by id."""

    @cache
    def build(module, *chosen):
        return {one.id: one for one in module.build(chosen_on(board, **dict(chosen))) if not isinstance(one, Note)}

    return build


def chosen_on(board, **chosen):
    return Board(board.course, board.today, chosen)
