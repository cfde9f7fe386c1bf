"""Reads what nbgrader's gradebook holds about an assessment; never writes there."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from nbgrader.api import Assignment, Comment, Grade, GradeCell, SourceCell, SubmittedAssignment, SubmittedNotebook
from nbgrader.api import BaseCell
from sqlalchemy import create_engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from grader.course import Course
from grader.faults import SebayaError

__all__ = ["Mark", "Marks", "read_marks"]
