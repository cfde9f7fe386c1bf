"""Hand-ins: what is accepted, what is refused by name, and that nothing is lost."""

import json
import os
import time
from datetime import UTC, datetime, timedelta

import pytest

from grader.collect import collect
from grader.course import RESPONSES
from grader.example import ASSESSMENT
from grader.invented import answer_all
from scenarios.responses import signed_content
from scenarios.signature import sign


@pytest.fixture
def handed_in(course, key, trainees, sitting):
    """The path of a good hand-in in the inbox, and its trainee."""
    trainee = trainees[0]
    answer_all(sitting(trainee).responses.path.parent, key, "skilled", 1).hand_in(trainee.code, trainee.personal_code)
    (path,) = course.inbox.glob("*.json")
    return path, trainee


def outcome(course):
    return [(result.outcome, result.reason) for result in collect(course, ASSESSMENT)]


def rewrite(path, change, personal_code=None):
    """Change a hand-in; sign it anew when a code is given."""
    document = json.loads(path.read_bytes())
    change(document)
    if personal_code:
        document["hand_in"]["signature"] = sign(signed_content(document), personal_code)
    path.write_text(json.dumps(document), encoding="utf-8")


def test_a_good_hand_in_becomes_a_submission_and_is_taken_once(course, handed_in):
    path, trainee = handed_in

    assert outcome(course) == [("new", None)]
    assert outcome(course) == [("known", None)]
    assert path.exists(), "the inbox keeps what arrived"
    submitted = course.submitted(ASSESSMENT, trainee.code)
    assert {file.name for file in submitted.iterdir()} == {RESPONSES, f"{ASSESSMENT}.ipynb", "timestamp.txt"}
    assert (submitted / RESPONSES).read_bytes() == path.read_bytes()


def test_a_newer_hand_in_replaces_an_older_one_and_both_are_kept(course, key, handed_in, sitting):
    _, trainee = handed_in
    outcome(course)
    time.sleep(1.1)
    newer = answer_all(sitting(trainee).responses.path.parent, key, "average", 2)
    newer.hand_in(trainee.code, trainee.personal_code)

    assert sorted(outcome(course)) == [("known", None), ("new", None)]
    assert len(list((course.root / "received" / ASSESSMENT / trainee.code).iterdir())) == 2
    document = json.loads((course.submitted(ASSESSMENT, trainee.code) / RESPONSES).read_bytes())
    assert document["hand_in"] == json.loads(newer.handed_in.content)["hand_in"]


@pytest.mark.parametrize(
    ("reason", "damage"),
    [
        ("unreadable", lambda path: path.write_bytes(path.read_bytes()[:100])),
        ("unreadable", lambda path: path.write_bytes(b"")),
        ("unreadable", lambda path: path.write_bytes(b"\xff\xfe{}")),
        ("unreadable", lambda path: path.write_bytes(b"[" * 100_000)),
        ("unreadable", lambda path: path.write_text('{"format": 1, "format": 1, "answers": {}}')),
        ("unreadable", lambda path: path.write_text('{"format": NaN, "answers": {}}')),
        ("too-large", lambda path: path.write_bytes(b" " * 2_000_000)),
        ("other-format", lambda path: rewrite(path, lambda d: d.update(format=2))),
        ("other-assessment", lambda path: rewrite(path, lambda d: d.update(assessment="m03"))),
        ("not-handed-in", lambda path: rewrite(path, lambda d: d.pop("hand_in"))),
        ("bad-answer", lambda path: rewrite(path, lambda d: d["answers"].update(A99=d["answers"]["A1"]))),
        ("bad-answer", lambda path: rewrite(path, lambda d: d["answers"]["A12"].update(answer={"option": "x"}))),
        ("bad-answer", lambda path: rewrite(path, lambda d: d["answers"]["A12"].update(answer=[1]))),
        ("forged-code", lambda path: rewrite(path, lambda d: d["answers"]["A1"].update(answer={"option": "x"}))),
        ("unknown-trainee", lambda path: rewrite(path, lambda d: d["hand_in"].update(trainee="P99"))),
        ("forged-code", lambda path: rewrite(path, lambda d: d["hand_in"].update(trainee="P02"))),
        ("forged-code", lambda path: rewrite(path, lambda d: d["answers"].pop("A1"))),
        ("forged-code", lambda path: rewrite(path, dict, personal_code="00000-00000")),
    ],
)
def test_what_is_wrong_is_refused_by_name(course, handed_in, reason, damage):
    path, trainee = handed_in
    damage(path)

    assert outcome(course) == [("refused", reason)]
    assert not course.submitted(ASSESSMENT, trainee.code).exists()


