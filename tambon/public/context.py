"""What every public page knows, refusals included: whether the published data are made up."""

from __future__ import annotations

from django.http import HttpRequest

from tambon.lib.problem import Problem
from tambon.public.published import is_synthetic


def published(request: HttpRequest) -> dict[str, bool]:
    """``synthetic`` of the latest release; the desk says it of its own home."""
    if request.path.startswith("/desk/"):
        return {}
    try:
        return {"synthetic": is_synthetic()}
    except Problem:  # a damaged catalogue is told by the page itself
        return {}
