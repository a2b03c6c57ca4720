"""Which programmes there are, and how their papers stand to the registry of areas."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from tambon.areas import queries as areas
from tambon.areas.rules import Kind
from tambon.plan import problems
from tambon.plan.models import Programme
from tambon.plan.rules import BudgetLineView, Calendar, Explained, Figure, Month, ProgrammeView, explain

_KINDS = {Figure.TAMBONS: Kind.TAMBON, Figure.DISTRICTS: Kind.DISTRICT, Figure.PROVINCES: Kind.PROVINCE}


def list_programmes(*, on: date | None = None) -> list[ProgrammeView]:
    """All programmes by code, or those that run on that day."""
    found = Programme.objects.all()
    return _views(found if on is None else found.filter(during__contains=on))


def find_programme(code: str) -> ProgrammeView | None:
    return next(iter(_views(Programme.objects.filter(code=code))), None)


def get_programme(code: str) -> ProgrammeView:
    """As `find_programme`. Raises ``404-programme-unknown``."""
    found = find_programme(code)
    if found is None:
        raise problems.unknown_programme(code=code)
    return found


def get_calendar(code: str) -> Calendar:
    """The programme's months alone: one statement. Raises ``404-programme-unknown``."""
    during = Programme.objects.filter(code=code).values_list("during", flat=True).first()
    if during is None:
        raise problems.unknown_programme(code=code)
    return Calendar(during.lower, during.upper)


def choose_programme(code: str | None) -> str:
    """The code of the programme that is meant: the one named, or the only one. Raises
    ``400-programme-choose``, ``404-programme-unknown``.
    """
    known = [one.code for one in list_programmes()]
    if code is not None:
        return get_programme(code).code
    if len(known) != 1:
        raise problems.choose_programme(known=", ".join(known) or "-")
    return known[0]


def current_month(programme: str, on: date) -> Month | None:
    """The programme's month in which the day lies; None outside it. Raises ``404-programme-unknown``."""
    return get_programme(programme).calendar.month_on(on)


def explain_stated(programme: str, on: date) -> list[Explained]:
    """For tambons, districts, provinces and posts what the papers say and what the registry has on that day.

    The registry is counted in the programme's area without the provinces that it leaves out; posts are the
    tambons times posts a tambon. Figures that differ are explained, never refused.
    """
    view = get_programme(programme)
    real = {figure: _count(view, kind, on) for figure, kind in _KINDS.items()}
    tambons = real[Figure.TAMBONS]
    posts = None if tambons is None else tambons * view.posts_per_tambon
    real = {**real, Figure.POSTS: posts}
    return [explain(one, view.stated_figure(one), real[one], _note(view, one)) for one in Figure]


def _count(view: ProgrammeView, kind: Kind, on: date) -> int | None:
    if view.area_id is None:
        return None
    left_out = sum(areas.count(kind, on=on, under=area) for area in view.without)
    return areas.count(kind, on=on, under=view.area_id) - left_out


def _note(view: ProgrammeView, figure: Figure) -> tuple[str, str]:
    note = view.stated.get("figures", {}).get(figure, {}).get("note", {})
    return note.get("th", ""), note.get("en", "")


def _views(found: QuerySet[Programme]) -> list[ProgrammeView]:
    return [_view(row) for row in found.order_by("code").prefetch_related("without", "budget")]


def _view(row: Programme) -> ProgrammeView:
    lines = sorted(row.budget.all(), key=lambda line: line.pk)
    return ProgrammeView(
        code=row.code,
        name_th=row.name_th,
        name_en=row.name_en,
        since=row.during.lower,
        until=row.during.upper,
        id=row.pk,
        area_id=row.area_id,
        without=tuple(sorted(area.pk for area in row.without.all())),
        wage=row.wage,
        posts_per_tambon=row.posts_per_tambon,
        personal_days=row.personal_days,
        stated=row.stated,
        budget=tuple(BudgetLineView(one.code, one.name_th, one.name_en, one.baht) for one in lines),
    )
