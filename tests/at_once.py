"""Work that several connections do at once."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence

from django.db import connection, connections


def at_once(*work: Callable[[], object], seconds: float = 60) -> list[BaseException | None]:
    """Each in a thread with a connection of its own; what each raised comes back, in their order."""
    return [fault for _, fault in _run(work, seconds)]


def given_at_once(*work: Callable[[], object], seconds: float = 60) -> list[object]:
    """The same; what each gave comes back, and what one raised is raised."""
    done = _run(work, seconds)
    for _, fault in done:
        if fault is not None:
            raise fault
    return [given for given, _ in done]


def _run(work: Sequence[Callable[[], object]], seconds: float) -> list[tuple[object, BaseException | None]]:
    done: list[tuple[object, BaseException | None]] = [(None, None)] * len(work)
    ready = threading.Barrier(len(work))

    def run(place: int, one: Callable[[], object]) -> None:
        try:
            ready.wait(seconds)
            done[place] = one(), None
        except BaseException as fault:
            done[place] = None, fault
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(work)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(seconds)
    assert not any(thread.is_alive() for thread in threads)
    return done


def until_somebody_waits(seconds: float = 40, *, many: int = 1, for_rows: bool = False) -> None:
    """Returns once so many connections of this database wait for turns, or rows, that another holds."""
    kinds = ["transactionid", "tuple"] if for_rows else ["advisory"]
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")  # who came since the transaction began
            cursor.execute(
                "SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)"
                " WHERE NOT granted AND locktype = ANY(%s) AND datname = current_database()",
                [kinds],
            )
            (waiting,) = cursor.fetchone()
        if waiting >= many:
            return
        time.sleep(0.02)
    raise AssertionError("nobody waited")
