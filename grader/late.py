"""What a late hand-in costs: nbgrader's plugin decides, as the class folder configures it."""

from types import SimpleNamespace
from typing import Any

from nbgrader.preprocessors import AssignLatePenalties

__all__ = ["Penalties"]


class Penalties:
    """Penalties by `config` (the class folder's traitlets Config)."""

    def __init__(self, config: Any) -> None:
        self._step = AssignLatePenalties(config=config)
        self._step.init_plugin()

    def of(self, trainee: str, score: float, seconds_late: float) -> float | None:
        """Return the penalty, between 0 and the score; None for none."""
        penalty = self._step.plugin_inst.late_submission_penalty(trainee, score, seconds_late)
        if penalty is None:
            return None
        checked: float = self._step._check_late_penalty(SimpleNamespace(score=score), penalty)
        return checked
