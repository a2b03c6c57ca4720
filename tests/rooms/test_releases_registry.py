"""Publishing the registry from the database: once, again, after a kill, and beside somebody else."""

from __future__ import annotations

import csv
import fcntl
import json
from contextlib import closing
from datetime import UTC, date, datetime, timedelta

import pyarrow.parquet as pq
import pytest
import shapely
from django.contrib.postgres.fields.ranges import DateRange
from registry_rows import make_edition, world

from tambon.areas import actions as areas
from tambon.areas.models import Area, Boundary, Edition
from tambon.areas.rules import Kind, ListSource, When
from tambon.areas.rules.lists import Listed
from tambon.areas.rules.operations import Part, Rename, Split
from tambon.catalogue.integrity import verify_folder
from tambon.journal.models import Entry
from tambon.lib.problem import Problem
from tambon.releases.actions import Place
from tambon.releases.registry import actions, reading
from tambon.releases.registry.actions import publish_areas

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

AT = datetime(2026, 11, 22, 3, tzinfo=UTC)
LISTED = date(2026, 10, 23)
LIST = [
    Listed(Kind.COUNTRY, "TH", "ประเทศไทย", "Thailand"),
    Listed(Kind.PROVINCE, "58", "แม่ฮ่องสอน", "Mae Hong Son"),
    Listed(Kind.DISTRICT, "5801", "เมืองแม่ฮ่องสอน", "Mueang Mae Hong Son"),
    Listed(Kind.TAMBON, "580101", "จองคำ", "Chong Kham"),
    Listed(Kind.TAMBON, "580102", "ห้วยโป่ง", "Huai Pong"),
]


@pytest.fixture
def place(tmp_path) -> Place:
    areas.load_list(LIST, of=ListSource("list", LISTED, "CC0-1.0", "us"), by="system", at=AT)
    return Place(tmp_path / "freezes", tmp_path / "catalogue", "http://127.0.0.1:8000")


def publish(place: Place, *, at: datetime = AT, anew: bool = False) -> actions.PublishedAreas:
    return publish_areas(by="operator", at=at, place=place, anew=anew)


def rename(code: str, th: str) -> None:
    when = When(date(2026, 11, 1), date(2026, 11, 5), "ราชกิจจานุเบกษา")
    areas.apply_operations([(Rename(code, th, "New"), when)], note="", by="officer", at=AT)


def listed(place: Place) -> list[str]:
    lines = json.loads((place.catalogue / "areas" / "editions.json").read_bytes())["editions"]
    return [line["version"] for line in lines]


def entries() -> list[str]:
    return list(Entry.objects.filter(kind="areas.published").order_by("id").values_list("subject", flat=True))


def table(made: actions.PublishedAreas, name: str) -> list[dict]:
    return pq.read_table(made.folder / f"{name}.parquet").to_pylist()


def test_the_registry_becomes_an_edition_that_is_announced_and_journaled(place) -> None:
    made = publish(place)
    assert (made.version, made.already, made.older) == ("2026-11-22.1", False, 0)
    assert made.counts == {"country": 1, "province": 1, "district": 1, "tambon": 2}
    latest = json.loads((place.catalogue / "areas" / "latest.json").read_bytes())
    assert latest["version"] == made.version
    assert latest["manifest_sha256"] == verify_folder(made.folder).manifest_sha256 == made.manifest_sha256
    assert entries() == ["areas-edition:2026-11-22.1"]
    assert {row["scheme"] for row in table(made, "codes")} == {"dopa", "pcode"}


def test_with_nothing_new_the_last_edition_stays(place) -> None:
    first = publish(place)
    again = publish(place, at=AT + timedelta(days=3))
    assert (again.already, again.version) == (True, first.version)
    assert listed(place) == [first.version]
    assert publish(place, anew=True).version == "2026-11-22.2"
    assert listed(place) == ["2026-11-22.2", "2026-11-22.1"]
    assert len(entries()) == 2


def test_a_change_makes_another_edition_with_both_calendars(place) -> None:
    publish(place)
    rename("580101", "จองทอง")
    made = publish(place)
    assert (made.version, made.older) == ("2026-11-22.2", 1)
    rows = [row for row in table(made, "areas") if row["code"] == "580101"]
    assert {(row["name_th"], row["since"], row["by"]) for row in rows} == {
        ("จองคำ", None, "law"),
        ("จองทอง", date(2026, 11, 1), "law"),
        ("จองคำ", None, "list"),
        ("จองทอง", date(2026, 11, 5), "list"),
    }
    (change,) = [row for row in table(made, "changes") if row["kind"] == "renamed"]
    assert (change["predecessor_name_th"], change["successor_name_th"]) == ("จองคำ", "จองทอง")


def test_a_split_stands_in_changes_and_crosswalk(place) -> None:
    parts = (Part("580103", "ตะวันออก", "East"), Part("580104", "ตะวันตก", "West"))
    when = When(date(2026, 11, 1), date(2026, 11, 5))
    areas.apply_operations([(Split("580102", parts), when)], note="", by="officer", at=AT)
    made = publish(place)
    rows = [row for row in table(made, "crosswalk") if row["from_code"] == "580102"]
    assert [(row["to_code"], row["share"]) for row in rows] == [("580103", None), ("580104", None)]
    assert made.counts["tambon"] == 3


