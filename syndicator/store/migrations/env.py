"""What Alembic runs: the migrations on the connection that store.migrate passes in."""

from alembic import context

from syndicator.store import (  # noqa: F401 - their tables are METADATA's too
    archive_tables,
    copy_tables,
    desk_tables,
    health_tables,
    picture_tables,
    poll_tables,
    publish_tables,
)
from syndicator.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    # SQLite changes a table by copying it.
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
