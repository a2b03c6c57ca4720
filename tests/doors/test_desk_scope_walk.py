"""Random people walk the desk: what lies outside their scope is neither shown nor changed.

Who may open what is told here a second time, in plain words, and not asked of `may()`.
"""

from __future__ import annotations

import random
from typing import Any

import pytest
from desk_world import post
from django.db import connection
from django.test import Client
from django.urls import get_resolver
from work_world import NOW, AtWork, at, make_work, stopped  # noqa: F401 - the fixture that stops the clock
from workforce_world import BY, SINCE

from tambon.accounts import actions as accounts
from tambon.accounts import queries
from tambon.accounts.rules import NewGrant, Role

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ABOVE = {
    "580102": ("580102", "5801", "58", "TH"),
    "580103": ("580103", "5801", "58", "TH"),
    "580201": ("580201", "5802", "58", "TH"),
}
AREAS = ("TH", "58", "5801", "5802", "580102", "580103", "580201")
SEES_WORKERS = {Role.DISTRICT, Role.PROVINCE, Role.CENTRAL, Role.ADMINISTRATOR}
MANAGES = {Role.DISTRICT, Role.ADMINISTRATOR}
WRITES_LETTERS = SEES_WORKERS
SEES_VALUES = {Role.VILLAGE_HEAD, Role.LOCAL_GOVERNMENT, Role.DISTRICT, Role.PROVINCE, Role.CENTRAL}
PAGES = {
    "/desk/workforce/{}": SEES_WORKERS,
    "/desk/workers/{}": SEES_WORKERS,
    "/desk/programme/{}": SEES_WORKERS,
    "/desk/notices/letters/{}": WRITES_LETTERS,
    "/desk/values/{}": SEES_VALUES,
    "/desk/progress/{}": SEES_VALUES | {Role.ADMINISTRATOR, Role.WORKER},
}
IN_THE_COUNTRY = {
    "/desk/journal": {Role.AUDITOR},
    "/desk/grants": {Role.AUDITOR},
    "/desk/offices/new": {Role.ADMINISTRATOR},
}  # fmt: skip
# How every address of the desk is guarded: a new one must be told here, or the test below fails.
BY_AREA = {
    "workforce", "workforce-change", "workers", "workers-month", "workers-month-pdf", "programme-area",
    "letters-area", "letters-day", "letter", "worker", "worker-month", "training-course", "training-list",
    "training-papers", "areas-area", "areas-change", "values-area", "cell", "queue", "confirm", "office",
    "form", "form-draft", "signing-area", "samples", "sample", "findings-office", "findings-area",
    "finding", "lead", "progress-area", "progress-office", "return-cells", "return-withdraw",
    "work-returned", "challenge", "challenges-office", "heads-end", "heads-values", "queue-enter",
    "queue-handed", "queue-disputed", "queue-sheet", "queue-sheet-back", "cell-photo", "finding-photo",
    "finding-photo-offered", "handed-answer", "official-cut", "official-errata",
}  # fmt: skip
BY_PERSON = {
    "person", "person-give", "person-end", "access", "access-sheet", "access-link", "access-phone",
    "access-change", "personal", "submission", "photo", "photo-original",
}  # fmt: skip
BY_VERB_IN_THE_COUNTRY = {
    "journal", "grants", "office-new", "plan-load", "plan-version", "programme-new", "areas-edition",
    "areas-undo", "areas-draft", "areas-publish", "areas-matching", "official-file",
}  # fmt: skip
LISTS_NARROWED_TO_THE_SCOPE = {
    "home", "people", "person-new", "offices", "offices-nobody", "roles", "sheets", "progress", "quarantine",
    "workforce-index", "workers-index", "programme", "plan", "training", "training-new", "letters", "areas",
    "areas-editions", "areas-oddities", "certificates", "certificate", "certificate-paper", "people-load",
    "people-template", "values", "workforce-load", "workforce-template", "forms", "form-new",
    "submissions", "submissions-form", "signing", "findings", "leads", "checks", "submissions-zip",
    "submissions-xlsx", "submissions-lines", "returns", "challenges", "heads", "handed", "rules",
    "rules-dataset", "official",
}  # fmt: skip
OWN = {
    "work", "work-day", "work-task", "work-month", "my-certificates", "notices", "notices-seen",
    "notices-wishes", "second-factor", "heads-code", "heads-sheet",
}  # fmt: skip


@pytest.fixture
def work(db: None, stopped: Any) -> AtWork:  # noqa: F811
    return make_work()


