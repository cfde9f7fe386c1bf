"""Judges evidence by a rule: named steps, each passed, not passed or could not be checked. Pure throughout."""

from grader.policy.outcome import Outcome, Step, Verdict, conclude

__all__ = ["Outcome", "Step", "Verdict", "conclude"]
