"""Whether a rater counts: all calibration scenes, near enough to their consensus on harm and on levels."""

from collections.abc import Mapping
from typing import Any

import pytest
from rated import PLACE, calibration

from grader.observation.agreement import intraclass
from grader.observation.material import read_material
from grader.observation.qualify import Qualification, qualification_of, qualifications, thresholds_of
from grader.register import Entry

SCENES = read_material().scenes


def consensus(scene: str) -> dict[str, int]:
    return {one["competency"]: one["level"] for one in SCENES[scene]["consensus"]["ratings"]}


def codes(scene: str) -> tuple[str, ...]:
    return tuple(one["harm"] for one in SCENES[scene]["consensus"]["codes"])


def locked(
    rater: str = "G01", given: Mapping[str, tuple[dict[str, int], tuple[str, ...]]] | None = None
) -> list[Entry]:
    """All scenes, as the consensus has them but for those that are given."""
    whole = {scene: (consensus(scene), codes(scene)) for scene in SCENES} | dict(given or {})
    return [calibration(rater, scene, *one, number=number) for number, (scene, one) in enumerate(whole.items(), 1)]


def said(found: Qualification) -> str:
    assert all(text["id"] and text["en"] for text in found.missing)
    return "; ".join(text["en"] for text in found.missing)


def test_the_consensus_itself_qualifies() -> None:
    found = qualification_of("G01", locked())
    assert found.is_qualified
    assert (found.harm, found.levels.icc, found.levels.n) == (1, 1, 36)
    assert (found.locked, found.waiting) == (tuple(SCENES), ())


def test_whoever_locked_nothing_is_told_all_scenes() -> None:
    found = qualification_of("G01", [])
    assert not found.is_qualified
    assert found.harm is None
    assert said(found).endswith(": " + ", ".join(SCENES))


def test_five_scenes_do_not_do() -> None:
    found = qualification_of("G01", [entry for entry in locked() if entry.about != "scene-4"])
    assert not found.is_qualified
    assert found.waiting == ("scene-4",)
    assert said(found) == "calibration scenes not locked yet: scene-4"


def test_harm_missed_in_one_of_six_scenes_is_borne_and_in_two_is_not() -> None:
    """A promise of secrecy rated as level 2 and without its codes: no harm seen."""
    missed = {"scene-2": ({**consensus("scene-2"), "K3": 2}, ())}
    assert qualification_of("G01", locked(given=missed)).harm == pytest.approx(5 / 6)
    assert qualification_of("G01", locked(given=missed)).is_qualified
    missed["scene-5"] = ({code: max(level, 2) for code, level in consensus("scene-5").items()}, ())
    found = qualification_of("G01", locked(given=missed))
    assert found.harm == pytest.approx(4 / 6)
    assert said(found) == "agreement on whether there was harm: 67%, 80% needed"


def test_harm_seen_where_there_was_none_counts_against_too() -> None:
    seen = {scene: (consensus(scene), ("H1",)) for scene in ("scene-1", "scene-3")}
    assert not qualification_of("G01", locked(given=seen)).is_qualified


def test_a_code_alone_and_a_level_1_alone_are_both_harm() -> None:
    only_code = {"scene-2": ({**consensus("scene-2"), "K3": 2}, ("H1",))}
    only_level = {"scene-2": (consensus("scene-2"), ())}
    assert qualification_of("G01", locked(given=only_code)).harm == 1
    assert qualification_of("G01", locked(given=only_level)).harm == 1


def test_levels_too_far_from_the_consensus_do_not_do() -> None:
    """Everything that is not harmful is level 3: harm is seen, and little else."""
    flat = {
        scene: ({code: 1 if level == 1 else 3 for code, level in consensus(scene).items()}, codes(scene))
        for scene in SCENES
    }
    found = qualification_of("G01", locked(given=flat), icc_at_least=0.9)
    assert found.harm == 1
    assert not found.is_qualified
    assert found.levels.icc is not None
    assert said(found) == f"ICC of the levels: {found.levels.icc:.3f}, 0.90 needed"
    given = [level for scene in SCENES for level in flat[scene][0].values()]
    wanted = [level for scene in SCENES for level in consensus(scene).values()]
    assert found.levels.icc == pytest.approx(intraclass(given, wanted)[0])


def test_the_same_level_everywhere_is_told_and_does_not_qualify() -> None:
    same = {scene: (dict.fromkeys(consensus(scene), 3), codes(scene)) for scene in SCENES}
    found = qualification_of("G01", locked(given=same))
    assert not found.is_qualified
    assert "ICC" in said(found)


def test_of_a_scene_locked_twice_the_first_entry_stands() -> None:
    bad = calibration("G01", "scene-1", dict.fromkeys(consensus("scene-1"), 1), ("H1",), number=99)
    assert qualification_of("G01", [bad, *locked()]).harm == 1


def test_a_struck_scene_waits_again() -> None:
    struck = Entry(PLACE, "G01", "correction", "3", "struck", number=50)
    assert qualification_of("G01", [*locked(), struck]).waiting == ("scene-3",)


def test_other_raters_and_scenes_are_passed_over() -> None:
    other = locked("P02")
    unknown = calibration("G01", "scene-99", {"K1": 1}, number=70)
    assert qualification_of("G01", [*other, unknown]).locked == ()
    assert set(qualifications([*locked(), *other[:2]])) == {"G01", "P02"}
    assert [one.is_qualified for one in qualifications([*locked(), *other[:2]]).values()] == [True, False]


def test_the_order_of_entries_never_matters() -> None:
    assert qualification_of("G01", locked()[::-1]) == qualification_of("G01", locked())


def test_without_any_scene_nobody_qualifies() -> None:
    nothing: dict[str, dict[str, Any]] = {}
    assert not qualification_of("G01", locked(), scenes=nothing).is_qualified


def test_what_is_asked_stands_in_the_rule() -> None:
    assert thresholds_of() == (0.80, 0.70)
