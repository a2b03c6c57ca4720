"""CKAN's Action API over the latest release, as far as harvesters and `ckanapi` ask it: reading alone.

Every answer, a refusal too, stands in CKAN's envelope with CKAN's own words for what went wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from tambon.catalogue.metadata import ckan
from tambon.catalogue.metadata.search import QueryFault, document, order, read_all
from tambon.lib.problem import Problem
from tambon.public import caching
from tambon.public.api.answers import address, as_json
from tambon.public.api.ckan_asked import Asked, Refused, find, flag, invalid, many, number, part, read, text
from tambon.public.metadata import base_of, published

MOST_ROWS = 1000
_KINDS = {400: "Bad Request", 404: "Not Found Error", 409: "Validation Error", 503: "Service Unavailable"}


@csrf_exempt  # nothing is changed and no cookie counts; clients send their questions as JSON by POST
@require_http_methods(["GET", "HEAD", "POST", "OPTIONS"])
def action(request: HttpRequest, name: str) -> HttpResponse:
    """``/api/3/action/<name>``: parameters of the address, or a JSON object by POST."""
    if request.method == "OPTIONS":
        return _preflight()
    try:
        if name not in ACTIONS:
            raise Refused(400, "Bad Request", message=f"Action name not known: {name[:100]}")
        asked = read(request)
        if request.method == "POST":
            response = caching.share(_enveloped(request, name, asked))
            response["Cache-Control"] = "no-store"
            return response
        return caching.listing(request, lambda: _enveloped(request, name, asked))
    except Refused as refused:
        return _refusal(request, name, refused)
    except Problem as problem:
        status = problem.kind.status
        kind = _KINDS.get(status, "Bad Request")
        return _refusal(request, name, Refused(status, kind, message=problem.say("en")))


@require_http_methods(["GET", "HEAD"])
def version(request: HttpRequest) -> HttpResponse:
    """``/api/3``: which version of the API this is."""
    return caching.listing(request, lambda: as_json({"version": 3}))


def _enveloped(request: HttpRequest, name: str, asked: Asked) -> HttpResponse:
    result = ACTIONS[name](request, asked)
    return as_json({"help": _help(request, name), "success": True, "result": result})


def _refusal(request: HttpRequest, name: str, refused: Refused) -> HttpResponse:
    response = as_json({"help": _help(request, name), "success": False, "error": refused.error})
    response.status_code = refused.status
    response["Cache-Control"] = "no-store"
    if refused.status == 503:
        response["Retry-After"] = "60"
    response._has_been_logged = True  # type: ignore[attr-defined]  # the framework's own line would log the path
    return caching.share(response)


def _preflight() -> HttpResponse:
    response = caching.share(HttpResponse(status=204))
    response["Access-Control-Allow-Methods"] = "GET, HEAD, POST"
    response["Access-Control-Allow-Headers"] = "Content-Type, If-None-Match"
    response["Access-Control-Max-Age"] = "86400"
    return response


def _help(request: HttpRequest, name: str) -> str:
    query = QueryDict(mutable=True)
    query["name"] = name
    return address(request, f"/api/3/action/help_show?{query.urlencode()}")


def _packages(request: HttpRequest) -> list[ckan.Package]:
    found = published(request)
    return ckan.packages(found) if found else []


def _organizations(request: HttpRequest) -> list[dict[str, Any]]:
    found = published(request)
    return ckan.organizations(found) if found else []


def _package_list(request: HttpRequest, asked: Asked) -> list[str]:
    """Names of all datasets; limit, offset."""
    return part([str(one["name"]) for one in _packages(request)], asked)


def _package_show(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    """One dataset with its resources; id: its id or name."""
    return find(_packages(request), asked, "package")


def _package_search(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    """Datasets that meet q and fq; rows, start, sort. Facets are not counted."""
    rows, start = number(asked, "rows", 10), number(asked, "start", 0)
    sort = text(asked, "sort") or "score desc, metadata_modified desc"
    found = {one["name"]: one for one in _packages(request)}
    documents = [document(one) for one in found.values()]
    known = {key for one in documents for key in one} or set(_SEARCHED)
    filters = [asked.get("q", ""), *many(asked, "fq"), *many(asked, "fq_list")]
    try:
        tests = read_all([str(each or "") for each in filters], known)
        ordered = order([one for one in documents if all(test(one) for test in tests)], sort)
    except QueryFault as fault:
        message = f"Search Query is invalid: {fault}"
        raise Refused(400, "Search Query Error", message=message) from None
    shown = ordered[start : start + min(rows, MOST_ROWS)]
    return {
        "count": len(ordered),
        "sort": sort,
        "facets": {},
        "search_facets": {},
        "results": [found[one["name"]] for one in shown],
    }


def _resource_show(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    """One resource; id."""
    return find([each for one in _packages(request) for each in one["resources"]], asked, "resource", ("id",))


def _organization_list(request: HttpRequest, asked: Asked) -> list[Any]:
    """Names of the organizations; all_fields for more, organizations to choose, limit, offset."""
    wanted = set(map(str, many(asked, "organizations")))
    found = [one for one in _organizations(request) if not wanted or one["name"] in wanted]
    return part(found if flag(asked, "all_fields") else [one["name"] for one in found], asked)


def _organization_show(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    """One organization; id: its id or name; include_datasets."""
    one = find(_organizations(request), asked, "organization")
    if not flag(asked, "include_datasets"):
        return one
    return {**one, "packages": [each for each in _packages(request) if each["owner_org"] == one["id"]]}


def _tag_list(request: HttpRequest, asked: Asked) -> list[str]:
    """Names of all tags."""
    return sorted({str(tag["name"]) for one in _packages(request) for tag in one["tags"]})


def _group_list(request: HttpRequest, asked: Asked) -> list[str]:
    """Groups: there are none."""
    return []


def _license_list(request: HttpRequest, asked: Asked) -> list[dict[str, Any]]:
    """The licences of the datasets."""
    found = {one["license_id"]: one for one in _packages(request)}
    return [
        {
            "id": name,
            "title": found[name]["license_title"],
            "url": found[name]["license_url"],
            "status": "active",
        }
        for name in sorted(found)
    ]


def _status_show(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    """What this site is."""
    return {
        "site_title": "ตำบล Tambon",
        "site_description": "ข้อมูลเปิดระดับหมู่บ้านและตำบล / Open village and tambon data",
        "site_url": base_of(request),
        "allow_harvest": "True",
        "ckan_version": "2.11.0",  # whose shapes these are; no CKAN runs here
        "error_emails_to": None,
        "locale_default": "th",
        "extensions": [],
    }


def _site_read(request: HttpRequest, asked: Asked) -> bool:
    """Everybody may read."""
    return True


def _help_show(request: HttpRequest, asked: Asked) -> str:
    """What an action does; name."""
    name = text(asked, "name")
    if not name:
        raise invalid("name", "Missing value")
    if name not in ACTIONS:
        raise Refused(404, "Not Found Error", message=f"Not found: Action function not found: {name[:100]}")
    return str(ACTIONS[name].__doc__)


ACTIONS: dict[str, Callable[[HttpRequest, Asked], Any]] = {
    "group_list": _group_list,
    "help_show": _help_show,
    "license_list": _license_list,
    "organization_list": _organization_list,
    "organization_show": _organization_show,
    "package_list": _package_list,
    "package_search": _package_search,
    "package_show": _package_show,
    "resource_show": _resource_show,
    "site_read": _site_read,
    "status_show": _status_show,
    "tag_list": _tag_list,
}
_SEARCHED = (
    "name",
    "organization",
    "tags",
    "groups",
    "metadata_modified",
    "allow_harvest",
    "private",
    "type",
)
