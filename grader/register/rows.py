"""The entries of a register as its database has them, damaged or not."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, func, select

from grader.register.entry import COLUMNS
from grader.register.tables import ENTRY

__all__ = ["Row", "count_of", "rows_of"]

Row = tuple[Any, ...]
"""One entry in the order of COLUMNS, its content as the text that was hashed."""
AT_A_TIME = 1000


def count_of(connection: Connection) -> int:
    """Return how many entries there are."""
    return connection.scalar(select(func.count()).select_from(ENTRY)) or 0


def rows_of(connection: Connection) -> Iterator[Row]:
    """Yield all entries by number. Bytes that are no text come as signs that no text holds, and stop nothing."""
    driver = connection.connection.driver_connection
    if connection.dialect.name == "sqlite" and driver is not None:
        driver.text_factory = _text
    query = select(*(ENTRY.c[name] for name in COLUMNS)).order_by(ENTRY.c.number)
    for row in connection.execute(query, execution_options={"yield_per": AT_A_TIME}):
        yield tuple(row)


def _text(content: bytes) -> str:
    return content.decode("utf-8", "surrogateescape")
