"""Builds the one `NinjaAPI`: its routes, its strictness and its refusals."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.docs import DocsBase
from ninja.openapi.schema import OpenAPISchema

from tambon.lib.problem import Problem
from tambon.pages import errors
from tambon.public import problems
from tambon.public.api import areas, bounds, datasets, errata, programme, registry, releases, rows, tiles
from tambon.public.api.routes import Route
from tambon.public.api.schemas import Refusal

VERSION = "1.0.0"
_UNUSED = HttpResponse()
ALWAYS = {"lang"}  # any address may ask for the language of its refusals


class OwnPage(DocsBase):
    """The guide is a page of our own (`views.guide`): no script from elsewhere."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:
        from tambon.public.views.guide import guide

        return guide(request)


class Api(NinjaAPI):
    """Describes answers and refusals as what they are sent as."""

    def create_temporal_response(self, request: HttpRequest) -> HttpResponse:
        """What a view may write headers into; each of ours answers with a response of its own."""
        return _UNUSED

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        """The description; every answer of 400 and above is ``application/problem+json``."""
        described = super().get_openapi_schema(**kwargs)
        for path in described["paths"].values():
            path.pop("head")  # the same without a body, which needs no description
        routes = {route.view.__name__: route for route in ROUTES}
        operations = [one for path in described["paths"].values() for one in path.values()]
        for one in operations:
            for status, response in one["responses"].items():
                refused, route = int(status) >= 400, routes[one["operationId"]]
                sent_as = "application/problem+json" if refused else route.media
                response["content"] = {sent_as: response["content"]["application/json"]}
                if not refused:
                    response["content"] |= {media: {"schema": {}} for media in route.also}
        return described


api = Api(
    title="Tambon open data",
    version=VERSION,
    description=(
        "Published village and tambon data. Every value comes with its grade, its origin or the counts "
        "behind it. "
        "No key is needed. Answers come from the latest release; `release=` names another. "
        "Areas are those of the registry with its history: `on=` names a day, `edition=` another edition. "
        "Refusals are RFC 9457 problems that say what is allowed."
    ),
    docs=OwnPage(),
    docs_url="/docs",
    openapi_url="/openapi.json",
    urls_namespace="api",
    openapi_extra={"info": {"license": {"name": "Apache-2.0"}}},
)


def strict(route: Route) -> Callable[..., Any]:
    """The route's view, refusing a parameter that it does not have: a misspelt filter gives no answer."""
    fields = route.asked.model_fields.items()
    known = sorted({*(field.alias or name for name, field in fields), *ALWAYS})
    longest = bounds.longest_of(route.asked)

    @wraps(route.view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        for name in request.GET:
            if name not in known:
                raise problems.parameter_unknown(parameter=name[: bounds.SAID], known=", ".join(known))
        bounds.demand_bounded(request, longest, {key: kwargs[key] for key in kwargs.keys() - {"asked"}})
        return route.view(request, *args, **kwargs)

    answer.__signature__ = inspect.signature(route.view, eval_str=True)  # type: ignore[attr-defined]
    return answer


@api.exception_handler(Problem)
def refuse(request: HttpRequest, problem: Problem) -> HttpResponse:
    return errors.as_json(request, problem)


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Names the first parameter that could not be read."""
    first = error.errors[0]
    name = str(first["loc"][-1])
    if first["type"] == "string_too_long":
        return errors.as_json(
            request, problems.parameter_too_long(parameter=name, most=first["ctx"]["max_length"])
        )
    return errors.as_json(request, problems.parameter_invalid(parameter=name, reason=first["msg"]))


@api.exception_handler(HttpError)
def other(request: HttpRequest, error: HttpError) -> HttpResponse:
    return errors.as_json(request, errors.BAD_REQUEST())


ROUTES = (
    *registry.ROUTES,
    *areas.ROUTES,
    *tiles.ROUTES,
    *datasets.ROUTES,
    *rows.ROUTES,
    *releases.ROUTES,
    *errata.ROUTES,
    *programme.ROUTES,
)
for route in ROUTES:
    api.api_operation(
        ["GET", "HEAD"],  # who reads by URL asks for the head first, as DuckDB does
        f"/v1{route.path}",
        response={200: route.shape, **dict.fromkeys(route.refusals, Refusal)},
        summary=route.en,
        description=route.th,
        tags=[route.tag],
        operation_id=route.view.__name__,
    )(strict(route))
