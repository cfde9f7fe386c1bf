"""Runs every rule over all content and lists every fault at once."""

from collections.abc import Iterator
from pathlib import Path

from scenarios.authoring import (
    rules_assessment,
    rules_choices,
    rules_danger,
    rules_graph,
    rules_habits,
    rules_language,
    rules_lesson,
    rules_links,
    rules_module,
    rules_plays,
    rules_referral,
    rules_role_play,
    rules_sensitive,
    rules_wording,
)
from scenarios.authoring.case import DialogueCase
from scenarios.authoring.gather import Content, gather
from scenarios.authoring.module_case import LessonCase
from scenarios.authoring.problems import RULES, Problem

__all__ = ["check", "problems_of"]

SUBJECTS = {
    DialogueCase: (rules_graph, rules_choices, rules_danger, rules_plays),
    rules_assessment.ItemsCase: (rules_assessment,),
    LessonCase: (rules_module, rules_lesson, rules_sensitive),
    rules_habits.HabitsCase: (rules_habits,),
    rules_role_play.RolePlayCase: (rules_role_play,),
    rules_wording.WordingCase: (rules_wording, rules_language, rules_links, rules_referral),
}
"""Which rules look at which kind of case."""


def check(root: Path) -> tuple[Content, list[Problem]]:
    """Return the content below `root` and all its problems, as `problems_of` tells them."""
    content = gather(root)
    return content, problems_of(content)


def problems_of(content: Content) -> list[Problem]:
    """Return all problems of the content, in the order of files and lines.

    A file that cannot be read or has not its shape is told as such; the rules look at all others.
    """
    problems = list(content.problems)
    for case in _cases(content):
        modules = {module.__name__ for module in SUBJECTS[type(case)]}
        for rule in RULES.values():
            if rule.check is not None and rule.check.__module__ in modules:
                problems.extend(rule.check(case))
    return sorted(problems, key=lambda problem: (str(problem.path), problem.line, problem.code))


def _cases(content: Content) -> Iterator[object]:
    yield rules_wording.WordingCase(content)
    if "competencies" not in content.shared or "curriculum" not in content.shared:
        return
    yield rules_role_play.RolePlayCase(content)
    modules = content.shared["curriculum"].data["modules"]
    taught = {module["id"]: set(module["competencies"]) for module in modules}
    objectives = {module["id"]: len(module["objectives"]) for module in modules}
    for sources, kind in ((content.dialogues, "practised"), (content.assessed, "assessed")):
        for name, source in sources.items():
            yield DialogueCase(
                source,
                content.plays.get(name),
                content.competencies,
                content.harms,
                kind,
                practised_too=kind == "assessed" and name in content.dialogues,
            )
    for sources, is_practice in ((content.practices, True), (content.assessments, False)):
        for source in sources.values():
            yield rules_assessment.ItemsCase(
                source,
                content.competencies,
                content.harms,
                set(content.assessed),
                taught.get(source.data["module"], set()),
                objectives,
                is_practice,
            )
    for number in range(len(modules)):
        yield LessonCase(content, number)
        yield rules_habits.HabitsCase(content, number)