def test_what_comes_into_force_later_is_new_on_its_day(place) -> None:
    when = When(date(2026, 12, 1), date(2026, 12, 1))
    areas.apply_operations(
        [(Split("580102", (Part("580103", "ก", "A"), Part("580104", "ข", "B"))), when)],
        note="", by="officer", at=AT,
    )  # fmt: skip
    assert publish(place).counts["tambon"] == 2
    assert publish(place, at=AT + timedelta(days=1)).already
    later = publish(place, at=datetime(2026, 12, 1, 3, tzinfo=UTC))
    assert (later.already, later.counts["tambon"]) == (False, 3)


@pytest.mark.django_db(transaction=True)
def test_the_registry_is_read_in_one_snapshot_that_nobody_disturbs(place, monkeypatch) -> None:
    """Somebody else mends a credit while the rows are read: the edition shows the instant before."""
    from django.db import connection, connections

    plain, seen = reading.publishing.iterate_names, []

    def after_a_change():
        with connection.cursor() as cursor:
            cursor.execute("SHOW transaction_isolation")
            seen.append(cursor.fetchone()[0])
        other = connections.create_connection("default")
        with closing(other), other.cursor() as cursor:
            cursor.execute("UPDATE areas_edition SET credit = 'them'")
        return plain()

    monkeypatch.setattr(reading.publishing, "iterate_names", after_a_change)
    made = publish(place)
    assert seen == ["repeatable read"]
    assert [row["credit"] for row in table(made, "sources")] == ["us"]
    assert [row["credit"] for row in table(publish(place), "sources")] == ["them"]


def test_the_boundaries_of_the_day_are_drawn_with_their_credit(place) -> None:
    source = Edition.objects.create(
        source="rtsd",
        day=date(2019, 11, 6),
        sha256="b",
        licence="CC-BY-IGO",
        credit="RTSD",
        kinds=[],
        loaded_at=AT,
    )
    for code, west in (("580101", 98.0), ("580102", 98.5)):
        Boundary.objects.create(
            area=Area.objects.get(codes__code=code),
            shape=shapely.to_wkb(shapely.box(west, 18, west + 0.5, 19)),
            is_point=False, longitude=west + 0.25, latitude=18.5, square_km=5800.0, found_as=f"TH{code}",
            during=DateRange(), listed=DateRange(), edition=source,
        )  # fmt: skip
    made = publish(place)
    assert {row["credit"] for row in table(made, "places")} == {"RTSD"}
    assert len(table(made, "neighbours")) == 2
    assert (made.folder / "tiles.pmtiles").stat().st_size > 0
    assert (made.folder / "geometry" / "tambon.low.geojson").exists()
    manifest = json.loads((made.folder / "manifest.json").read_bytes())
    assert manifest["credits"] == {"tables": "us", "geometry": "RTSD"}


def test_a_killed_build_leaves_nothing_that_a_reader_sees(place) -> None:
    def killed(line: str) -> None:
        if "areas" in line:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publish_areas(by="operator", at=AT, place=place, progress=killed)
    folder = place.catalogue / "areas"
    assert [path.name for path in folder.iterdir()] == [".lock"]
    (folder / ".draft-0123456789ab-2026-11-22.1").mkdir()  # of a process that had no time to clear up
    (folder / "2026-11-22.1").mkdir()  # swapped in, and killed before any list named it
    made = publish(place)
    assert made.version == "2026-11-22.1" and verify_folder(made.folder).good
    assert not list(folder.glob(".draft-*"))


def test_killed_between_the_lists_and_the_journal_it_is_completed(place) -> None:
    make_edition(place.catalogue / "areas", world(drawn=False), version="2026-11-21.1")
    (place.catalogue / "areas" / "latest.json").unlink()
    assert entries() == []
    made = publish(place)
    assert entries() == ["areas-edition:2026-11-21.1", f"areas-edition:{made.version}"]
    assert listed(place) == [made.version, "2026-11-21.1"]


def test_a_damaged_edition_is_published_anew(place) -> None:
    made = publish(place)
    (made.folder / "areas.csv").write_text("changed")
    again = publish(place)
    assert (again.already, again.version) == (False, "2026-11-22.2")


def test_two_builders_never_meet(place) -> None:
    folder = place.catalogue / "areas"
    folder.mkdir(parents=True)
    with (folder / ".lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        with pytest.raises(Problem) as caught:
            publish(place)
    assert caught.value.kind.code == "409-release-busy"


def test_an_empty_registry_is_not_published(tmp_path) -> None:
    empty = Place(tmp_path / "freezes", tmp_path / "catalogue", "")
    with pytest.raises(Problem) as caught:
        publish(empty)
    assert caught.value.kind.code == "409-areas-nothing-to-publish"


def test_the_command_says_the_version_and_that_nothing_is_new(place, home, capsys) -> None:
    from tambon.cli.commands import areas_publish

    class Args:
        json, anew = True, False

    assert areas_publish.run(Args) == 0
    first = json.loads(capsys.readouterr().out)
    assert first["already"] is False
    Args.json = False
    assert areas_publish.run(Args) == 0
    assert f"nothing is new, the latest is {first['version']}" in capsys.readouterr().out
    with (home.catalogue / "areas" / first["version"] / "areas.csv").open(encoding="utf-8") as file:
        assert len(list(csv.reader(file))) == 1 + len(LIST)
