"""The national list with its abolished codes: what is known of their days, no more claimed of the rest."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tambon.areas import actions, queries
from tambon.areas.models import Area, AreaCode, Change
from tambon.areas.rules import Basis, By, ChangeKind, Kind
from tambon.lib.problem import Problem

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
AT = datetime(2026, 11, 22, tzinfo=UTC)
NOW = date(2026, 11, 1)


@pytest.fixture(scope="module")
def registry(django_db_setup, django_db_blocker):
    """Loaded once for the module, and taken back at its end."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        actions.load_geothai(by="system", at=AT)
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def world(registry, db) -> None:
    return None


def line(facts) -> list[str]:
    return [one.code for one in facts.ancestors]


def test_outside_bangkok_there_are_7256_tambons() -> None:
    bangkok = queries.get_area("10", on=NOW).id
    assert queries.count(Kind.TAMBON, on=NOW) - queries.count(Kind.TAMBON, on=NOW, under=bangkok) == 7256


def test_bueng_kan_left_nong_khai_by_law_before_it_did_in_the_list() -> None:
    before = queries.describe("430301", on=date(2011, 1, 1))
    assert (before.standing, line(before), before.known_completely) == (True, ["TH", "43", "4303"], False)
    assert before.ancestors[-1].name_th == "บึงกาฬ"
    after = queries.describe("430301", on=date(2012, 1, 1))
    [heir] = after.successors
    assert (after.standing, heir.code, heir.share) == (False, "380101", Decimal(1))
    assert (heir.legal_day, heir.list_day) == (date(2011, 3, 23), date(2011, 3, 31))
    assert "ราชกิจจานุเบกษา" in heir.source
    assert line(queries.describe("380101", on=date(2012, 1, 1))) == ["TH", "38", "3801"]


def test_a_province_that_held_nothing_before_a_notice_began_with_it() -> None:
    assert queries.find_area("38", on=date(2011, 3, 22)) is None
    assert queries.get_area("38", on=date(2011, 3, 23)).name_th == "บึงกาฬ"
    assert queries.find_area("38", on=date(2011, 3, 30), by=By.LIST) is None
    assert queries.get_area("43", on=date(2010, 1, 1)).name_th == "หนองคาย"


@pytest.mark.parametrize(("by", "code"), [(By.LAW, "380101"), (By.LIST, "430301")])
def test_between_the_two_days_each_calendar_has_its_code(by: By, code: str) -> None:
    between = date(2011, 3, 25)
    assert queries.find_area(code, on=between, by=by)
    other = {"380101": "430301", "430301": "380101"}[code]
    assert queries.find_area(other, on=between, by=by) is None
    assert queries.get_area("380101", on=NOW).id == queries.get_area(code, on=between, by=by).id


def test_a_tambon_that_moved_to_another_district_is_the_same_tambon() -> None:
    then, now = queries.get_area("530306", on=date(2015, 2, 13)), queries.get_area("530407", on=NOW)
    assert then.id == now.id
    assert line(queries.describe("530306", on=date(2015, 2, 13)))[-1] == "5303"
    [change] = queries.list_changes(now.id)
    assert (change.kind, change.legal_day, change.list_day) == (
        ChangeKind.MOVED, date(2015, 2, 14), date(2015, 3, 11),
    )  # fmt: skip


def test_a_khwaeng_that_was_split_leads_to_its_parts_with_no_share_made_up() -> None:
    gone = queries.describe("104701", on=date(2020, 1, 1))
    assert not gone.standing
    assert [(one.code, one.share) for one in gone.successors] == [("104702", None), ("104703", None)]
    assert [one.code for one in queries.describe("104702", on=NOW).predecessors] == ["104701"]
    assert len(queries.describe("105001", on=NOW).successors) == 4
    assert queries.describe("104701", on=date(2020, 1, 1), by=By.LIST).standing, "the list held it until 2022"


def test_the_same_name_is_a_lead_and_no_more() -> None:
    facts = queries.describe("100205", on=NOW)
    [heir] = facts.successors
    assert (heir.code, heir.basis, heir.share, heir.legal_day) == ("102901", Basis.NAME, None, None)
    assert queries.describe("102901", on=NOW).since is None, "nothing is claimed of its beginning"


def test_every_abolished_code_is_known_and_stands_on_no_day_after() -> None:
    import geothai.abolished

    abolished = geothai.abolished.abolished_areas()
    assert len(abolished) == 1583
    known = set(AreaCode.objects.filter(scheme="dopa").values_list("code", flat=True))
    assert {one.code for one in abolished} <= known
    assert queries.ids_by_code([one.code for one in abolished], on=NOW) == {}
    told = Change.objects.exclude(kind=ChangeKind.CREATED)
    bases = {basis: told.filter(basis=basis).count() for basis in Basis}
    assert bases == {Basis.NOTICE: 111, Basis.NAME: 1071, Basis.LIST: 401, Basis.PERSON: 0}
    assert Change.objects.filter(legal_day=None).count() == 1071 + 401


def test_the_list_again_changes_nothing() -> None:
    areas = Area.objects.count()
    assert actions.load_geothai(by="system", at=AT).already
    assert Area.objects.count() == areas == 8442 + 1474


def test_a_code_that_no_area_ever_bore_is_unknown() -> None:
    with pytest.raises(Problem) as caught:
        queries.describe("999999", on=NOW)
    assert caught.value.kind.code == "404-area-unknown"
