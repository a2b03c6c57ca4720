"""Files for official use: within the own area and agency, the journal told before the first byte."""

from __future__ import annotations

import csv
import io
import json
import random
import re
from datetime import timedelta

import pytest
from desk_world import MADE, SINCE, Desk, make_desk
from django.test import Client
from records_world import AT, BY, collect

from tambon.accounts import actions as accounts
from tambon.accounts import queries
from tambon.accounts.rules import NewGrant, Role
from tambon.areas.queries import ids_by_code
from tambon.catalogue import Catalogue
from tambon.catalogue.opened import opened
from tambon.dictionary import actions as dictionary
from tambon.host.home import Home
from tambon.journal.models import Entry
from tambon.lib.problem import Problem
from tambon.releases import actions as releases

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CUT = "/desk/official/2026.1/water/{}/{}.csv"
WHOLE = "/desk/official/2026.1/files/{}"
ABOVE = {
    "TH": {"TH"}, "58": {"58", "TH"}, "5801": {"5801", "58", "TH"}, "580102": {"580102", "5801", "58", "TH"},
    "58010201": {"580102", "5801", "58", "TH"}, "5802": {"5802", "58", "TH"},
}  # fmt: skip
READS = {Role.DISTRICT, Role.PROVINCE, Role.CENTRAL}


@pytest.fixture
def desk(db: None, home: Home) -> Desk:
    """A release of water in which the waterworks' customers are for officials."""
    desk = make_desk()
    text = (dictionary.STANDARD / "water.yml").read_text("utf-8")
    before, name, after = text.partition("  - name: pwa_customers\n")
    changed = before + name + after.replace("class: free", "class: official", 1)
    dictionary.load_text(changed, file="water.yml", by=BY, at=MADE)
    collect(desk.world, households=120, piped=90, customers=77)
    collect(desk.world, "58010202", minutes=1, households=50, piped=20, customers=13)
    releases.release_round("r1", by=BY, at=AT)
    return desk


def rows(client: Client, level: str, code: str) -> dict[str, dict[str, str]]:
    answer = client.get(CUT.format(level, code))
    assert answer.status_code == 200, answer.content
    assert answer.headers["Cache-Control"] == "private, no-store"
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    return {row["area_code"]: row for row in csv.DictReader(io.StringIO(text))}


def reads() -> list[tuple[str, str, dict[str, str]]]:
    found = Entry.objects.filter(kind="official.read").order_by("id")
    return list(found.values_list("by", "subject", "body"))


def test_the_public_never_has_it_and_officials_do(desk: Desk, home: Home) -> None:
    public = {v["name"] for v in Catalogue(home.catalogue).dataset("water")["variables"]}
    assert "households" in public and "pwa_customers" not in public
    assert home.official.stat().st_mode & 0o777 == 0o700
    for path in (home.catalogue / "releases" / "2026.1").rglob("*"):
        assert not path.is_file() or b"pwa_customers" not in path.read_bytes(), path
    official = Catalogue(home.official, audience="official").dataset("water")
    assert "pwa_customers" in {v["name"] for v in official["variables"]}


def test_an_officer_takes_the_rows_of_the_own_area_and_the_journal_says_so_first(desk: Desk) -> None:
    officer = desk.browser("wichai")
    found = rows(officer, "village", "580102")
    assert list(found) == ["58010201", "58010202", "58010203"]
    assert (found["58010201"]["pwa_customers"], found["58010201"]["households"]) == ("77", "120")
    assert found["58010201"]["synthetic"] == "true"
    assert rows(officer, "tambon", "5801")["580102"]["pwa_customers"] == "90"
    who = f"person:{desk.people['wichai']}"
    assert reads() == [
        (who, "release:2026.1", {"file": "data/water/village", "area": "580102"}),
        (who, "release:2026.1", {"file": "data/water/tambon", "area": "5801"}),
    ]


def test_what_is_refused_is_not_said_to_have_been_read(desk: Desk) -> None:
    officer, central = desk.browser("wichai"), desk.browser("kanya")
    for address in (CUT.format("village", "58"), CUT.format("village", "5802"), WHOLE.format("README.txt")):
        assert officer.get(address).status_code == 403, address
    for address, code in (
        (CUT.format("street", "TH"), 400), (CUT.format("village", "999999"), 404),
        ("/desk/official/1999.1/water/village/TH.csv", 404), (WHOLE.format("../../../secret-key"), 404),
        ("/desk/official/2026.1/fire/village/TH.csv", 404), (WHOLE.format("nothing.csv"), 404),
    ):  # fmt: skip
        assert central.get(address).status_code == code, address
    assert central.post(CUT.format("village", "TH")).status_code in (403, 405)
    assert reads() == []


