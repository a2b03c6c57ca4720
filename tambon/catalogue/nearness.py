"""How near two areas lie to each other, by their codes alone. Pure."""

from __future__ import annotations


def together(code: str, near: str) -> int:
    """0 to 3: whether two official codes share nothing, a province, a district, a tambon (two digits)."""
    shared = (each for each in (3, 2, 1) if len(near) >= 2 * each and code[: 2 * each] == near[: 2 * each])
    return next(shared, 0)
