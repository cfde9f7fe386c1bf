"""Marking by several: the same marks, a lost worker loses nothing, and nothing but codes and answers travels."""

import json
import os
import pickle

import pytest
from distributed import LocalCluster
from hand_ins import answers

from grader.collect import collect
from grader.crew import alone, cluster, processes
from grader.example import ASSESSMENT
from grader.faults import SebayaError
from grader.mark import mark_class
from grader.marker import Marker, Submission
from grader.released import read_marker

pytestmark = pytest.mark.slow


@pytest.fixture
def marker(course) -> Marker:
    return read_marker(course, ASSESSMENT)


@pytest.fixture
def batches(marker) -> list[list[Submission]]:
    def content(number: int) -> bytes:
        return (
            json.dumps(answers(marker.key, f"T{number:02}", number, 1, "2026-11-22T03:04:05Z")).encode()
            if number % 7
            else b"{"
        )

    return [[Submission(f"N{n}", content(n)) for n in range(start, start + 5)] for start in range(0, 40, 5)]


def test_every_crew_gives_the_same_in_the_same_order(marker, batches):
    expected = list(alone(marker, batches))
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0", processes=True) as workers:
        assert list(cluster(workers.scheduler_address)(marker, iter(batches))) == expected
    assert list(processes(2)(marker, iter(batches))) == expected


def test_batches_are_taken_as_they_are_needed(marker, batches):
    """So that a nation's hand-ins never lie in memory at once."""
    taken = 0

    def counted():
        nonlocal taken
        for batch in batches:
            taken += 1
            yield batch

    results = processes(1)(marker, counted())
    next(results)
    assert taken < len(batches)
    results.close()


class Killer(Submission):
    """Ends the process that opens it, as a machine that runs out of memory does."""

    def __getattribute__(self, name):
        if name == "content":
            os._exit(1)
        return super().__getattribute__(name)


def test_a_worker_that_dies_is_told_and_what_was_marked_is_kept(marker, batches):
    results = processes(1)(marker, [*batches[:1], [Killer("N0", b"")]])
    assert len(next(results)) == 5
    with pytest.raises(SebayaError, match="jalankan lagi"):
        next(results)


def test_a_cluster_without_workers_is_told(marker, batches):
    with (
        LocalCluster(n_workers=0, dashboard_address=":0", processes=False) as nobody,
        pytest.raises(SebayaError, match="berhenti atau tidak ada"),
    ):
        list(cluster(nobody.scheduler_address)(marker, batches))


def test_an_unreachable_cluster_and_an_unknown_assessment_are_told(course, monkeypatch):
    monkeypatch.setattr("grader.crew.SECONDS_TO_CONNECT", 1)

    with pytest.raises(SebayaError, match="belum dirilis"):
        mark_class(course, "m99")
    for address in ("tcp://127.0.0.1:9", "nonsense"):
        with pytest.raises(SebayaError, match="tidak bisa dihubungi"):
            list(cluster(address)(read_marker(course, ASSESSMENT), []))


def test_a_marker_travels_light_and_names_nobody(marker, trainees, course, sitting):
    trainee = trainees[0]
    sitting(trainee).hand_in(trainee.code, trainee.personal_code)
    collect(course, ASSESSMENT)
    before = len(pickle.dumps(marker))
    mark_class(course, ASSESSMENT)
    list(alone(marker, [[Submission(trainee.code, b"{}")]]))

    travelling = pickle.dumps(marker)

    assert len(travelling) == before
    assert trainee.name.encode() not in travelling
    assert trainee.personal_code.encode() not in travelling
