"""The register of decisions: append-only, each row chained to the one before by SHA-256. Holds codes, no names.

The database refuses changes and gaps by its own triggers. Whoever owns the file could still build a whole new
chain, so its head (`Register.head`) is worth keeping elsewhere; every printed record carries its own number and hash.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Column, Connection, Integer, MetaData, String, Table, Text, create_engine, event, select
from sqlalchemy.exc import SQLAlchemyError

from grader.decided import Decision, hash_of
from grader.faults import SebayaError, tell

__all__ = ["Register"]

GENESIS = "0" * 64
WAIT_SECONDS = 30

_DECISIONS = Table(
    "decision",
    MetaData(),
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("trainee", String(20), nullable=False, index=True),
    Column("kind", String(40), nullable=False),
    Column("module", String(80), nullable=False),
    Column("assessment", String(80), nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("decided_on", String(20), nullable=False),
    Column("content", Text, nullable=False),
    Column("prev_hash", String(64), nullable=False, unique=True),
    Column("hash", String(64), nullable=False, unique=True),
)
_REFUSE = "BEGIN SELECT RAISE(ABORT, 'decisions are only ever added'); END"
_TRIGGERS = (
    f"CREATE TRIGGER IF NOT EXISTS decision_no_update BEFORE UPDATE ON decision {_REFUSE}",
    f"CREATE TRIGGER IF NOT EXISTS decision_no_delete BEFORE DELETE ON decision {_REFUSE}",
    "CREATE TRIGGER IF NOT EXISTS decision_next_only BEFORE INSERT ON decision "  # noqa: S608 (constants only)
    "WHEN NEW.id <> (SELECT COALESCE(MAX(id), 0) + 1 FROM decision) OR NEW.prev_hash <> "
    f"COALESCE((SELECT hash FROM decision ORDER BY id DESC LIMIT 1), '{GENESIS}') {_REFUSE}",
)


class Register:
    """The register in the file `path`, made when it is first written to.

    Every method raises SebayaError when the file is damaged or cannot be used.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def append(self, decision: Decision) -> Decision:
        """Freeze `decision` and return it with number and hash.

        One that says nothing new is not added: the decision it repeats is returned.
        """
        with self._open(writing=True) as connection:
            latest = self._latest(connection, decision.trainee, decision.kind, decision.module)
            if latest is not None and latest.substance == decision.substance:
                return latest
            number, prev_hash = self._head(connection)
            linked = replace(decision, number=number + 1, prev_hash=prev_hash)
            row = {**linked.columns, "hash": hash_of(linked.columns)}
            connection.execute(_DECISIONS.insert().values(row))
            return Decision.from_columns(row)

    def latest(self, trainee: str, kind: str, module: str) -> Decision | None:
        """Return the decision that counts, None when there is none."""
        with self._open() as connection:
            return self._latest(connection, trainee, kind, module)

    @property
    def head(self) -> tuple[int, str]:
        """Number and hash of the last decision."""
        with self._open() as connection:
            return self._head(connection)

    def verify_chain(self) -> list[str]:
        """Return every fault of the chain in the trainer's language; none when it is whole."""
        faults = []
        expected, before = 1, GENESIS
        with self._open() as connection:
            for row in connection.execute(select(_DECISIONS).order_by(_DECISIONS.c.id)):
                values = dict(row._mapping)
                stored = values.pop("hash")
                if row.id != expected or row.prev_hash != before:
                    faults.append(
                        tell(
                            id=f"Keputusan {row.id} tidak menyambung dengan keputusan sebelumnya.",
                            en=f"Decision {row.id} does not follow the one before.",
                        )
                    )
                if hash_of(values) != stored:
                    faults.append(
                        tell(
                            id=f"Isi keputusan {row.id} berubah sesudah dibekukan.",
                            en=f"Decision {row.id} was changed after it was frozen.",
                        )
                    )
                expected, before = row.id + 1, stored
        return faults

    @contextmanager
    def _open(self, *, writing: bool = False) -> Iterator[Connection]:
        """Open a transaction; one that writes takes the write lock before it reads what it builds on."""
        engine = create_engine(
            f"sqlite:///{self.path}",
            hide_parameters=True,
            connect_args={"timeout": WAIT_SECONDS, "isolation_level": None},
        )
        is_new = not self.path.is_file() or not self.path.stat().st_size
        begin = "BEGIN IMMEDIATE" if writing or is_new else "BEGIN"
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
        try:
            with engine.begin() as connection:
                if begin != "BEGIN":
                    self._create(connection)
                yield connection
        except (sqlite3.Error, SQLAlchemyError, ValueError, KeyError) as fault:
            raise SebayaError(
                id=f"Buku keputusan {self.path} tidak bisa dipakai. Jangan diubah; pulihkan dari cadangan.",
                en=f"The register {self.path} cannot be used. Change nothing in it; restore it from a backup.",
            ) from fault
        finally:
            engine.dispose()

    def _create(self, connection: Connection) -> None:
        _DECISIONS.metadata.create_all(connection)
        for trigger in _TRIGGERS:
            connection.exec_driver_sql(trigger)
        self.path.chmod(0o600)

    @staticmethod
    def _latest(connection: Connection, trainee: str, kind: str, module: str) -> Decision | None:
        columns = _DECISIONS.c
        query = select(_DECISIONS).where(columns.trainee == trainee, columns.kind == kind, columns.module == module)
        row = connection.execute(query.order_by(columns.id.desc()).limit(1)).one_or_none()
        return None if row is None else Decision.from_columns(dict(row._mapping))

    @staticmethod
    def _head(connection: Connection) -> tuple[int, str]:
        row = connection.execute(select(_DECISIONS).order_by(_DECISIONS.c.id.desc()).limit(1)).one_or_none()
        return (0, GENESIS) if row is None else (row.id, row.hash)
