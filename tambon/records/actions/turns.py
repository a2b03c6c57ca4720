"""Who speaks and who locks: turns over one dataset and period."""

from __future__ import annotations

from collections.abc import Iterable

from tambon.records.queries.sql import rows, run


def await_locks(parts: Iterable[tuple[str, ...]]) -> None:
    """Lets nobody lock an area of these (dataset, period) until the transaction ends.

    Many who speak go side by side. Whoever also locks records takes this turn before them, so that no two
    wait for each other.
    """
    pairs = sorted(set(parts))
    if pairs:
        datasets, periods = zip(*pairs, strict=True)
        run("await_locks", {"dataset": list(datasets), "period": list(periods)})


def await_locks_of(record_ids: Iterable[int]) -> None:
    """As `await_locks`, for the datasets and periods of these records."""
    await_locks(rows("parts_of", {"ids": list(record_ids)}))


def hold_claims(dataset: str, period: str) -> None:
    """Waits until all who are speaking about the dataset and period have come to an end, and lets nobody
    speak about it until this transaction ends: what is read now is all that was said.
    """
    run("hold_claims", {"dataset": dataset, "period": period})
