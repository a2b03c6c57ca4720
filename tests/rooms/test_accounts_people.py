"""Homes, people, grants, offices and territories, against the real database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from tambon.accounts import actions, queries
from tambon.accounts.rules import DeploymentKind, GrantView, NewGrant, Role, Thing, Verb, may
from tambon.areas.models import Area, AreaCode, Edition, Lineage
from tambon.areas.rules import Hierarchy, Kind, Scheme
from tambon.journal.queries import list_entries
from tambon.lib.problem import Problem

AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
BY = "system"
DAY = date(2026, 11, 22)
KINDS = {0: Kind.COUNTRY, 2: Kind.PROVINCE, 4: Kind.DISTRICT, 6: Kind.TAMBON, 8: Kind.VILLAGE}
pytestmark = pytest.mark.django_db


@pytest.fixture
def areas() -> dict[str, int]:
    """{code: id} of a country, a province, a district, a tambon and three villages, with their lineage."""
    edition = Edition.objects.create(
        source="test", day=DAY, sha256="0", licence="", credit="", kinds=[], loaded_at=AT
    )
    always = DateRange(date(2000, 1, 1), None)
    ids: dict[str, int] = {}
    for code in ("", "58", "5804", "580401", "58040101", "58040102", "58040103"):
        area = Area.objects.create(public_id=f"t{code}", kind=KINDS[len(code)].value, edition=edition)
        AreaCode.objects.create(
            area=area,
            scheme=Scheme.DOPA.value,
            code=code or "TH",
            during=always,
            listed=always,
            edition=edition,
        )
        ids[code] = area.pk
        above = [other for other in ids if code.startswith(other)]
        for other in above:
            Lineage.objects.create(
                descendant=area,
                ancestor_id=ids[other],
                depth=(len(code) - len(other)) // 2,
                hierarchy=Hierarchy.ADMINISTRATIVE.value,
                kind=area.kind,
                during=always,
                listed=always,
            )
    return ids


@pytest.fixture
def home() -> None:
    actions.found("demonstration", by=BY, at=AT)


def malee() -> int:
    return actions.add_person(username="Malee ", name_th="มาลี", name_en="Malee", by=BY, at=AT)


def office(agency: str, code: str) -> int:
    if queries.find_agency_id(agency) is None:
        actions.add_agency(code=agency, name_th=agency, name_en=agency, by=BY, at=AT)
    return actions.add_office(agency=agency, code=code, name_th=code, name_en=code, by=BY, at=AT)


def refused(code: str, work: Callable[[], object]) -> None:
    with pytest.raises(Problem) as refusal:
        work()
    assert refusal.value.kind.code == code


def test_a_home_is_of_one_kind_for_ever() -> None:
    assert queries.deployment_kind() is None
    refused("409-deployment-not-founded", malee)
    actions.found("real", by=BY, at=AT)
    actions.found("real", by=BY, at=AT)
    refused("409-deployment-kind-is-fixed", lambda: actions.found("demonstration", by=BY, at=AT))
    assert queries.deployment_kind() == DeploymentKind.REAL
    assert [e.kind for e in list_entries()] == ["deployment.founded"]


def test_people_of_a_demonstration_are_marked_and_those_of_a_real_home_are_not(home: None) -> None:
    person = queries.get_person(malee())
    assert (person.username, person.demonstration, person.has_password) == ("malee", True, False)
    assert queries.has_demonstration_people()
    assert queries.find_person("MALEE") == person
    refused("409-username-taken", malee)
    refused("400-username-empty", lambda: actions.add_person(username="\u200b", name_th="ก", by=BY, at=AT))


def test_the_journal_knows_ids_and_no_names(home: None) -> None:
    person = malee()
    actions.issue_phone_token(person_id=person, label="เครื่องของมาลี", by=BY, at=AT)
    actions.make_one_time_link(person, by=BY, at=AT)
    actions.close_person(person, by=BY, at=AT)
    told = [f"{e.kind} {e.subject} {e.by} {e.body}" for e in list_entries()]
    assert len(told) == 5
    assert not any(name in line for line in told for name in ("มาลี", "alee"))


def test_grants_hold_on_their_days(home: None, areas: dict[str, int]) -> None:
    person = malee()
    new = NewGrant(person, Role.WORKER, date(2026, 11, 1), date(2026, 12, 1), area_id=areas["5804"])
    grant = actions.grant(new, by=BY, at=AT)
    held = (GrantView(Role.WORKER, areas["5804"]),)
    assert queries.who(person, on=date(2026, 11, 1)).grants == held
    assert queries.who(person, on=date(2026, 11, 30)).grants == held
    assert queries.who(person, on=date(2026, 10, 31)).grants == ()
    assert queries.who(person, on=date(2026, 12, 1)).grants == ()
    actions.end_grant(grant, on=DAY, by=BY, at=AT)
    assert queries.who(person, on=date(2026, 11, 21)).grants == held
    assert queries.who(person, on=DAY).grants == ()
    actions.end_grant(grant, on=date(2026, 1, 1), by=BY, at=AT)
    actions.end_grant(grant, on=date(2026, 1, 1), by=BY, at=AT)
    assert queries.list_grants(person, on=date(2026, 11, 1)) == ()


def test_an_ended_grant_is_not_lengthened(home: None, areas: dict[str, int]) -> None:
    person = malee()
    new = NewGrant(person, Role.WORKER, date(2026, 11, 1), date(2026, 12, 1), area_id=areas["58"])
    grant = actions.grant(new, by=BY, at=AT)
    actions.end_grant(grant, on=date(2027, 1, 1), by=BY, at=AT)
    assert queries.list_grants(person, on=date(2026, 12, 5)) == ()


def test_a_grant_over_the_country_reaches_everywhere(home: None, areas: dict[str, int]) -> None:
    person = malee()
    actions.grant(NewGrant(person, Role.ADMINISTRATOR, DAY, area_id=areas[""]), by=BY, at=AT)
    assert may(queries.who(person, on=DAY), Verb.ADMINISTER, Thing()).allowed


def test_impossible_grants_are_refused(home: None, areas: dict[str, int]) -> None:
    person, area = malee(), areas["58"]

    def give(new: NewGrant) -> Callable[[], int]:
        return lambda: actions.grant(new, by=BY, at=AT)

    refused("400-grant-needs-an-area", give(NewGrant(person, Role.WORKER, DAY)))
    refused("400-grant-needs-an-office", give(NewGrant(person, Role.VERIFIER, DAY, area_id=area)))
    refused("400-days-out-of-order", give(NewGrant(person, Role.WORKER, DAY, DAY, area_id=area)))
    refused("404-person-unknown", give(NewGrant(0, Role.WORKER, DAY, area_id=area)))
    refused("404-territory-area-unknown", give(NewGrant(person, Role.WORKER, DAY, area_id=0)))
    refused("404-office-unknown", give(NewGrant(person, Role.VERIFIER, DAY, office_id=0)))
    refused("404-grant-unknown", lambda: actions.end_grant(0, on=DAY, by=BY, at=AT))


def test_a_closed_account_is_nobody(home: None) -> None:
    person = malee()
    token = actions.issue_phone_token(person_id=person, label="p", by=BY, at=AT)
    link = actions.make_one_time_link(person, by=BY, at=AT)
    assert queries.find_link(link, at=AT) is not None
    actions.close_person(person, by=BY, at=AT)
    actions.close_person(person, by=BY, at=AT)
    refused("403-person-inactive", lambda: queries.who(person, on=DAY))
    assert queries.find_phone(token, on=AT.date()) is None
    assert queries.find_link(link, at=AT) is None
    refused("403-person-inactive", lambda: actions.make_one_time_link(person, by=BY, at=AT))
    refused("404-person-unknown", lambda: actions.close_person(0, by=BY, at=AT))


def test_the_owner_is_the_first_agency_of_the_chain_with_the_nearest_office(
    home: None, areas: dict[str, int]
) -> None:
    branch, inner, lao = office("pwa", "pwa-1"), office("pwa", "pwa-2"), office("lao", "lao-1")
    since = date(2026, 1, 1)
    actions.set_territory(office_id=branch, area_ids=[areas["5804"]], since=since, by=BY, at=AT)
    actions.set_territory(office_id=inner, area_ids=[areas["58040102"]], since=since, by=BY, at=AT)
    actions.set_territory(office_id=lao, area_ids=[areas["58"]], since=since, by=BY, at=AT)
    chains = {"water": ("pwa", "lao"), "roads": ("lao",), "nobody": ("doh",), "none": ()}
    villages = [areas["58040101"], areas["58040102"]]
    found = queries.owner_offices(chains, [*villages, areas["58"]], on=DAY)
    one, two = villages
    assert (found["water", one], found["water", two]) == (branch, inner)
    assert (found["roads", one], found["nobody", one], found["none", one]) == (lao, None, None)
    assert found["water", areas["58"]] == lao
    assert len(found) == 12
    before = queries.owner_offices(chains, villages, on=date(2025, 12, 31))
    assert set(before.values()) == {None}
    assert queries.owner_offices({}, villages, on=DAY) == {}


def test_a_territory_changes_from_a_day_on(home: None, areas: dict[str, int]) -> None:
    mine, other = office("pwa", "pwa-1"), office("pwa", "pwa-2")
    a, b, c = areas["58040101"], areas["58040102"], areas["58040103"]
    january, july = date(2026, 1, 1), date(2026, 7, 1)
    actions.set_territory(office_id=mine, area_ids=[a, b], since=january, by=BY, at=AT)
    refused(
        "409-territory-overlaps",
        lambda: actions.set_territory(office_id=other, area_ids=[b, c], since=july, by=BY, at=AT),
    )
    with pytest.raises(Problem) as refusal:
        actions.set_territory(office_id=other, area_ids=[b], since=july, by=BY, at=AT)
    assert refusal.value.details["areas"] == f"58040102 ({queries.office(mine).name_th})", (
        "one code, and whose"
    )
    assert queries.territory(other, on=DAY) == []
    actions.set_territory(office_id=mine, area_ids=[a, c], since=july, by=BY, at=AT)
    actions.set_territory(office_id=other, area_ids=[b], since=july, by=BY, at=AT)
    assert queries.territory(mine, on=date(2026, 6, 30)) == [a, b]
    assert queries.territory(mine, on=july) == [a, c]
    assert queries.territory(other, on=july) == [b]
    actions.set_territory(office_id=mine, area_ids=[a, c], since=january, by=BY, at=AT)
    assert queries.territory(mine, on=january) == queries.territory(mine, on=july) == [a, c]
    refused(
        "404-territory-area-unknown",
        lambda: actions.set_territory(office_id=mine, area_ids=[0], since=july, by=BY, at=AT),
    )


def test_a_territory_with_an_end_leaves_what_was_agreed_after_it(home: None, areas: dict[str, int]) -> None:
    mine, area = office("pwa", "pwa-1"), areas["58040101"]
    actions.set_territory(
        office_id=mine, area_ids=[area], since=date(2026, 1, 1), until=date(2027, 1, 1), by=BY, at=AT
    )
    assert queries.territory(mine, on=date(2026, 12, 31)) == [area]
    assert queries.territory(mine, on=date(2027, 1, 1)) == []


def test_offices_are_found_by_code_and_by_person(home: None) -> None:
    first = office("pwa", "pwa-1")
    person = malee()
    actions.grant(NewGrant(person, Role.VERIFIER, DAY, office_id=first), by=BY, at=AT)
    view = queries.office(first)
    assert (view.code, view.agency_code) == ("pwa-1", "pwa")
    assert queries.offices_of(queries.who(person, on=DAY)) == [view] == queries.list_offices()
    assert queries.find_office("pwa-1") == view
    assert queries.find_office("x") is None
    refused("409-office-code-taken", lambda: office("pwa", "pwa-1"))
    refused("404-office-unknown", lambda: queries.office(0))
    refused(
        "404-agency-unknown",
        lambda: actions.add_office(agency="?", code="x", name_th="", name_en="", by=BY, at=AT),
    )


def test_a_real_home_starts_with_one_administrator(areas: dict[str, int]) -> None:
    actions.found("real", by=BY, at=AT)
    token = actions.first_administrator(username="admin", name_th="ผู้ดูแล", by=BY, at=AT)
    link = queries.find_link(token, at=AT)
    assert link is not None and link.username == "admin"
    assert queries.who(link.person_id, on=DAY).has(Verb.ADMINISTER)
    refused(
        "409-administrator-exists",
        lambda: actions.first_administrator(username="b", name_th="ข", by=BY, at=AT),
    )


def test_without_areas_there_is_nothing_to_administer() -> None:
    actions.found("real", by=BY, at=AT)
    refused(
        "404-territory-area-unknown",
        lambda: actions.first_administrator(username="a", name_th="ก", by=BY, at=AT),
    )
