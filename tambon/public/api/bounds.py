"""How long a question may be: what is said back in a refusal, and looked for, is never more than this."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, get_args

from django.http import HttpRequest
from ninja import Schema

from tambon.catalogue.cursors import LONGEST as LONGEST_CURSOR
from tambon.public import problems

LONGEST = 200  # letters of one word: a name, a code, a day, a version
LONGEST_LIST = (
    8_000  # letters of all values of one parameter that takes several: every column of a wide table
)
MOST_TIMES = 100  # that a parameter is given
SAID = 50  # letters of an unknown name that are said back


def longest_of(asked: type[Schema]) -> dict[str, int]:
    """{parameter: letters that it may have, all its values together}."""
    found = {}
    for name, field in asked.model_fields.items():
        several = any(getattr(each, "__origin__", None) is list for each in get_args(field.annotation))
        found[field.alias or name] = LONGEST_LIST if several else LONGEST
    return found | ({"cursor": LONGEST_CURSOR} if "cursor" in found else {})


def demand_bounded(request: HttpRequest, longest: Mapping[str, int], places: Mapping[str, Any]) -> None:
    """Raises 400-parameter-too-long and 400-parameter-repeated; ``places`` are the words of the path."""
    for name, value in places.items():
        _demand_length(name, [str(value)], LONGEST)
    for name, values in request.GET.lists():
        if len(values) > MOST_TIMES:
            raise problems.parameter_repeated(parameter=name[:SAID], most=MOST_TIMES)
        _demand_length(name, values, longest.get(name, LONGEST))


def _demand_length(name: str, values: Sequence[str], most: int) -> None:
    if sum(map(len, values)) > most:
        raise problems.parameter_too_long(parameter=name[:SAID], most=most)
