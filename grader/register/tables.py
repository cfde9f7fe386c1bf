"""The register's two tables, and the triggers that let entries only ever be added."""

from sqlalchemy import Column, Integer, MetaData, String, Table, Text

from grader.register.entry import GENESIS

__all__ = ["ENTRY", "METADATA", "PERSON", "triggers"]

METADATA = MetaData()

ENTRY = Table(
    "entry",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("recorded_at", String(20), nullable=False),
    Column("place", String(80), nullable=False),
    Column("person", String(40), nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("about", String(120), nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("on_day", String(10), nullable=False),
    Column("until_day", String(10), nullable=False),
    Column("recorded_by", String(40), nullable=False),
    Column("content", Text, nullable=False),
    Column("prev_hash", String(64), nullable=False, unique=True),
    Column("hash", String(64), nullable=False, unique=True),
)

# The one table with names: no entry refers to it, so that whoever is erased here leaves the chain whole.
PERSON = Table(
    "person",
    METADATA,
    Column("place", String(80), primary_key=True),
    Column("code", String(40), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("role", String(30), nullable=False),
    Column("name", Text, nullable=False),
    Column("group", String(80), nullable=False),
    Column("tier", String(4), nullable=False),
    Column("language", String(8), nullable=False),
    Column("personal_code", String(40), nullable=False),
)

_REFUSAL = "entries are only ever added"
_MISFITS = (
    "NEW.number <> (SELECT COALESCE(MAX(number), 0) + 1 FROM entry) OR NEW.prev_hash <> "  # noqa: S608 (constants)
    f"COALESCE((SELECT hash FROM entry ORDER BY number DESC LIMIT 1), '{GENESIS}')"
)


def triggers(dialect: str) -> list[str]:
    """Return the SQL that makes the database itself refuse changed, deleted and unlinked entries."""
    if dialect == "sqlite":
        refuse = f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
        return [
            f"CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry {refuse}",
            f"CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry {refuse}",
            f"CREATE TRIGGER entry_next_only BEFORE INSERT ON entry WHEN {_MISFITS} {refuse}",
        ]
    return [
        "CREATE FUNCTION entry_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$",
        f"CREATE FUNCTION entry_next() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {_MISFITS} THEN "
        f"RAISE EXCEPTION '{_REFUSAL}'; END IF; RETURN NEW; END $$",
        "CREATE TRIGGER entry_no_change BEFORE UPDATE OR DELETE ON entry FOR EACH ROW EXECUTE FUNCTION entry_refuse()",
        "CREATE TRIGGER entry_no_truncate BEFORE TRUNCATE ON entry EXECUTE FUNCTION entry_refuse()",
        "CREATE TRIGGER entry_next_only BEFORE INSERT ON entry FOR EACH ROW EXECUTE FUNCTION entry_next()",
    ]
