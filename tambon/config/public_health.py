"""Whether a public process can do its work: for whoever spreads readers over several of them."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse

from tambon.config.warming import is_warm
from tambon.public.published import catalogue, registry


def healthz(request: HttpRequest) -> JsonResponse:
    """200 while this process answers at its speed, 503 while it warms up or has no release to answer from.

    ``state``: ready; warming; empty, where nothing was published; damaged, where nothing of it is good.
    A release that is opened beside the one that is served changes nothing. ``faults`` names what is damaged.
    """
    release, faults = catalogue().latest(), [*catalogue().faults(), *registry().faults()]
    state = ("ready" if is_warm() else "warming") if release else "damaged" if faults else "empty"
    body = {"state": state, "release": release, "edition": registry().latest(), "faults": faults}
    answer = JsonResponse(body, status=200 if state == "ready" else 503)
    answer["Cache-Control"] = "no-store"
    return answer
