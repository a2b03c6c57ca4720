"""What a log must not hold: an address may be a secret, as that of a one-time link is."""

from __future__ import annotations

import logging

ELSEWHERE = "(address)"


class WithoutAddresses(logging.Filter):
    """Takes the addresses out of the framework's own lines, such as "Method Not Allowed (HEAD): /desk/…"."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Lets every line pass."""
        if record.name.startswith("django.") and isinstance(record.args, tuple):
            record.args = tuple(map(_without, record.args))
        return True


def _without(told: object) -> object:
    return ELSEWHERE if isinstance(told, str) and told.startswith("/") else told