def test_a_verifier_takes_the_own_agencys_variables_where_the_office_answers(desk: Desk) -> None:
    somying = desk.browser("somying")
    found = rows(somying, "village", "5801")["58010201"]
    assert found["pwa_customers"] == "77" and "households" not in found
    assert somying.get(CUT.format("village", "58")).status_code == 403
    malai = desk.browser("malai")  # of another agency, over 580102 alone
    assert malai.get(CUT.format("village", "580103")).status_code == 403
    answer = malai.get(CUT.format("village", "580102"))
    assert answer.status_code == 403 or b"pwa_customers" not in answer.getvalue()


def test_the_whole_files_are_for_those_whose_area_is_the_country(desk: Desk, home: Home) -> None:
    central = desk.browser("kanya")
    for path in ("data/water/village.parquet", "manifest.json", "manifest.sig", "OFFICIAL-USE.txt"):
        answer = central.get(WHOLE.format(path))
        kept = home.official / "releases" / "2026.1" / path
        assert b"".join(answer.streaming_content) == kept.read_bytes()  # type: ignore[attr-defined]
        assert answer.headers["Cache-Control"] == "private, no-store"
    assert [body["file"] for _, _, body in reads()][:2] == ["data/water/village.parquet", "manifest.json"]


def test_the_page_lists_what_is_theirs_in_both_languages(desk: Desk) -> None:
    officer = desk.browser("wichai")
    page = officer.get("/desk/official?lang=th").content.decode()
    assert "ใช้ในราชการ" in page and CUT.format("village", "5801") in page and "OFFICIAL-USE.txt" not in page
    assert "ข้อมูลสังเคราะห์" in page
    page = officer.get("/desk/official?lang=en&area=5802").content.decode()
    assert "Nothing of this area is yours to take" in page
    page = desk.browser("kanya").get("/desk/official?lang=en").content.decode()
    assert "The whole files" in page and WHOLE.format("OFFICIAL-USE.txt") in page
    assert reads() == []


PAGE = "/desk/official/{}/errata/{}"
WHY = {"reason_th": "การประปาแก้จำนวนผู้ใช้น้ำ 77 ราย", "reason_en": "The waterworks corrected 77 customers"}


def patched(desk: Desk, *, minutes: int = 60, **answers: int) -> str:
    """The village is asked again; the patch's version."""
    collect(desk.world, minutes=minutes, **{"households": 120, "piped": 90, "customers": 77, **answers})
    return releases.patch_release("2026.1", **WHY, by=BY, at=AT + timedelta(days=1)).version


def test_a_correction_of_what_officials_have_is_told_to_them_alone(desk: Desk, home: Home) -> None:
    """The open side gets a release of the same number that says that nothing open has changed: not how many,
    not which, not where, and not why."""
    version = patched(desk, customers=99)
    public, official = Catalogue(home.catalogue), Catalogue(home.official, audience="official")
    assert public.latest() == official.latest() == version == "2026.1.1"
    assert [(p["changes"], p["datasets"]) for p in public.patches()] == [(0, {})]
    assert public.errata(version).changes == [] and public.faults() == official.faults() == []
    told = official.errata(version, "water").changes
    assert {each["variable"] for each in told} == {"pwa_customers"}
    assert (told[0]["level"], told[0]["was"], told[0]["now"]) == ("village", 77, 99)
    kept = [path for path in (home.catalogue / "releases" / version).rglob("*") if path.is_file()]
    for path in [*kept, home.catalogue / "releases.json"]:
        content = path.read_bytes()
        for secret in (b"pwa_customers", *(why.encode() for why in WHY.values())):
            assert secret not in content, path
    before = home.catalogue / "releases" / "2026.1" / "data" / "water"
    for path in before.glob("*.csv"):
        assert (home.catalogue / "releases" / version / "data" / "water" / path.name).read_bytes() == (
            path.read_bytes()
        ), path
    manifest = json.loads((home.catalogue / "releases" / version / "manifest.json").read_bytes())
    assert manifest["errata"]["reason_en"] == "No value that is published to everybody has changed."


