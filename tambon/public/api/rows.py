"""The rows of a dataset, for machines: filtered, sorted, by pages or whole, in five forms."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from ninja import Query

from tambon.catalogue import Found, Question
from tambon.catalogue.cursors import Cursor
from tambon.public import caching, problems
from tambon.public.api import sending
from tambon.public.api.answers import next_page
from tambon.public.api.asking import RowsAsked
from tambon.public.api.memberships import Then, find_then
from tambon.public.api.negotiating import MEDIA, choose_form
from tambon.public.api.routes import Route
from tambon.public.api.schemas import Rows
from tambon.public.published import catalogue, registry

PAGE = 100
MOST_FEATURES = 1_000
PINNED = "public, max-age=86400, immutable"


def list_rows(request: HttpRequest, name: str, asked: Query[RowsAsked]) -> HttpResponseBase:
    form = choose_form(asked.format, request.headers.get("Accept", ""))
    release = asked.release
    if release is None and asked.cursor is not None:
        release = Cursor.decode(asked.cursor).version  # a newer release does not break who is reading
    rests = [caching.release_tag(release), form, registry().etag() if _needs_registry(asked, form) else ""]
    etag = caching.tag(*rests, request.get_full_path())
    if caching.is_known(request, etag):
        response: HttpResponseBase = HttpResponseNotModified()
    else:
        response = _answer(request, name, asked, release, form)
    if response.status_code in (200, 304):
        response.headers["ETag"] = etag
        pinned = release is not None and not rests[2]
        response.headers["Cache-Control"] = PINNED if pinned else caching.FRESH
    patch_vary_headers(response, ("Accept", "Accept-Encoding"))
    return caching.share(response)


def _answer(
    request: HttpRequest, name: str, asked: RowsAsked, release: str | None, form: str
) -> HttpResponseBase:
    level = asked.level or catalogue().dataset(name, version=release)["level"]
    then = find_then(asked.area, asked.on, asked.by, level)
    question = _question(asked, then)
    is_page = form in ("json", "geojson") or asked.limit is not None or asked.cursor is not None
    limit = _page_size(asked, form) if is_page else None
    found = catalogue().find(name, question, limit=limit, cursor=asked.cursor, version=release)
    following = next_page(request, found.next)
    if form in ("json", "geojson"):
        body = (_as_geojson if form == "geojson" else _as_json)(found, following, then)
        response: HttpResponseBase = sending.text(request, body, f"{MEDIA[form]}; charset=utf-8")
    else:
        response = _table(request, found, question, form, is_page=is_page)
    if following:
        response["Link"] = f'<{following}>; rel="next"'
    return response


def _table(
    request: HttpRequest, found: Found, question: Question, form: str, *, is_page: bool
) -> HttpResponseBase:
    name, version = found.plan.dataset["name"], found.version
    whole = None if is_page else catalogue().published_table(name, question, form, version=version)
    if whole is not None:
        return sending.file(request, whole, form, f"{name}-{found.plan.level}-{version}.{form}")
    return sending.written(request, found, form, is_bounded=is_page)


def _question(asked: RowsAsked, then: Then | None) -> Question:
    variables = [*(asked.variable or []), *(asked.variables or [])]
    return Question(
        level=asked.level,
        area=asked.area,
        within=then.ids if then else None,
        periods=_several(asked.period),
        since=asked.since,
        until=asked.until,
        grades=_several(asked.grade),
        where=tuple(asked.where or ()),
        variables=_several(variables) or None,
        columns=_several(asked.columns) if asked.columns is not None else None,
        sort=_several(asked.sort),
    )


def _several(texts: Iterable[str] | None) -> tuple[str, ...]:
    """Values that were repeated or stand between commas, each once."""
    return tuple(dict.fromkeys(each.strip() for text in texts or () for each in text.split(",")))


def _page_size(asked: RowsAsked, form: str) -> int:
    limit = PAGE if asked.limit is None else asked.limit
    if form == "geojson" and limit > MOST_FEATURES:
        raise problems.geojson_too_many(most=MOST_FEATURES)
    return limit


def _needs_registry(asked: RowsAsked, form: str) -> bool:
    return form == "geojson" or asked.on is not None


def _as_json(found: Found, following: str | None, then: Then | None) -> bytes:
    said = {**_told(found, following, then), "rows": None}
    before, _, after = json.dumps(said, ensure_ascii=False, separators=(",", ":")).rpartition("null")
    return b"".join((before.encode(), found.json(), after.encode()))


def _as_geojson(found: Found, following: str | None, then: Then | None) -> bytes:
    """The rows as features, their columns as properties; an area that nobody drew has no geometry."""
    rows = json.loads(found.flat())
    plan = found.plan
    ids = [row["area_id"] for row in found.areas()]
    drawn = registry().shapes(ids) if ids else None
    if ids and (drawn is None or not drawn["features"]):
        known = [form for form in MEDIA if form != "geojson"]
        raise problems.boundaries_absent(level=plan.level, known=", ".join(known))
    shapes = {each["id"]: each["geometry"] for each in drawn["features"]} if drawn else {}
    head = {key: drawn[key] for key in ("edition", "licence", "attribution")} if drawn else {}
    body = {
        "type": "FeatureCollection",
        **head,
        **_told(found, following, then),
        "features": [
            {"type": "Feature", "id": f"{key['area_id']}/{key['period']}",
             "geometry": shapes.get(key["area_id"]), "properties": row}
            for key, row in zip(found.areas(), rows, strict=True)
        ],
    }  # fmt: skip
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def _told(found: Found, following: str | None, then: Then | None) -> dict[str, Any]:
    """What stands beside the rows."""
    return {
        "release": found.version,
        "dataset": found.plan.dataset["name"],
        "level": found.plan.level,
        "synthetic": found.synthetic,
        "total": found.total,
        "then": then.told() if then else None,
        "cursor": found.next,
        "next": following,
    }


ROUTES = (
    Route(
        path="/datasets/{name}/rows",
        view=list_rows,
        asked=RowsAsked,
        shape=Rows,
        tag="datasets",
        th="แถวของชุดข้อมูล กรองตามพื้นที่ (ปัจจุบันหรือวันใดวันหนึ่ง) งวด ระดับความเชื่อมั่น และค่า เป็นหน้าหรือทั้งตาราง",
        en="A dataset's rows by area (of now or of a day), period, grade and value, by pages or whole",
        example="/datasets/{dataset}/rows?limit=5",
        refusals=(400, 404, 406, 503),
        also=tuple(media for form, media in MEDIA.items() if form != "json"),
    ),
)
