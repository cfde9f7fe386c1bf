"""Alembic's way into the register: always on a connection that is open already."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    version_table=context.config.attributes["version_table"],
    transactional_ddl=False,  # whoever opened the connection holds the transaction
)
context.run_migrations()