def test_a_link_is_refused(course, handed_in, tmp_path):
    path, _ = handed_in
    elsewhere = path.rename(tmp_path / "x.json")
    path.symlink_to(elsewhere)
    assert outcome(course) == [("refused", "link")]

    path.unlink()
    os.link(elsewhere, path)
    assert outcome(course) == [("refused", "link")]


@pytest.mark.parametrize("days", [-30, 2])
def test_a_time_that_cannot_be_true_is_refused_even_when_signed(course, handed_in, days):
    """Before the release or in the future; the trainee's own code signs it all the same."""
    path, trainee = handed_in
    at = (datetime.now(UTC) + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")
    rewrite(path, lambda document: document["hand_in"].update(at=at), trainee.personal_code)

    assert outcome(course) == [("refused", "backdated")]


def test_one_broken_hand_in_never_stops_the_class(course, key, handed_in, trainees, sitting):
    path, _ = handed_in
    path.write_bytes(b"{")
    for number, trainee in enumerate(trainees[1:4]):
        folder = sitting(trainee).responses.path.parent
        answer_all(folder, key, "average", number).hand_in(trainee.code, trainee.personal_code)

    assert sorted(outcome(course), key=str) == sorted([("refused", "unreadable"), *[("new", None)] * 3], key=str)


def exchange_folder(course, trainee, when=None):
    stamp = (when or datetime.now(UTC)).strftime("%Y-%m-%d %H:%M:%S.%f")
    folder = course.root / "exchange" / course.about["id"] / "inbound" / f"{trainee}+{ASSESSMENT}+{stamp} UTC+abc"
    folder.mkdir(parents=True)
    return folder


def test_the_exchange_refuses_another_owner_a_missing_file_a_link_and_an_old_stamp(course, handed_in):
    path, trainee = handed_in
    content = path.read_bytes()
    path.unlink()
    for owner, when in ((trainee.code, None), ("P02", None), (trainee.code, datetime(2026, 1, 1, tzinfo=UTC))):
        (exchange_folder(course, owner, when) / RESPONSES).write_bytes(content)
    exchange_folder(course, "P03")
    exchange_folder(course, "P04").joinpath(RESPONSES).symlink_to(course.key_file(ASSESSMENT))

    reasons = sorted(str(reason) for _, reason in outcome(course))
    assert reasons == ["None", "backdated", "forged-owner", "link", "missing"]


def test_whatever_notebook_comes_along_is_left_aside(course, handed_in):
    """A notebook that is no JSON, in an exchange folder beside good answers, changes nothing."""
    path, trainee = handed_in
    folder = exchange_folder(course, trainee.code)
    (folder / RESPONSES).write_bytes(path.read_bytes())
    (folder / f"{ASSESSMENT}.ipynb").write_text("this is not JSON", encoding="utf-8")
    path.unlink()

    assert outcome(course) == [("new", None)]
    notebook = (course.submitted(ASSESSMENT, trainee.code) / f"{ASSESSMENT}.ipynb").read_text(encoding="utf-8")
    assert json.loads(notebook)["cells"]


def test_free_text_is_laid_down_as_data_that_no_renderer_brings_to_life(course, trainees, sitting):
    trainee = trainees[0]
    attempt = sitting(trainee)
    hostile = "<script>alert(1)</script> $x$ `id` [a](javascript:b) </pre>\n\n# judul *x*"
    attempt.save("A12", {"text": hostile})
    attempt.hand_in(trainee.code, trainee.personal_code)
    outcome(course)

    notebook = json.loads((course.submitted(ASSESSMENT, trainee.code) / f"{ASSESSMENT}.ipynb").read_bytes())
    (source,) = ["".join(c["source"]) for c in notebook["cells"] if "sebaya-answer" in "".join(c["source"])]
    inside = source.partition('<pre class="sebaya-answer">')[2].removesuffix("</pre>")
    assert not set(inside) & set("<>$`[]()*_\\\n")
