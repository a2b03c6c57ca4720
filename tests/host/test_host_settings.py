"""Settings from the environment: all are listed, and a database's address is read as it was written."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tambon.host import web
from tambon.host.home import Home
from tambon.host.settings import key_ring, ministries, place_from_url, words

ROOT = Path(__file__).parents[2]
BETWEEN_OURSELVES = {"TAMBON_STATIC", "TAMBON_SUPERVISED"}  # said by one of our processes to another


def test_the_sample_lists_every_setting_that_the_code_reads() -> None:
    code = "\n".join(path.read_text() for path in sorted((ROOT / "tambon").rglob("*.py")))
    read = set(re.findall(r'"((?:TAMBON_[A-Z_]+)|DATABASE_URL)"', code)) - BETWEEN_OURSELVES
    listed = set(re.findall(r"(?m)^#? ?([A-Z_]+)=", (ROOT / "dotenv-sample").read_text()))
    assert read == listed


@given(host=st.text("/abcXYZก ._-", min_size=1), password=st.text(min_size=1))
def test_a_database_address_keeps_folder_and_password_letter_by_letter(host: str, password: str) -> None:
    url = f"postgresql://u:{quote(password, safe='')}@{quote(host, safe='')}:5432/name?sslmode=require"
    place = place_from_url(url)
    assert (place["HOST"], place["PASSWORD"], place["PORT"]) == (host, password, "5432")
    assert (place["NAME"], place["USER"], place["OPTIONS"]) == ("name", "u", {"sslmode": "require"})


@pytest.mark.parametrize(("url", "host", "port"), [
    ("postgresql://db.example.org/name", "db.example.org", ""),
    ("postgres://u@[2001:db8::1]:5433/name", "2001:db8::1", "5433"),
])  # fmt: skip
def test_a_database_may_be_elsewhere(url: str, host: str, port: str) -> None:
    place = place_from_url(url)
    assert (place["HOST"], place["PORT"]) == (host, port)


def test_another_kind_of_database_is_refused() -> None:
    with pytest.raises(SystemExit):
        place_from_url("sqlite:///x")


@pytest.mark.parametrize("password", ["hunter/2", "12/hunter", "hunter#2", "1?hunter"])
def test_a_password_that_breaks_the_address_is_told_without_showing_it(password: str) -> None:
    with pytest.raises(SystemExit, match="%23") as refusal:
        place_from_url(f"postgresql://u:{password}@db.example.org/name")
    assert "hunter" not in str(refusal.value)


@pytest.mark.parametrize(("host", "ours"), [
    ("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("localhost", True),
    ("0.0.0.0", False), ("::", False), ("192.0.2.1", False), ("tambon.example.org", False),
    ("", False), (None, False),
])  # fmt: skip
def test_only_loopback_counts_as_this_machine(host: str | None, ours: bool) -> None:
    assert web.is_loopback(host) is ours


def test_a_home_remembers_where_it_was_served(tmp_path: Path) -> None:
    home = Home.at(tmp_path / "h")
    assert home.addresses() == {}
    told = {"url": "https://work.example.org", "public_url": "https://data.example.org"}
    home.note_addresses(**told)
    assert home.addresses() == told
    (home.root / "addresses.json").write_text("[1")
    assert home.addresses() == {}


ONE = {
    "id": "moi", "name_th": "กระทรวงมหาดไทย", "name_en": "Interior", "server": "https://id.example",
    "client": "tambon", "secret": "s",
}  # fmt: skip


def test_ministries_are_read_as_allauth_wants_them(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ministries("TAMBON_OIDC") == []
    monkeypatch.setenv("TAMBON_OIDC", json.dumps([ONE]))
    (app,) = ministries("TAMBON_OIDC")
    assert (app["provider_id"], app["client_id"], app["settings"]["server_url"]) == (
        "moi", "tambon", "https://id.example"
    )  # fmt: skip


@pytest.mark.parametrize("wrong", [
    "{", "7", "[7]", json.dumps([{**ONE, "server": "http://id.example"}]), json.dumps([{**ONE, "id": "a/b"}]),
    json.dumps([{k: v for k, v in ONE.items() if k != "secret"}]),
])  # fmt: skip
def test_a_ministry_that_cannot_be_trusted_stops_the_start(
    wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TAMBON_OIDC", wrong)
    with pytest.raises(SystemExit) as told:
        ministries("TAMBON_OIDC")
    assert "TAMBON_OIDC" in str(told.value) and '"s"' not in str(told.value)


@pytest.mark.parametrize(("given_words", "read"), [(None, ("a", "b")), ("none", ()), (" x , y,", ("x", "y"))])
def test_a_list_of_words(
    given_words: str | None, read: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    if given_words:
        monkeypatch.setenv("TAMBON_SECOND_FACTOR", given_words)
    assert words("TAMBON_SECOND_FACTOR", "a,b") == read


def test_keys_too_short_stop_the_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TAMBON_PERSONAL_KEY", "short")
    with pytest.raises(SystemExit) as told:
        key_ring(Home.at(tmp_path))
    assert "openssl" in str(told.value)
