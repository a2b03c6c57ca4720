"""Forms, manifests and files as ODK Collect reads them."""

from __future__ import annotations

from datetime import date
from hashlib import md5
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from kit_world import AT, BY, FREE_FORM, Kit, load_villages, make_kit
from lxml import etree

from tambon.forms import actions as forms
from tambon.openrosa import door

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LIST = "{http://openrosa.org/xforms/xformsList}"
MANIFEST = "{http://openrosa.org/xforms/xformsManifest}"


@pytest.fixture
def kit(db: None) -> Kit:
    door.phones = door.Phones()
    return make_kit()


def get(url: str, **headers: str) -> Any:
    """Follows an address that the server told, as a phone does."""
    assert url.startswith(settings.TAMBON_URL) or url.startswith("/")
    parts = urlsplit(url)
    response = Client().get(f"{parts.path}?{parts.query}", headers={"X-OpenRosa-Version": "1.0", **headers})
    assert response["X-OpenRosa-Version"] == "1.0"
    assert "Set-Cookie" not in response
    return response


def listed(token: str, query: str = "") -> list[dict[str, str]]:
    response = get(f"/odk/{token}/formList{query}")
    assert (response.status_code, response["Content-Type"]) == (200, "text/xml; charset=utf-8")
    root = etree.fromstring(response.content)
    assert root.tag == f"{LIST}xforms"
    return [{child.tag.removeprefix(LIST): child.text or "" for child in form} for form in root]


def test_the_list_names_each_form_with_its_hash_and_absolute_addresses(kit: Kit) -> None:
    (form,) = listed(kit.token)
    assert (form["formID"], form["name"]) == ("water", "น้ำดื่มน้ำใช้ (แบบของระบบตำบล)")
    xml = get(form["downloadUrl"])
    assert form["hash"] == f"md5:{md5(xml.content).hexdigest()}"
    assert xml["Content-Type"] == "text/xml; charset=utf-8"
    assert form["version"] in xml.content.decode()
    assert b"jr://file-csv/villages.csv" in xml.content


def test_the_manifest_brings_the_own_village_list_and_its_hash_changes_with_it(kit: Kit) -> None:
    (form,) = listed(kit.token)
    before = manifest(form["manifestUrl"])
    assert before["filename"] == "villages.csv"
    file = get(before["downloadUrl"])
    assert before["hash"] == f"md5:{md5(file.content).hexdigest()}"
    assert file["Content-Type"] == "text/csv; charset=utf-8"
    assert b"58010201" in file.content
    assert b"58010301" not in file.content
    load_villages("58010201", "58010202", "58010203", day=date(2026, 2, 1))
    assert manifest(form["manifestUrl"])["hash"] != before["hash"]


def manifest(url: str) -> dict[str, str]:
    root = etree.fromstring(get(url).content)
    assert root.tag == f"{MANIFEST}manifest"
    file = root[0]
    return {child.tag.removeprefix(MANIFEST): child.text or "" for child in file}


def test_a_form_without_files_has_no_manifest(kit: Kit) -> None:
    forms.publish(FREE_FORM, by=BY, at=AT)
    by_id = {form["formID"]: form for form in listed(kit.token)}
    assert "manifestUrl" not in by_id["free_form"]
    assert "manifestUrl" in by_id["water"]
    assert [form["formID"] for form in listed(kit.token, "?formID=water")] == ["water"]


@pytest.mark.parametrize("page", ["list", "form", "manifest", "media"])
def test_what_the_phone_has_already_is_not_sent_again(kit: Kit, page: str) -> None:
    (form,) = listed(kit.token)
    url = {
        "list": f"/odk/{kit.token}/formList",
        "form": form["downloadUrl"],
        "manifest": form["manifestUrl"],
        "media": manifest(form["manifestUrl"])["downloadUrl"],
    }[page]
    first = get(url)
    again = get(url, **{"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert get(url, **{"If-None-Match": f'W/{first["ETag"]}, "x"'}).status_code == 304
    assert get(url, **{"If-None-Match": '"other"'}).content == first.content


@pytest.mark.parametrize(
    ("rest", "status"),
    [
        ("", 200), ("nothing", 404), ("formList/", 200), ("formXml?formId=no&version=1", 404),
        ("manifest", 404), ("media?name=../secret-key", 404),
    ],
)  # fmt: skip
def test_every_other_address_answers_kindly(kit: Kit, rest: str, status: int) -> None:
    response = get(f"/odk/{kit.token}/{rest}")
    assert response.status_code == status
    if status == 404:
        assert message(response.content)


def message(content: bytes) -> str:
    root = etree.fromstring(content)
    assert root.tag == "{http://openrosa.org/http/response}OpenRosaResponse"
    return root[0].text or ""


def test_an_unknown_phone_is_told_so_in_both_languages(kit: Kit) -> None:
    response = get("/odk/not-a-token/formList")
    assert response.status_code == 404
    assert "รหัส QR" in message(response.content)
    assert "QR code" in message(response.content)


def test_strangers_are_slowed_down_and_known_phones_are_not(
    kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = SimpleNamespace(monotonic=lambda: 1000.0)  # the bucket fills again with time
    monkeypatch.setattr("tambon.openrosa.phones.time", clock)
    door.phones = door.Phones()
    statuses = [get(f"/odk/guess-{number}/formList").status_code for number in range(150)]
    assert set(statuses) == {404, 429}
    assert get("/odk/guess-x/formList")["Retry-After"]
    door.phones = door.Phones()
    assert listed(kit.token)
    for number in range(150):
        get(f"/odk/guess-{number}/formList")
    assert listed(kit.token)
