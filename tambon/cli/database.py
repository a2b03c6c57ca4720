"""The database as commands need it: running, reachable and migrated."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tambon.host import problems
from tambon.host.home import Home
from tambon.host.postgres import database

MIGRATING = 6_202_563  # the advisory lock that keeps two migrating processes apart


@contextmanager
def ready_database() -> Iterator[None]:
    """Django set up on the home's database, migrated; stopped at the end if it was started here."""
    with database(Home.from_environment()):
        set_up()
        try:
            yield
        finally:
            from django.db import connections

            connections.close_all()


def set_up() -> None:
    """Django on the running database, migrated. Raises `database_unreachable`."""
    import django
    from django.db import OperationalError, connection

    django.setup()
    try:
        connection.ensure_connection()
    except OperationalError as error:
        raise problems.database_unreachable(why=str(error).strip().splitlines()[0]) from error
    migrate()


def migrate() -> None:
    """Brings the tables to this version's shape; costs a look when they have it already."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    if not _pending(MigrationExecutor(connection)):
        return
    print("ปรับโครงสร้างฐานข้อมูล · preparing the database's tables …", file=sys.stderr)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATING])
        try:
            call_command("migrate", interactive=False, verbosity=0)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATING])


def _pending(executor: object) -> bool:
    loader = executor.loader  # type: ignore[attr-defined]
    return bool(executor.migration_plan(loader.graph.leaf_nodes()))  # type: ignore[attr-defined]
