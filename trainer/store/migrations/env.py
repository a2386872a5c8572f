"""What Alembic runs: brings the database on the given connection to the wanted version, in its transaction."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
with context.begin_transaction():
    context.run_migrations()
