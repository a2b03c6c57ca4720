"""An agency's files: good rows become claims, and what is wrong is refused without holding up the rest."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from records_world import AT, BY, World, make_world

from tambon.feeds import actions
from tambon.feeds.models import FeedRow, Snapshot
from tambon.lib.problem import Problem
from tambon.records import actions as records
from tambon.records.models import Claim

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HEADER = "village_code,village_name,customers,piped_households,supply_hours"


@pytest.fixture
def world() -> World:
    return make_world()


def put(folder: Path, name: str, *rows: str, header: str = HEADER) -> None:
    (folder / "pwa_water").mkdir(exist_ok=True)
    text = "\n".join((header, *rows)) + "\n"
    (folder / "pwa_water" / name).write_text(text, encoding="utf-8")


def pull(folder: Path, *, at: datetime = AT) -> list[actions.Pulled]:
    return actions.pull("pwa_water", folder=folder, by=BY, at=at)


def test_a_file_is_taken_once_and_its_bad_rows_alone_are_refused(world: World, tmp_path: Path) -> None:
    rows = (
        "58010201,a,83,๙๐,24",
        "58019999,b,1,1,1",
        "58010201,a,84,90,24",
        "58010202,c,many,1,1",
        "58010203,d,,-,NaN",
    )
    put(tmp_path, "pwa_water_2026_2026-11-01.csv", *rows)
    (taken,) = pull(tmp_path)
    assert (taken.accepted, [refusal.code for refusal in taken.refused]) == (
        1,
        [
            "422-feed-village-unknown",
            "422-feed-village-repeated",
            "422-value-not-whole",
            "422-feed-row-empty",
        ],
    )
    assert pull(tmp_path) == []
    assert records.claim_feed_rows(at=AT) == 1
    assert records.claim_feed_rows(at=AT) == 0
    assert world.record().values == {"pwa_customers": 83, "piped_households": 90, "supply_hours": 24}


@pytest.mark.parametrize(
    ("name", "header", "code"),
    [
        ("customers.csv", HEADER, "422-feed-filename"),
        ("pwa_water_2026-13_2026-11-01.csv", HEADER, "422-feed-filename"),
        ("pwa_water_2026-11_2026-11-01.csv", HEADER, "422-feed-period"),
        ("pwa_water_2569_2026-11-01.csv", HEADER, "422-feed-period"),
        ("pwa_water_2026_2026-11-23.csv", HEADER, "422-feed-day-to-come"),
        ("pwa_water_2026_2026-11-02.csv", HEADER + ",phone", "422-feed-columns"),
    ],
)
def test_a_file_that_was_not_agreed_is_refused_and_holds_up_no_other(
    world: World, tmp_path: Path, name: str, header: str, code: str
) -> None:
    put(tmp_path, name, "58010202,a,83,90,24" + (",1" if header != HEADER else ""), header=header)
    put(tmp_path, "pwa_water_2026_2026-11-20.csv", "58010201,a,83,90,24")
    with pytest.raises(Problem, match=code):
        pull(tmp_path)
    assert list(Snapshot.objects.values_list("filename", flat=True)) == ["pwa_water_2026_2026-11-20.csv"]


def test_figures_of_today_are_taken_from_the_first_minute_of_the_day_in_bangkok(
    world: World, tmp_path: Path
) -> None:
    put(tmp_path, "pwa_water_2026_2026-11-23.csv", "58010201,a,83,90,24")
    midnight = datetime(2026, 11, 22, 17, tzinfo=UTC)
    with pytest.raises(Problem, match="422-feed-day-to-come"):
        pull(tmp_path, at=midnight - timedelta(seconds=1))
    assert len(pull(tmp_path, at=midnight)) == 1


def test_rows_of_a_feed_that_is_no_more_hold_up_nobody(world: World, tmp_path: Path) -> None:
    put(tmp_path, "pwa_water_2026_2026-11-01.csv", "58010201,a,83,90,24", "58010202,b,5,6,7")
    pull(tmp_path)
    Snapshot.objects.update(feed="pwa_former")
    (tmp_path / "pwa_water" / "pwa_water_2026_2026-11-01.csv").unlink()
    put(tmp_path, "pwa_water_2026_2026-11-02.csv", "58010203,a,1,2,3")
    pull(tmp_path)
    assert records.claim_feed_rows(at=AT, limit=1) == 1
    assert Claim.objects.get().area_id == world.area["58010203"]
    assert FeedRow.objects.filter(claimed=False).count() == 2
