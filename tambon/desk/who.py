"""Who is asking, and the day on which they ask."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from tambon.accounts import queries as accounts
from tambon.accounts.rules import Who
from tambon.lib.days import thai_day

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


class DeskRequest(HttpRequest):
    """A request of a signed-in person: with their grants of today."""

    who: Who
    at: datetime
    today: date


def signed_in(view: Callable[Concatenate[DeskRequest, P], HttpResponse]) -> View[P]:
    """The view, for signed-in people only; others are sent to sign in and back."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        request.at = datetime.now(UTC)  # type: ignore[attr-defined]
        request.today = thai_day(request.at)  # type: ignore[attr-defined]
        request.who = accounts.who(request.user.pk, on=request.today)  # type: ignore[attr-defined]
        response = view(request, *args, **kwargs)  # type: ignore[arg-type]
        response["Cache-Control"] = "private, no-store"
        return response

    return answer
