"""The panels of a school, and of a district that sees schools side by side."""

from grader.board.panel import Panel
from grader.board.school.consents import CONSENTS
from grader.board.school.evaluation import ALL_PLACES, EVALUATION
from grader.board.school.expiring import EXPIRING
from grader.board.school.pipeline import PIPELINE
from grader.board.school.schools import SCHOOLS
from grader.board.school.serving import SERVING
from grader.board.school.supervision import SUPERVISION
from grader.board.school.yearly import YEARLY

__all__ = ["DISTRICT", "PANELS"]

PANELS: tuple[Panel, ...] = (SERVING, SUPERVISION, EXPIRING, CONSENTS, PIPELINE, EVALUATION, YEARLY)
DISTRICT: tuple[Panel, ...] = (SCHOOLS, ALL_PLACES)
