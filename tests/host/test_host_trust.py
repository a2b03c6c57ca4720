"""Whom `tambon public` trusts: what it is told, the setting, the home's own key; or it refuses."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

import pytest

from tambon.catalogue.signing import fingerprint_of, public_of
from tambon.cli import main as cli
from tambon.cli.trust import SETTING, told_keys, trust
from tambon.host import doctor
from tambon.host.home import Home
from tambon.host.settings import trusted_keys
from tambon.host.signing_key import signing_key
from tambon.lib.problem import Problem

OTHER = "ab" * 32


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    for name in ("TAMBON_SIGNING_KEY", SETTING, "TAMBON_CATALOGUE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TAMBON_HOME", str(tmp_path / "home"))
    home = Home.from_environment()
    home.make()
    return home


def test_without_a_word_and_without_a_home_nobody_is_trusted(
    home: Home, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert cli.main(["public", "--catalogue", str(tmp_path)]) == cli.REFUSED
    said = capsys.readouterr().err
    assert "403-no-trusted-key" in said and "--key" in said and "--unsigned" in said


def test_a_word_goes_over_the_setting_and_the_setting_over_the_home(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = fingerprint_of(public_of(signing_key(home)))
    (home.root / "signing-key").chmod(0)  # readers of the files need not read the key
    assert told_keys([]) == [own]
    monkeypatch.setenv(SETTING, f"{OTHER},")
    assert told_keys([]) == [OTHER] and told_keys([own]) == [own]
    assert told_keys([own], unsigned=True) == ["unsigned"]
    assert trust(["unsigned"], home.catalogue) is None
    with pytest.raises(Problem, match="400-not-a-fingerprint"):
        trust(["abc"], home.catalogue)


def test_how_new_a_list_must_be_is_told_to_the_processes_that_answer(
    home: Home, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from tambon.cli.commands import public

    for name in (public.NOT_BEFORE, public.REMEMBER):
        monkeypatch.setenv(name, "")
    asked = argparse.Namespace(not_before="2026-11-29", remember=str(tmp_path / "seen"))
    recent = public._recent(asked)
    assert os.environ["TAMBON_NOT_BEFORE"] == "2026-11-29" and Path(os.environ["TAMBON_REMEMBER"]).is_dir()
    made = trust([OTHER], home.catalogue, **recent)
    assert (
        made and made.remembered == tmp_path / "seen" and str(made.not_before) == "2026-11-29T00:00:00+07:00"
    )
    home.catalogue.mkdir(parents=True)
    words = ["public", "--catalogue", str(home.catalogue), "--key", OTHER, "--not-before", "yesterday"]
    assert cli.main(words) == cli.REFUSED
    assert "400-not-a-moment" in capsys.readouterr().err


def test_a_setting_that_is_no_fingerprint_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, f"{OTHER.upper()}, {OTHER}")
    assert trusted_keys(SETTING) == (OTHER, OTHER)
    monkeypatch.setenv(SETTING, "unsigned")
    assert trusted_keys(SETTING, needed=True) == ("unsigned",)
    for wrong in ("abc", f"unsigned,{OTHER}"):
        monkeypatch.setenv(SETTING, wrong)
        with pytest.raises(SystemExit, match="fingerprints"):
            trusted_keys(SETTING)
    monkeypatch.delenv(SETTING)
    assert trusted_keys(SETTING) == ()
    with pytest.raises(SystemExit, match="is not set"):
        trusted_keys(SETTING, needed=True)


def test_the_doctor_tells_of_the_key_and_makes_none(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def seen() -> doctor.Finding:
        return next(one for one in doctor.examine(home) if one.name == "signing-key")

    assert seen().ok and not (home.root / "signing-key").exists()
    own = fingerprint_of(public_of(signing_key(home)))
    assert own in seen().en and own in seen().th
    (home.root / "signing-key").chmod(0o644)
    assert not next(one for one in doctor.examine(home) if one.name == "keys").ok
    monkeypatch.setenv("TAMBON_SIGNING_KEY", "secret nonsense")
    assert not seen().ok and "nonsense" not in seen().en


def test_the_public_side_is_not_given_the_key(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its process drops what opens the collecting side before it starts anything."""
    from argparse import Namespace

    from tambon.cli.commands import public

    for name in ("TAMBON_SIGNING_KEY", "TAMBON_SECRET_KEY", "TAMBON_OIDC", "TAMBON_SMTP"):
        monkeypatch.setenv(name, "a secret")
    for name in ("TAMBON_STATIC", "TAMBON_PUBLIC_URL", "TAMBON_HOSTS", "DJANGO_SETTINGS_MODULE"):
        monkeypatch.setenv(name, os.environ.get(name, ""))
    public._tell_settings(Namespace(host="127.0.0.1", port=1), home.catalogue, "static")
    assert "a secret" not in os.environ.values()
