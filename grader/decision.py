"""Decides for a class: gathers evidence, judges it by the rule, and freezes what is decided into the register."""

from datetime import date

from grader.course import Course
from grader.decided import Decision, freeze
from grader.evidence import Evidence, Gatherer
from grader.policy import conclude
from grader.policy.module_record import judge
from grader.progress import Report, silent
from grader.register import register_of
from grader.roster import read_roster
from grader.rule import Rule, read_rule

__all__ = ["decide", "latest_decisions"]


def decide(
    course: Course,
    assessment: str,
    progress: Report = silent,
    today: date | None = None,
) -> list[Decision]:
    """Decide for every trainee of the roster, and return the decisions in its order.

    What could not be checked is returned and not frozen; deciding again on the same evidence adds nothing.
    Raises SebayaError when the assessment has no rule, is not released, or a file of the class is damaged.
    """
    rule = read_rule(assessment, course)
    trainees = read_roster(course)
    gatherer, on = Gatherer(course, assessment), today or date.today()
    decisions = []
    for number, trainee in enumerate(trainees, 1):
        decisions.append(_judged(rule, gatherer.gather(trainee.code), on))
        progress(number, len(trainees))
    return freeze(register_of(course), course.about["id"], decisions)


def latest_decisions(course: Course, assessment: str) -> list[Decision]:
    """Return the frozen decision that counts for each trainee of the roster who has one."""
    module = read_rule(assessment).data["module"]
    entries = register_of(course).entries(place=course.about["id"], kind="decision", about=module)
    latest = {entry.person: Decision.from_entry(entry) for entry in entries}
    return [latest[trainee.code] for trainee in read_roster(course) if trainee.code in latest]


def _judged(rule: Rule, evidence: Evidence, on: date) -> Decision:
    steps = judge(rule, evidence)
    return Decision(
        evidence.trainee,
        rule.data["kind"],
        rule.data["module"],
        rule.data["assessment"],
        conclude(steps),
        on,
        tuple(step.to_json() for step in steps),
        evidence.to_json(),
        rule.identity,
    )
