"""Brings the register's database to the version that this Sebaya reads."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from grader.faults import SebayaError

__all__ = ["VERSION", "bring_up_to_date", "is_current", "must_be_known"]

VERSION = "0001"
TABLE = "register_version"
_MIGRATIONS = Path(__file__).parent / "migrations"
_KNOWN = [path.name[:4] for path in (_MIGRATIONS / "versions").glob("[0-9]*.py")]


def bring_up_to_date(connection: Connection) -> None:
    """Make the tables, or migrate them; the caller holds the write lock. Raises SebayaError for a newer register."""
    if is_current(connection):
        return
    from alembic import command  # slow to import, and rarely needed
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes.update(connection=connection, version_table=TABLE)
    command.upgrade(config, VERSION)


def is_current(connection: Connection) -> bool:
    """Whether the tables are of this version. Raises SebayaError for a newer register."""
    found = version_of(connection)
    if found is not None:
        must_be_known(found)
    return found == VERSION


def must_be_known(version: str) -> None:
    """Raise SebayaError for a version that this Sebaya does not know."""
    if version not in _KNOWN:
        raise SebayaError(
            id=f"Buku register ini dibuat Sebaya yang lebih baru (versi {version}). Perbarui Sebaya di komputer ini.",
            en=f"This register was made by a newer Sebaya (version {version}). Update Sebaya on this computer.",
        )


def version_of(connection: Connection) -> str | None:
    """Return the version of the register's tables, None when there are none yet."""
    if not inspect(connection).has_table(TABLE):
        return None
    found: str | None = connection.scalar(text(f"SELECT version_num FROM {TABLE}"))  # noqa: S608 (a constant)
    return found
