"""How a tambon's villages would be shared, before anybody does it."""

from __future__ import annotations

from datetime import date

from tambon.workforce.models import Post, VillageShare
from tambon.workforce.queries.programmes import places_of, programme_row
from tambon.workforce.rules.sharing import share
from tambon.workforce.rules.views import SharePlan


def plan_sharing(programme: str, tambon_id: int, *, on: date) -> SharePlan:
    """Which post would have which villages and communities, and which have another post, or none, that day.

    Raises ``404-programme-unknown``.
    """
    whole = programme_row(programme)
    posts = Post.objects.filter(programme=whole, tambon_id=tambon_id, during__contains=on).order_by("number")
    places = places_of(tambon_id, on=on)
    wanted = dict(share(places, list(posts.values_list("pk", flat=True))))
    held = VillageShare.objects.filter(programme=whole, village_id__in=places, during__contains=on)
    return SharePlan(wanted, dict(held.values_list("village_id", "post_id")))


def never_shared(programme: str, tambon_id: int, *, on: date) -> bool:
    """Whether no post of the programme ever had a village that stands in the tambon that day."""
    places = places_of(tambon_id, on=on)
    had = VillageShare.objects.filter(programme__code=programme, village_id__in=places)
    return not had.exists()
