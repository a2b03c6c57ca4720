"""The whole registry as it is at one instant of the database."""

from __future__ import annotations

from django.db import connection, transaction

from tambon.areas.queries import publishing
from tambon.releases.registry.rules.histories import Registry


@transaction.atomic
def read_registry() -> Registry:
    """Every row of one snapshot; inside a caller's transaction, that one decides which."""
    with connection.cursor() as cursor:
        if not connection.savepoint_ids:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
    registry = Registry()
    registry.areas = {row.id: row for row in publishing.iterate_areas()}
    for name in publishing.iterate_names():
        registry.names[name.area].append(name)
    for code in publishing.iterate_codes():
        registry.codes[code.area].append(code)
    for membership in publishing.iterate_memberships():
        registry.parents[membership.child].append(membership)
    registry.changes = list(publishing.iterate_changes())
    registry.boundaries = list(publishing.iterate_boundaries())
    registry.editions = sorted(
        publishing.iterate_editions(), key=lambda one: (one.day, one.source, one.sha256)
    )
    return registry
