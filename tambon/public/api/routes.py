"""One line for each address of the API."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ninja import Schema


@dataclass(frozen=True)
class Route:
    """An address: where, what answers it, what may be asked, the answer's shape, an example that works."""

    path: str
    view: Callable[..., Any]
    asked: type[Schema]
    shape: Any
    tag: str
    th: str
    en: str
    example: str
    refusals: tuple[int, ...] = (400, 404, 503)
    of_registry: bool = False  # answers only where a registry of areas is published
    media: str = "application/json"
    also: tuple[str, ...] = ()  # other media of the same answer
