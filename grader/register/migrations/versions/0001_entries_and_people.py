"""The chained entries, and the one table with names."""

from alembic import op

from grader.register.tables import METADATA, triggers

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make both tables, and the triggers, which alembic would not find by itself."""
    METADATA.create_all(op.get_bind())
    for statement in triggers(op.get_bind().dialect.name):
        op.execute(statement)
