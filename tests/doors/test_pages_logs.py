"""No line of the framework's log holds an address: one of them may be a one-time link."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client

pytestmark = pytest.mark.django_db
TOKEN = "a-token-that-sets-a-password"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the operator's log says from now on."""
    written = io.StringIO()
    operators = [each for each in logging.getLogger().handlers if type(each) is logging.StreamHandler]
    before = [each.setStream(written) for each in operators]
    yield written
    for each, stream in zip(operators, before, strict=True):
        if stream:
            each.setStream(stream)


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "DELETE"])
def test_a_refused_method_does_not_put_a_one_time_link_into_the_log(log: io.StringIO, method: str) -> None:
    assert Client().generic(method, f"/desk/first/{TOKEN}").status_code == 405
    assert f"Method Not Allowed ({method}): (address)" in log.getvalue()
    assert TOKEN not in log.getvalue()


def test_a_forged_form_does_not_either(log: io.StringIO) -> None:
    answer = Client(enforce_csrf_checks=True).post(f"/desk/first/{TOKEN}", {"password": "x"})
    assert answer.status_code == 403
    assert TOKEN not in log.getvalue()


def test_the_public_side_logs_in_the_same_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAMBON_CATALOGUE", "catalogue")
    monkeypatch.setenv("TAMBON_TRUSTED_KEYS", "unsigned")
    from tambon.config import public_settings

    assert public_settings.LOGGING == settings.LOGGING
