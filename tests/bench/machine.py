"""Where and with what a run was made."""

import os
import platform
import re
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from measure import REPOSITORY

__all__ = ["about"]

DISTRIBUTION = r'PRETTY_NAME="(.*)"'
PACKAGES = ("nbgrader", "nbconvert", "ipykernel", "otter-grader", "SQLAlchemy", "psycopg", "distributed", "matplotlib")


def about(command: str) -> dict[str, Any]:
    """Return date, machine and versions, and how busy the machine was before."""
    return {
        "command": command,
        "date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "commit": _commit(),
        "cpu": _first(r"model name\s*: (.*)", "/proc/cpuinfo"),
        "cores": os.cpu_count(),
        "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
        "load_before": os.getloadavg()[0],
        "system": f"{_first(DISTRIBUTION, '/etc/os-release')}, {platform.system()} {platform.release()}",
        "versions": {
            "Python": sys.version.split()[0],
            "SQLite": sqlite3.sqlite_version,
            "PostgreSQL": _postgres(),
            **{name: _version(name) for name in PACKAGES},
        },
    }


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "-"


def _first(pattern: str, path: str) -> str:
    found = re.search(pattern, Path(path).read_text(encoding="utf-8")) if Path(path).is_file() else None
    return found[1] if found else "-"


def _postgres() -> str:
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    return _said(str(programs[-1]), "--version").split(" ")[2] if programs else "-"


def _commit() -> str:
    changed = "+" if _said("git", "status", "--porcelain", "--", "grader", "scenarios") else ""
    return (_said("git", "rev-parse", "--short", "HEAD") or "-") + changed


def _said(*command: str) -> str:
    try:
        return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False).stdout.strip()
    except OSError:
        return ""
