"""A home that publishes twice, with a correction and a village that moved between: nothing hidden comes back.

From the dictionary's text to published files, by the same actions that officers' commands call.
"""

from __future__ import annotations

import csv
import shutil
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from protected_world import Reader, table
from records_world import AT, BY, TODAY

from tambon.accounts import actions as accounts
from tambon.areas import actions as areas
from tambon.areas.queries import ids_by_code
from tambon.areas.rules import Kind, When
from tambon.areas.rules.lists import Listed, ListSource
from tambon.areas.rules.operations import Move
from tambon.catalogue import Catalogue, verify_folder
from tambon.dictionary import actions as dictionary
from tambon.dictionary import queries as specs
from tambon.host.home import Home
from tambon.lib.problem import Problem
from tambon.plan import actions as plan
from tambon.records import actions as records
from tambon.records.rules import ClaimKind, NewClaim
from tambon.releases import actions, freezes
from tambon.releases.actions import Place
from tambon.releases.earlier import EARLIER, TOLD
from tambon.releases.rules.adapt import adapt

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TAMBONS = ("580101", "580102", "580103", "580201", "580202")
VILLAGES = [f"{tambon}{n:02}" for tambon in TAMBONS for n in range(1, 5)]
LATER = AT + timedelta(days=3)


def variable(name: str, **more: Any) -> dict[str, Any]:
    words = {"th": f"ตัวแปร {name}", "en": f"variable {name}"}
    few = {"class": "aggregate", "publish_from": {"area_kind": "tambon", "threshold": 10}}
    return {
        "name": name, "label": words, "description": words, "type": "integer",
        "unit": {"code": "person", "th": "คน", "en": "people"}, "minimum": 0, "owner": ["dopa"],
        "resolution": "newest", "evidence": ["register"], "source": "made up",
        "aggregation": {"method": "sum"},
        **(few if more.pop("few", True) else {"class": "free"}), **more,
    }  # fmt: skip


def text() -> str:
    """A dataset of older people: those who live alone and those who do not are all there are, who is open."""
    tree = yaml.safe_load((dictionary.STANDARD / "population.yml").read_text("utf-8"))
    tree |= {"name": "elders", "checks": []}
    tree["variables"] = [
        variable("older", few=False, total_of=["alone", "together"]),
        variable("alone"),
        variable("together"),
        variable("bedridden"),
    ]
    return yaml.safe_dump(tree, allow_unicode=True)


def figures() -> dict[str, dict[str, int]]:
    """Few live alone in 580101, few are bedridden in 580202."""
    found = {}
    for place, code in enumerate(VILLAGES):
        alone, together = 5 + place % 4, 20 + place
        alone = place % 2 if code.startswith("580101") else alone
        bed = 1 if code.startswith("580202") else 4 + place % 3
        found[code] = {"older": alone + together, "alone": alone, "together": together, "bedridden": bed}
    return found


@pytest.fixture
def ids(home: Home) -> dict[str, int]:
    terms = {"source": "test", "day": date(2026, 1, 1), "licence": "CC0", "credit": "test"}
    listed = [
        Listed(Kind.COUNTRY, "TH", "ประเทศไทย", "Thailand"),
        Listed(Kind.PROVINCE, "58", "ก", "Mae Hong Son"),
    ]
    listed += [Listed(Kind.DISTRICT, code, f"อำเภอ {code}", code) for code in ("5801", "5802")]
    listed += [Listed(Kind.TAMBON, code, f"ตำบล {code}", code) for code in TAMBONS]
    areas.load_list(listed, of=ListSource(**terms, synthetic=True), by=BY, at=AT)
    rows = [{"code": code, "name_th": f"บ้าน {code}"} for code in VILLAGES]
    areas.load_villages(rows, **terms, synthetic=True, by=BY, at=AT)
    accounts.found("demonstration", by=BY, at=AT)
    accounts.add_agency(code="dopa", name_th="กรมการปกครอง", name_en="DOPA", by=BY, at=AT)
    dictionary.load_text(text(), file="elders.yml", by=BY, at=AT)
    found = ids_by_code(["58", *VILLAGES], on=TODAY)
    plan.make_programme(
        code="p", name_th="โครงการ", name_en="Programme", since=date(2026, 1, 1), until=date(2027, 1, 1),
        by=BY, at=AT,
    )  # fmt: skip
    plan.make_round(
        programme="p", code="r1", name_th="รอบ", name_en="Round", area_id=found["58"],
        opens=date(2026, 11, 1), closes=date(2026, 12, 1), datasets={"elders": "2026"}, by=BY, at=AT,
    )  # fmt: skip
    return found


