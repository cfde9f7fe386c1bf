"""nbgrader's settings in a class folder: the pipeline that marks answers without running trainees' code."""

import os
from pathlib import Path
from typing import Any

import yaml
from traitlets.config.loader import PyFileConfigLoader

from grader.course import CONFIG, Course

__all__ = ["configure", "load"]


def configure(config: Any, config_file: str) -> None:
    """Set up `config` (a traitlets Config) for the class folder in which `config_file` lies."""
    root = Path(config_file).resolve().parent
    course_id = yaml.safe_load((root / "class.yaml").read_text(encoding="utf-8"))["id"]
    config.CourseDirectory.root = str(root)
    config.CourseDirectory.course_id = course_id
    config.CourseDirectory.db_url = Course(root).db_url
    config.Exchange.root = os.environ.get("SEBAYA_EXCHANGE", str(root / "exchange"))
    config.Autograde.sanitize_preprocessors = ["grader.marking.MarkSubmission"]
    config.Autograde.autograde_preprocessors = [
        "nbgrader.preprocessors.SaveAutoGrades",
        "nbgrader.preprocessors.AssignLatePenalties",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    config.Autograde.create_student = False
    config.Autograde.exclude_overwriting = {
        folder.name: ["responses.json"] for folder in (root / "source").iterdir() if folder.is_dir()
    }
    config.GenerateFeedback.preprocessors = [
        "grader.marking.WithoutRubric",
        "nbgrader.preprocessors.GetGrades",
        "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
    ]


def load(course: Course) -> Any:
    """Return the settings of a class folder, the trainer's own additions included."""
    return PyFileConfigLoader(CONFIG, path=str(course.root)).load_config()
