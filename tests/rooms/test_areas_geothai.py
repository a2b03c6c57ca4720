"""The list that the package carries, loaded once for this file and rolled back after it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from tambon.areas import actions, queries
from tambon.areas.rules import Kind, synthetic_villages

TODAY = date(2026, 11, 22)
AT = datetime(2026, 11, 22, tzinfo=UTC)
pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture(scope="module")
def country(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        said: list[str] = []
        report = actions.load_geothai(by="system", at=AT, progress=said.append)
        assert said
        yield report
        transaction.set_rollback(True)


def test_the_country_is_complete(country) -> None:
    kinds = (Kind.COUNTRY, Kind.PROVINCE, Kind.DISTRICT, Kind.TAMBON)
    assert [queries.count(kind, on=TODAY) for kind in kinds] == [1, 77, 928, 7436]
    assert country.accepted == 8442
    assert actions.load_geothai(by="system", at=AT).already


def test_outside_bangkok_there_are_7256_tambons(country) -> None:
    bangkok = queries.get_area("10", on=TODAY)
    assert queries.count(Kind.TAMBON, on=TODAY, under=bangkok.id) == 180
    assert queries.count(Kind.TAMBON, on=date(2026, 11, 1)) - 180 == 7256


def test_bangkok_says_khet_and_khwaeng_once(country) -> None:
    assert queries.get_area("1001", on=TODAY).full_th == "เขตพระนคร"
    assert queries.get_area("100101", on=TODAY).full_th == "แขวงพระบรมมหาราชวัง"
    assert queries.get_area("580101", on=TODAY).full_th == "ตำบลจองคำ"


def test_mae_hong_son_takes_its_415_synthetic_villages(country) -> None:
    province = queries.get_area("58", on=TODAY)
    tambons = [t.code for t in queries.list_under(province.id, on=TODAY, kind=Kind.TAMBON)]
    assert len(tambons) == 45
    villages = synthetic_villages([code for code in tambons if code != "580101"], 415)
    report = actions.load_villages(
        villages, source="synthetic", day=TODAY, licence="CC0-1.0", credit="Tambon", synthetic=True,
        by="system", at=AT,
    )  # fmt: skip
    assert (report.added, report.refused) == (415, ())
    assert queries.count(Kind.VILLAGE, on=TODAY, under=province.id) == 415
    assert all(v.synthetic for v in queries.list_under(province.id, on=TODAY, kind=Kind.VILLAGE))