def somebody(work: AtWork, number: int, role: Role, place: str) -> Client:
    """A new person with this one grant, signed in."""
    person = accounts.add_person(username=f"walker{number}", name_th=f"คนเดิน {number}", by=BY, at=at(NOW))
    accounts.grant(NewGrant(person, role, SINCE, area_id=work.area(place)), by=BY, at=at(NOW))
    client = Client(enforce_csrf_checks=True)
    client.force_login(queries.get_user(person))
    return client


def rows() -> list[tuple[Any, ...]]:
    """How many rows stand in the tables that a district changes."""
    tables = ("workforce_contract", "workforce_absence", "workforce_villageshare", "accounts_grant")
    with connection.cursor() as cursor:
        found = []
        for table in tables:
            cursor.execute(f"SELECT count(*), coalesce(sum(hashtext(t::text)::bigint), 0) FROM {table} t")
            found += [(table, *cursor.fetchone())]
    return found


def test_random_people_see_and_change_nothing_outside_their_scope(work: AtWork) -> None:
    dice = random.Random("the desk's scope")
    roles = [role for role in Role if role is not Role.VERIFIER]
    for number in range(28):
        role, place = dice.choice(roles), dice.choice(AREAS)
        client = somebody(work, number, role, place)
        for tambon, above in ABOVE.items():
            for page, able in PAGES.items():
                expected = role in able and place in above
                answer = client.get(page.format(tambon))
                assert (answer.status_code == 200) == expected, (role, place, page, tambon)
                if not expected and answer.status_code == 403:
                    assert "คุณmalee" not in answer.content.decode()
        for page, able in IN_THE_COUNTRY.items():
            expected = role in able and place == "TH"
            assert (client.get(page).status_code == 200) == expected, (role, place, page)
        _tries_to_change(work, client, changes=role in MANAGES and place in ABOVE["580102"])


def _tries_to_change(work: AtWork, client: Client, *, changes: bool) -> None:
    """A hand-over of one village there and back; refused, it leaves every row as it was."""
    malee, somchai = work.world.post("580102", 1), work.world.post("580102", 2)
    village, before = work.world.villages("58010201"), rows()
    fields = {"programme": "p", "post": malee, "to": somchai, "act": "over", "village": village}
    answer = post(client, "/desk/workforce/580102/villages", fields, page="/desk/notices")
    assert answer.status_code == (302 if changes else 403)
    assert (rows() != before) == changes
    if changes:
        fields |= {"post": somchai, "to": malee}
        assert (
            post(client, "/desk/workforce/580102/villages", fields, page="/desk/notices").status_code == 302
        )


def test_people_are_found_only_where_an_officer_looks(work: AtWork) -> None:
    for place, seen in (("5801", True), ("5802", False), ("580103", False)):
        officer = somebody(work, 900 + len(place) + int(place[-1]), Role.DISTRICT, place)
        assert ("คุณmalee" in officer.get("/desk/people?q=malee").content.decode()) == seen
        page = officer.get(f"/desk/people/{work.person('malee')}")
        assert page.status_code == (200 if seen else 403)
        assert officer.get(f"/desk/workers/person/{work.person('malee')}").status_code == (
            200 if seen else 403
        )


def test_a_district_officer_makes_nobody_greater_than_themselves(work: AtWork) -> None:
    wichai, before = work.browser("wichai"), rows()
    person, where = work.person("malee"), f"/desk/people/{work.person('malee')}"
    for role, place in (
        ("administrator", "TH"),
        ("province", "58"),
        ("district", "5801"),
        ("worker", "5802"),
    ):
        answer = post(wichai, f"{where}/give", {"role": role, "area": place}, page="/desk/notices")
        assert answer.status_code == 403, (role, place)
    assert rows() == before
    head = {"role": "village_head", "area": "58010201"}
    assert post(wichai, f"{where}/give", head, page="/desk/notices").status_code == 302
    held = next(g for g in queries.grants_of(person) if g.role is Role.VILLAGE_HEAD)
    prasert = work.browser("prasert")
    assert post(prasert, f"{where}/grants/{held.id}/end", {}, page="/desk/notices").status_code == 403
    ended = post(wichai, f"{where}/grants/{held.id}/end", {"last": NOW.isoformat()}, page="/desk/notices")
    assert ended.status_code == 302


def test_every_address_of_the_desk_says_how_it_is_guarded() -> None:
    told = BY_AREA | BY_PERSON | BY_VERB_IN_THE_COUNTRY | LISTS_NARROWED_TO_THE_SCOPE | OWN
    desk = get_resolver("tambon.desk.urls")
    names = {pattern.name for pattern in desk.url_patterns}
    open_to_all = {
        name for name in names if name.startswith(("sign-", "first", "second-factor", "oidc", "ministry"))
    }
    assert names - told - open_to_all == set()
