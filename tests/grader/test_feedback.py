"""Feedback pages of a class that really was marked: kind, in the trainee's language, and never a key."""

import re
from pathlib import Path
from typing import Any

import pytest
from marker import ASSESSMENT, HARMFUL_TEXT, give_levels
from markupsafe import escape

from grader.course import RESPONSES, Course
from grader.feedback import FILE, make_feedback
from grader.keys import Key
from grader.marking import read_answers

pytest_plugins = ["classroom"]


def page(course: Course, trainee: str) -> str:
    return (course.feedback(ASSESSMENT, trainee) / FILE).read_text(encoding="utf-8")


def made(course: Course) -> dict[str, str]:
    return dict(make_feedback(course, ASSESSMENT))


def entries(item: dict[str, Any]) -> list[dict[str, Any]]:
    """Everything in an item that a trainee may choose."""
    chosen = [entry for kind in ("options", "steps", "targets", "rows") for entry in item.get(kind, ())]
    if item["type"] == "dialogue":
        chosen += [{"id": choice.id, "text": choice.text} for choice in item["dialogue"].choices.values()]
    return chosen


def test_the_whole_class_is_told_in_one_go(marked_course: Course) -> None:
    results = made(marked_course)
    assert list(results) == [f"8A-0{number}" for number in range(1, 6)]
    assert results["8A-01"].startswith("dibuat")
    assert results["8A-03"] == results["8A-05"] == "belum mengumpulkan"


def test_a_page_waits_for_the_person_who_marks(marked_course: Course) -> None:
    assert "sebagian masih dinilai" in made(marked_course)["8A-01"]
    assert "Sebagian masih dinilai" in page(marked_course, "8A-01")
    assert "Masih dibaca oleh penilai." in page(marked_course, "8A-01")
    give_levels(marked_course, "8A-01", 3, 4)
    assert made(marked_course)["8A-01"] == "dibuat"
    assert "masih dinilai" not in page(marked_course, "8A-01").lower()


def test_all_strong_asks_for_nothing_more(marked_course: Course) -> None:
    give_levels(marked_course, "8A-01", 3, 4)
    made(marked_course)
    told = page(marked_course, "8A-01")
    assert "14 dari 14 bagian sudah kuat." in told
    assert "Yang bisa dilatih lagi" not in told
    assert "Ini perlu dibicarakan dulu" not in told


def test_harm_comes_first_with_what_was_chosen_and_why(marked_course: Course) -> None:
    give_levels(marked_course, "8A-02", 1, 2)
    made(marked_course)
    told = page(marked_course, "8A-02")
    key = Key.read(marked_course.key_file(ASSESSMENT))
    option = next(option for option in key.items_for("8A-02")["A5"]["options"] if option.get("harm"))
    first = told.index("Talk about this with your supervisor first")
    assert first < told.index(escape(option["text"]["en"])) < told.index("parts are already strong")
    assert escape(option["why"]["en"]) in told
    assert not re.search(r"\bH\d+\b", told.partition("<body>")[2])


def test_pages_speak_the_trainees_language(marked_course: Course) -> None:
    made(marked_course)
    assert '<html lang="en">' in page(marked_course, "8A-02")
    assert "Hello, 8A-02!" in page(marked_course, "8A-02")
    assert '<html lang="id">' in page(marked_course, "8A-04")
    assert "Halo, 8A-04!" in page(marked_course, "8A-04")


def test_no_page_holds_a_key_an_opaque_id_or_a_name(marked_course: Course) -> None:
    give_levels(marked_course, "8A-02", 1, 2)
    made(marked_course)
    key = Key.read(marked_course.key_file(ASSESSMENT))
    public = {"items": [key.public_item(item) for item in key.items.values()]}
    for trainee, lang in (("8A-01", "id"), ("8A-02", "en"), ("8A-04", "id")):
        told = page(marked_course, trainee)
        released = {"id": ASSESSMENT, **public}
        _, answers = read_answers(marked_course.submitted(ASSESSMENT, trainee) / RESPONSES, released)
        for name, item in key.items_for(trainee).items():
            answer = key.plain(item, answers[name]) if name in answers else {}
            chosen = [answer.get("option"), *answer.get("path", ())]
            for entry in entries(dict(item)):
                assert key.token(item, entry["id"]) not in told
                text = escape(entry["text"][lang])
                # A label of one or two words can stand in ordinary prose.
                if entry["id"] not in chosen and len(text) > 30:
                    assert text not in told, (name, entry["id"])
        assert key.salt not in told
        assert not any(name in told for name in ("Sari Dewi", "Made Putra", "Ani Lestari"))
        assert not re.search(r"\bA\d+\b", told.partition("<body>")[2])


