"""Two officers, or two workers of the queue, at the same draft and the same version: one of them counts."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest
from at_once import at_once
from form_workbooks import settings as sheet
from form_workbooks import workbook

from tambon.forms import actions, queries
from tambon.forms.models import Draft, Form, FormVersion
from tambon.host.home import Home
from tambon.journal import queries as journal
from tambon.lib.problem import Problem

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
AT = datetime(2026, 11, 29, 3, tzinfo=UTC)
OFFICER = "person:900"


def draft(title: str = "Households") -> UUID:
    survey = [["type", "name", "label"], ["integer", "homes", title]]
    content = workbook(survey=survey, settings=sheet())
    return actions.upload(content, filename="a.xlsx", area_id=None, by=OFFICER, at=AT)


def publish(ref: UUID) -> None:
    actions.publish_draft(ref, by=OFFICER, at=AT)


def codes(faults: list[BaseException | None]) -> list[str]:
    """What was refused; anything else that was raised is a fault of ours."""
    found = [fault for fault in faults if fault is not None]
    return sorted(fault.kind.code if isinstance(fault, Problem) else repr(fault) for fault in found)


def test_a_draft_is_converted_once_and_published_once(home: Home) -> None:
    ref = draft()
    converting = [lambda: actions.convert_waiting(at=AT) for _ in range(2)]
    assert codes(at_once(*converting)) == []
    assert len(list(journal.list_entries(kind="form.converted"))) == 1
    assert len(codes(at_once(lambda: publish(ref), lambda: publish(ref)))) == 1
    assert (Form.objects.count(), FormVersion.objects.count()) == (1, 1)
    assert len(list(journal.list_entries(kind="form.published"))) == 1
    assert Draft.objects.get().state == "published"


def test_of_two_drafts_under_one_version_one_is_published_and_the_other_is_told(home: Home) -> None:
    refs = [draft("Households"), draft("Houses")]
    actions.convert_waiting(at=AT)
    refused = codes(at_once(*(lambda ref=ref: publish(ref) for ref in refs)))
    assert len(refused) == 1 and refused[0].startswith("409-"), refused
    assert FormVersion.objects.filter(retired_at=None).count() == FormVersion.objects.count() == 1
    checkers = queries.JOURNAL_CHECKERS
    assert [f for kind, c in checkers.items() for f in c(journal.list_entries(kind=kind))] == []
