"""What a client of CKAN's Action API asks, read as CKAN reads it, and its refusals in CKAN's words."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.http import HttpRequest

MOST_BODY = 65_536
MOST_NUMBER = 10**9
Asked = Mapping[str, Any]
T = TypeVar("T")


class Refused(Exception):
    """An answer of 4xx: CKAN's ``__type`` and what goes with it."""

    def __init__(self, status: int, kind: str, **said: Any) -> None:
        super().__init__(kind)
        self.status = status
        self.error = {"__type": kind, **said}


def read(request: HttpRequest) -> dict[str, Any]:
    """The parameters; several of one name are a list. Raises `Refused` for a body that is no JSON object."""
    asked: dict[str, Any] = {
        key: values[-1] if len(values) == 1 else values for key, values in request.GET.lists()
    }
    if request.method != "POST":
        return asked
    size = request.META.get("CONTENT_LENGTH") or "0"
    if not size.isascii() or not size.isdigit() or int(size[:19]) > MOST_BODY:
        raise Refused(400, "Bad Request", message=f"JSON Error: a body has at most {MOST_BODY} bytes")
    try:
        body = json.loads(request.body or b"{}")
    except (ValueError, RecursionError):
        raise Refused(400, "Bad Request", message="JSON Error: the body cannot be read as JSON") from None
    if not isinstance(body, dict):
        raise Refused(400, "Bad Request", message="JSON Error: the body must be a JSON object")
    return asked | body


def text(asked: Asked, name: str) -> str:
    """A parameter as text; empty where it is not there. Raises `Refused` for a list or an object."""
    value = asked.get(name)
    if isinstance(value, list | dict):
        raise invalid(name, "Must be a Unicode string value")
    return "" if value is None else str(value)


def many(asked: Asked, name: str) -> list[Any]:
    """A parameter that may be given many times, or as a list."""
    value = asked.get(name)
    if isinstance(value, list):
        return [each for each in value if isinstance(each, str)]
    return [value] if isinstance(value, str) and value else []


def flag(asked: Asked, name: str) -> bool:
    return text(asked, name).lower() in ("true", "yes", "t", "y", "1", "on")


def number(asked: Asked, name: str, without: int) -> int:
    """A whole number of at least 0. Raises `Refused`."""
    said = text(asked, name)
    if not said:
        return without
    if not said.isascii() or not said.isdigit() or len(said) > 12:
        raise invalid(name, "Invalid integer" if not said.startswith("-") else "Must be a natural number")
    return min(int(said), MOST_NUMBER)


def part(found: Sequence[T], asked: Asked) -> list[T]:
    """The part that limit and offset ask for."""
    offset, limit = number(asked, "offset", 0), number(asked, "limit", len(found))
    return list(found[offset : offset + limit])


def find(
    found: Sequence[dict[str, Any]], asked: Asked, noun: str, keys: tuple[str, ...] = ("id", "name")
) -> dict[str, Any]:
    """The one that ``id`` names. Raises `Refused` where it is not said, or not there."""
    wanted = text(asked, "id") or text(asked, "name_or_id")
    if not wanted:
        raise invalid("id" if noun != "package" else "name_or_id", "Missing value")
    for one in found:
        if wanted in [one[key] for key in keys]:
            return one
    raise Refused(404, "Not Found Error", message=f"Not found: {noun.capitalize()} was not found.")


def invalid(name: str, said: str) -> Refused:
    """CKAN's validation error of one parameter."""
    return Refused(409, "Validation Error", **{name: [said]})
