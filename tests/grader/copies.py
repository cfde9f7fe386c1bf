"""Copies of class folders, of which a test may do what it likes."""

import shutil
from pathlib import Path

import yaml
from postgres import Postgres
from sqlalchemy import make_url

from grader.course import Course

__all__ = ["copy_class"]


def copy_class(root: Path, to: Path, server: Postgres | None = None) -> Course:
    """Copy a class folder, and its database where `server` keeps it."""
    shutil.copytree(root, to, symlinks=True)
    if server is not None:
        about = yaml.safe_load((to / "class.yaml").read_text(encoding="utf-8"))
        about["db"] = server.new_database(like=make_url(about["db"]).database or "")
        (to / "class.yaml").write_text(yaml.safe_dump(about), encoding="utf-8")
    return Course(to)
