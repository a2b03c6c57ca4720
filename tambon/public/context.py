"""What every public page knows, refusals included: whether its data are made up, where answers are found."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from tambon.lib.problem import Problem
from tambon.public.challenging import answers_address
from tambon.public.published import catalogue, is_list_stale, is_synthetic, is_unvouched


def published(request: HttpRequest) -> dict[str, Any]:
    """``synthetic`` of the latest release, whether all that lies here is ``unvouched``, and where answers to
    challenges are found; the desk says so of its own."""
    if request.path.startswith("/desk/"):
        return {}
    counter: dict[str, Any] = {"answers_at": answers_address(), "unvouched": is_unvouched()}
    counter |= {"list_signed": catalogue().signed(), "list_is_stale": is_list_stale()}
    try:
        return {**counter, "synthetic": is_synthetic()}
    except Problem:  # a damaged catalogue is told by the page itself
        return counter
