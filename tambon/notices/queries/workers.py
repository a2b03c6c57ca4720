"""What waits for workers: of all of them in a few statements, or of one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from tambon.dictionary.rules.spec import Severity
from tambon.notices.queries.sql import rows
from tambon.notices.queries.tasks import named, tasks_of_workers
from tambon.notices.rules import NEW_DAYS, Wait, WaitKind


def waits_of_workers(people: Sequence[int], *, on: date) -> dict[int, list[Wait]]:
    """{person id: what waits for them as workers}, for those of the ids for whom anything does."""
    if not people:
        return {}
    given = {"on": on, "people": named(people)}
    tasks = tasks_of_workers(people, on=on)
    found: dict[int, list[Wait]] = {person: tasks.get(person, []) for person in people}
    for person, dataset, values, places in rows("returned", given):
        if person in found:
            wait = Wait(WaitKind.RETURNED, int(values), places=places, dataset=dataset)
            found[person].append(wait)
    for person, dataset, severity, values, places in rows("asked", given):
        if person in found:
            kind = WaitKind.IMPOSSIBLE if severity == Severity.BLOCKS else WaitKind.ASKED
            found[person].append(Wait(kind, int(values), places=places, dataset=dataset))
    for person, count in rows("new_villages", {**given, "since": on - timedelta(days=NEW_DAYS)}):
        if person in found:
            found[person].append(Wait(WaitKind.NEW_VILLAGES, count))
    return {person: waits for person, waits in found.items() if waits}