def claim(ids: dict[str, int], said: dict[str, dict[str, int]], *, at: datetime = AT) -> None:
    claims = [
        NewClaim(ClaimKind.REGISTER, "elders", ids[code], "2026", values, at.date(), "feed:dopa", made_at=at)
        for code, values in said.items()
    ]
    records.make_claims(claims, at=at)


def read(reader: Reader, folder: Path, said: dict[str, dict[str, int]]) -> None:
    """The reader before one release: its own areas.csv is the tree."""
    with (folder / "areas.csv").open(encoding="utf-8", newline="") as file:
        places = list(csv.DictReader(file))
    known = {a["area_id"]: a for a in places}
    old = {a["area_code"]: a["area_id"] for a in known.values()}
    answers = {old.get(code, ""): values for code, values in said.items()}
    reader.read(folder, places, answers)


def test_two_releases_of_a_home_and_a_moved_village_give_nothing_hidden_back(
    ids: dict[str, int], home: Home
) -> None:
    said = figures()
    claim(ids, said)
    first = actions.release_round("r1", by=BY, at=AT)
    corrected = {"older": 40, "alone": 12, "together": 28, "bedridden": 9}
    claim(ids, {"58020102": corrected}, at=LATER)
    day = LATER.date()
    move = Move("58010201", "580103")
    areas.apply_operations([(move, When(day, day))], note="", by=BY, at=LATER, synthetic=True)
    second = actions.release_round("r1", by=BY, at=LATER + timedelta(days=1))
    assert verify_folder(second.folder).good
    now = {**said, "58020102": corrected}
    (gone,) = set(table(first.folder, "village", "elders")) - set(table(second.folder, "village", "elders"))
    (came,) = set(table(second.folder, "village", "elders")) - set(table(first.folder, "village", "elders"))
    assert gone == "58010201" and came.startswith("580103")
    now[came] = now.pop(gone)
    reader = Reader(adapt(specs.get_dataset("elders").spec, 1, ["2026"], {}))
    read(reader, first.folder, said)
    alone = len(reader.hidden)
    read(reader, second.folder, now)
    assert alone > 3 and len(reader.hidden) > alone
    assert reader.broken() == []
    tambons = table(first.folder, "tambon", "elders")
    assert tambons["580101"]["alone_conf"] == "N" and tambons["580202"]["bedridden_conf"] == "N"
    assert {row["older_status"] for row in tambons.values()} <= {"A", "P"}
    page = Catalogue(home.catalogue).rows("elders", level="tambon", variables=["bedridden"])
    hidden = {row["area_code"]: row["bedridden_conf"] for row in page.rows if row["bedridden"] is None}
    assert hidden["580202"] == "N" and "D" in hidden.values()


def test_what_was_told_outlives_the_release(ids: dict[str, int], home: Home) -> None:
    claim(ids, figures())
    first = actions.release_round("r1", by=BY, at=AT)
    shutil.rmtree(first.folder)  # as a withdrawal does
    late = {"58010101": {"older": 90, "alone": 31, "together": 59, "bedridden": 40}}
    claim(ids, late, at=LATER)
    frozen = actions.freeze(round_code="r1", place=Place.of_this_home(), by=BY, at=LATER)
    head = freezes.read_head(home.freezes / frozen)
    assert head.earlier == [first.version]
    kept = home.freezes / frozen / EARLIER / first.version
    assert f"{EARLIER}/{first.version}/elders.told.csv" in head.files
    told = (kept / "elders.told.csv").read_bytes()
    assert told == (home.freezes / first.version / TOLD / "elders.csv").read_bytes()
    assert told.count(b"bedridden,tambon") == 3


def test_a_freeze_of_before_says_nothing_and_is_read(ids: dict[str, int], home: Home) -> None:
    """Without ``told`` nothing of class aggregate was public; its dataset had no level to publish from."""
    claim(ids, figures())
    first = actions.release_round("r1", by=BY, at=AT)
    shutil.rmtree(home.freezes / first.version / TOLD)
    second = actions.release_round("r1", by=BY, at=LATER)
    assert freezes.read_head(home.freezes / second.version).earlier == []


def test_a_freeze_that_another_release_overtook_is_not_published(ids: dict[str, int], home: Home) -> None:
    """Frozen side by side, their patterns do not know of each other."""
    claim(ids, figures())
    place = Place.of_this_home()
    waiting = actions.freeze(round_code="r1", place=place, by=BY, at=AT)
    other = actions.freeze(round_code="r1", place=place, by=BY, at=AT)
    actions.publish(version=other, place=place, by=BY, at=AT)
    with pytest.raises(Problem, match="409-release-overtaken"):
        actions.publish(version=waiting, place=place, by=BY, at=LATER)
    made = actions.release_round("r1", by=BY, at=LATER, anew=True)
    assert freezes.read_head(home.freezes / made.version).earlier == [other]