def test_an_officer_sees_the_errata_of_the_own_area_and_agency(desk: Desk) -> None:
    version = patched(desk, customers=99)
    officer = desk.browser("wichai")
    index = officer.get(f"/desk/official?lang=en&release={version}&area=580102").content.decode()
    assert PAGE.format(version, "580102") in index and WHY["reason_en"] in index and reads() == []
    page = officer.get(PAGE.format(version, "580102") + "?lang=en").content.decode()
    village, tambon = (row.partition("</tr>")[0] for row in page.split('<tr role="row">')[2:])
    assert "not published" in village and "Village 1" in village and "58010201" in village
    assert re.findall(r'num">(\d+)</', village) == ["58010201", "77", "99"] and "Reported" in village
    assert "Tambon" in tambon and re.findall(r'num">(\d+)</', tambon) == ["580102", "90", "112"]
    assert reads() == [
        (f"person:{desk.people['wichai']}", f"release:{version}", {"file": "errata", "area": "580102"})
    ]
    assert (
        "Nothing that is yours" in officer.get(PAGE.format("2026.1", "580102") + "?lang=en").content.decode()
    )
    somying, malai = desk.browser("somying"), desk.browser("malai")
    assert ">99<" in somying.get(PAGE.format(version, "580102")).content.decode()
    of_another_agency = malai.get(PAGE.format(version, "580102") + "?lang=en").content.decode()
    assert "Nothing that is yours" in of_another_agency and ">99<" not in of_another_agency
    count = len(reads())
    assert officer.get(PAGE.format(version, "5802")).status_code == 403
    assert officer.get(PAGE.format("1999.1", "580102")).status_code == 404 and len(reads()) == count
    assert Client().get(PAGE.format(version, "580102")).status_code == 302


def test_an_open_correction_is_in_both_and_a_patch_of_nothing_is_none(desk: Desk, home: Home) -> None:
    with pytest.raises(Problem, match="409-release-nothing-changed"):
        patched(desk)
    assert (
        Catalogue(home.catalogue).latest()
        == Catalogue(home.official, audience="official").latest()
        == "2026.1"
    )
    version = patched(desk, minutes=90, households=130, customers=88)
    open_ones = {each["variable"] for each in Catalogue(home.catalogue).errata(version).changes}
    closed = {
        each["variable"] for each in Catalogue(home.official, audience="official").errata(version).changes
    }
    assert "households" in open_ones and closed == open_ones | {"pwa_customers"}
    again = releases.patch_release
    collect(desk.world, minutes=120, households=130, piped=90, customers=91)
    assert again(version, **WHY, by=BY, at=AT + timedelta(days=2)).version == "2026.1.2"
    assert Catalogue(home.catalogue).patches()[0]["changes"] == 0


def test_nobody_else_gets_anything(desk: Desk) -> None:
    head = accounts.add_person(username="head", name_th="ผู้ใหญ่", by=BY, at=MADE)
    grant = NewGrant(head, Role.VILLAGE_HEAD, SINCE, area_id=desk.world.area["58010201"])
    accounts.grant(grant, by=BY, at=MADE)
    for client in (*map(desk.browser, ("malee", "boonmi", "anan")), _as(head)):
        for address in ("/desk/official", CUT.format("village", "58010201"), WHOLE.format("manifest.json")):
            assert client.get(address).status_code == 403, address
        assert "/desk/official" not in client.get("/desk/").content.decode()
    anyone = desk.browser()
    assert anyone.get(CUT.format("village", "TH")).status_code == 302
    assert reads() == []


def test_random_people_take_nothing_from_outside_their_area(desk: Desk) -> None:
    """What may() says is told here a second time, in plain words."""
    dice = random.Random("official")
    roles = [role for role in Role if role is not Role.VERIFIER]
    places = ("TH", "58", "5801", "580102", "5802")
    codes = {**desk.world.area, **ids_by_code(["5802"], on=SINCE.replace(month=11))}
    for number in range(15):
        role, place = dice.choice(roles), dice.choice(places)
        person = accounts.add_person(username=f"w{number}", name_th=f"คน {number}", by=BY, at=MADE)
        accounts.grant(NewGrant(person, role, SINCE, area_id=codes[place]), by=BY, at=MADE)
        client = _as(person)
        for code, above in ABOVE.items():
            expected = 200 if role in READS and place in above else 403
            assert client.get(CUT.format("village", code)).status_code == expected, (role, place, code)


def test_a_damaged_file_is_named_and_not_served(desk: Desk, home: Home) -> None:
    path = home.official / "releases" / "2026.1" / "data" / "water" / "village.parquet"
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    opened.cache_clear()
    page = desk.browser("kanya").get("/desk/official?lang=en").content.decode()
    assert "data/water/village.parquet" in page
    assert desk.browser("kanya").get(CUT.format("village", "TH")).status_code == 503
    assert reads() == []


def _as(person: int) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(queries.get_user(person))
    return client
