"""Which codes the areas below get when the area above them changes. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from tambon.areas.rules.codes import COUNTRY_CODE

MOST = 99  # two digits
OFFICES = 90


def new_codes(
    children: Iterable[str], parent: str, given: Mapping[str, str], taken: Collection[str]
) -> dict[str, str]:
    """{code before: code after} for children that come under the code ``parent``.

    What is given holds; what begins with the parent's code already stays; else the last two digits are kept
    where they are free, and where not the next free number above all others is taken.
    """
    prefix = "" if parent == COUNTRY_CODE else parent
    used = {*taken, *(code for code in given.values() if code)}
    after: dict[str, str] = {}
    for code in sorted(children):
        to = given.get(code) or _next(code, prefix, used)
        used.add(to)
        after[code] = to
    return after


def _next(code: str, prefix: str, used: Collection[str]) -> str:
    if len(code) == len(prefix) + 2 and code.startswith(prefix) and code not in used:
        return code
    wished = prefix + code[-2:]
    if wished not in used:
        return wished
    numbers = [int(one[-2:]) for one in used if one[:-2] == prefix and one[-2:].isdigit()]
    return f"{prefix}{max(numbers, default=0) + 1:02d}"


def free_numbers(used: Iterable[int], *, many: int) -> list[int]:
    """The first numbers from 1 to 99 that are not used: those above the others first, then gaps.

    Numbers from 90 up, which registry offices of municipalities take in the district's slot, come last.
    """
    taken = set(used)
    top = max((number for number in taken if number < OFFICES), default=0)
    order = [*range(top + 1, OFFICES), *range(1, top), *range(OFFICES, MOST + 1)]
    return [number for number in order if number not in taken][:many]
