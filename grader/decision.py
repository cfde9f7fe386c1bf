"""Decides for a class: gathers evidence, judges it by the rule, and freezes what is decided into the register."""

from datetime import UTC, datetime

from grader.course import Course
from grader.decided import Decision
from grader.evidence import Evidence, Gatherer
from grader.policy import Outcome, conclude, judge
from grader.progress import Report, silent
from grader.register import Register
from grader.roster import read_roster
from grader.rule import Rule, read_rule

__all__ = ["decide", "latest_decisions", "register_of"]


def register_of(course: Course) -> Register:
    """Return the register of a class."""
    return Register(course.root / "register.db")


def decide(
    course: Course,
    assessment: str,
    progress: Report = silent,
) -> list[Decision]:
    """Decide for every trainee of the roster, and return the decisions in its order.

    What could not be checked is returned and not frozen; deciding again on the same evidence adds nothing.
    Raises SebayaError when the assessment has no rule, is not released, or a file of the class is damaged.
    """
    rule = read_rule(assessment)
    trainees = read_roster(course)
    gatherer = Gatherer(course, assessment)
    register = register_of(course)
    decisions = []
    for number, trainee in enumerate(trainees, 1):
        decision = _judged(rule, gatherer.gather(trainee.code))
        decisions.append(decision if decision.outcome is Outcome.UNCHECKED else register.append(decision))
        progress(number, len(trainees))
    return decisions


def latest_decisions(course: Course, assessment: str) -> list[Decision]:
    """Return the frozen decision that counts for each trainee of the roster who has one."""
    rule, register = read_rule(assessment).data, register_of(course)
    found = [register.latest(trainee.code, rule["kind"], rule["module"]) for trainee in read_roster(course)]
    return [decision for decision in found if decision is not None]


def _judged(rule: Rule, evidence: Evidence) -> Decision:
    steps = judge(rule, evidence)
    return Decision(
        evidence.trainee,
        rule.data["kind"],
        rule.data["module"],
        rule.data["assessment"],
        conclude(steps),
        datetime.now(UTC),
        tuple(step.to_json() for step in steps),
        evidence.to_json(),
        rule.identity,
    )