def test_a_right_answer_of_a_question_is_not_confirmed(marked_course: Course) -> None:
    made(marked_course)
    key = Key.read(marked_course.key_file(ASSESSMENT))
    for item in (one for variants in key.variants.values() for one in variants):
        for option in item.get("options", ()):
            assert escape(option["text"]["id"]) not in page(marked_course, "8A-01")


def test_written_text_and_comment_are_never_live(marked_course: Course) -> None:
    give_levels(marked_course, "8A-02", 1, 2, comment="<b>Ayo</b> bicara & <img src=x>")
    made(marked_course)
    told = page(marked_course, "8A-02")
    assert escape(HARMFUL_TEXT) in told
    assert "&lt;b&gt;Ayo&lt;/b&gt; bicara &amp; &lt;img src=x&gt;" in told
    assert "<script" not in told
    assert "<img" not in told


def test_a_page_needs_nothing_else(marked_course: Course) -> None:
    made(marked_course)
    told = page(marked_course, "8A-02")
    assert not re.search(r"https?://|//[a-z]|@import|url\(|<link|<iframe|\son\w+=", told)
    assert "default-src 'none'" in told


def test_each_text_is_told_by_the_anchor_of_its_level(marked_course: Course) -> None:
    give_levels(marked_course, "8A-01", 3, 4)
    made(marked_course)
    told = page(marked_course, "8A-01")
    key = Key.read(marked_course.key_file(ASSESSMENT))
    texts = [item for item in key.items.values() if item["type"] == "text"]
    anchors = [{entry["level"]: escape(entry["anchor"]["id"]) for entry in item["rubric"]} for item in texts]
    assert [level in told for level in (anchors[0][3], anchors[0][2], anchors[0][4])] == [True, False, False]
    assert [level in told for level in (anchors[1][4], anchors[1][3], anchors[1][2])] == [True, True, False]
    assert texts[0]["example"]["id"] not in told


def test_advice_is_given_once(marked_course: Course) -> None:
    made(marked_course)
    told = page(marked_course, "8A-04")
    key = Key.read(marked_course.key_file(ASSESSMENT))
    for advice in {item["practise_again"]["id"] for item in key.items.values()}:
        assert told.count(escape(advice)) == 1
    assert "14 bagian belum kamu jawab" in told


def test_the_conversation_ends_with_a_way_back(marked_course: Course) -> None:
    made(marked_course)
    told = page(marked_course, "8A-02")
    key = Key.read(marked_course.key_file(ASSESSMENT))
    endings = key.items_for("8A-02")["A14"]["dialogue"].endings.values()
    ways = [escape(end.way_back["en"]) for end in endings]
    assert sum(way in told for way in ways) == 1


def test_adults_come_before_help_lines(marked_course: Course) -> None:
    made(marked_course)
    told = page(marked_course, "8A-02")
    assert "Bu Contoh" in told
    assert "school counsellor" in told
    if "SAPA" in told:
        assert told.index("Bu Contoh") < told.index("SAPA")


def test_a_damaged_list_of_adults_says_that_none_are_listed(marked_course: Course) -> None:
    (marked_course.root / "contacts.yaml").write_text("adults: [")
    made(marked_course)
    assert "No adults are listed here yet" in page(marked_course, "8A-02")


def test_the_page_reaches_the_workspace_of_who_has_one(marked_course: Course) -> None:
    made(marked_course)
    copy = marked_course.root / "trainees" / "8A-01" / "feedback" / f"{ASSESSMENT}.html"
    assert copy.read_text(encoding="utf-8") == page(marked_course, "8A-01")
    assert not (marked_course.root / "trainees" / "8A-05").exists()


def test_making_them_again_changes_nothing(marked_course: Course) -> None:
    made(marked_course)
    path = marked_course.feedback(ASSESSMENT, "8A-04") / FILE
    before = path.stat().st_mtime_ns
    assert made(marked_course)["8A-04"] == "tetap"
    assert path.stat().st_mtime_ns == before


def test_one_broken_hand_in_or_link_stops_nobody(marked_course: Course, tmp_path: Path) -> None:
    (marked_course.submitted(ASSESSMENT, "8A-01") / RESPONSES).write_bytes(b"{")
    (tmp_path / "elsewhere").mkdir()
    (marked_course.root / "trainees" / "8A-02" / "feedback").symlink_to(tmp_path / "elsewhere")
    results = made(marked_course)
    assert "terpotong" in results["8A-01"]
    assert "tidak bisa ditulis" in results["8A-02"]
    assert results["8A-04"] == "dibuat"
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize("trainee", ["8A-01", "8A-02", "8A-04"])
def test_every_tag_is_closed(marked_course: Course, trainee: str) -> None:
    made(marked_course)
    told = page(marked_course, trainee)
    for tag in ("section", "article", "div", "p", "ul", "ol", "li", "h2", "h3", "span", "strong"):
        assert len(re.findall(rf"<{tag}[ >]", told)) == told.count(f"</{tag}>"), tag
