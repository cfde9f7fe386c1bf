"""Takes one submission with its marks out of nbgrader's gradebook as plain data, and puts it back just as it was."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, select, text

from grader.records import COMMENTS, COPIES, GRADES, SUBMISSIONS, Records

__all__ = ["put_back", "rows_of", "take_out"]

TABLES = {table.name: table for table in (SUBMISSIONS, COPIES, GRADES, COMMENTS)}
"""In the order in which one rests on the other."""


def rows_of(records: Records, trainee: str) -> dict[str, list[dict[str, Any]]]:
    """Return table → rows of a trainee's submission, as JSON can hold them; no rows where there is none."""
    with records.connection.begin():
        return {
            name: [
                {key: _plain(value) for key, value in row.items()}
                for row in records.connection.execute(
                    select(table).where(_belongs(records, trainee, name)).order_by(table.c.id)
                ).mappings()
            ]
            for name, table in TABLES.items()
        }


def take_out(records: Records, trainee: str) -> None:
    """Delete a trainee's submission with its marks; `rows_of` has to be kept before."""
    with records.connection.begin():
        if records.connection.dialect.name == "sqlite":
            # What a person wrote about somebody must not stay readable in the file's free pages.
            records.connection.execute(text("PRAGMA secure_delete = ON"))
        for name, table in reversed(TABLES.items()):
            records.connection.execute(delete(table).where(_belongs(records, trainee, name)))


def put_back(records: Records, rows: Mapping[str, list[dict[str, Any]]]) -> None:
    """Insert rows as `rows_of` gave them, all or none."""
    with records.connection.begin():
        for name, table in TABLES.items():
            kinds = {column.name: column.type.python_type for column in table.columns}
            found = [{key: _value(kinds[key], value) for key, value in row.items()} for row in rows[name]]
            if found:
                records.connection.execute(insert(table), found)


def _belongs(records: Records, trainee: str, name: str) -> Any:
    submissions = select(SUBMISSIONS.c.id).where(
        SUBMISSIONS.c.assignment_id == records.assignment, SUBMISSIONS.c.student_id == trainee
    )
    if name == SUBMISSIONS.name:
        return SUBMISSIONS.c.id.in_(submissions)
    if name == COPIES.name:
        return COPIES.c.assignment_id.in_(submissions)
    return TABLES[name].c.notebook_id.in_(select(COPIES.c.id).where(COPIES.c.assignment_id.in_(submissions)))


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return value.total_seconds() if isinstance(value, timedelta) else value


def _value(kind: type, value: Any) -> Any:
    if value is None:
        return None
    if kind is datetime:
        return datetime.fromisoformat(value)
    return timedelta(seconds=value) if kind is timedelta else value
