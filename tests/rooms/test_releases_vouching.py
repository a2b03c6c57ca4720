"""A home signs what it published before it signed, and all again when its key is replaced."""

from __future__ import annotations

import argparse
import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from damage import killed_at
from records_world import AT, BY, World, collect, make_world

from tambon.catalogue import Catalogue, signing
from tambon.catalogue.registry.registry import Registry
from tambon.catalogue.trusting import Trust, read_signed
from tambon.cli.commands import keys_export, keys_replace, keys_show, keys_sign
from tambon.host.home import Home
from tambon.host.signing_key import noted_fingerprint, signing_key
from tambon.journal.models import Entry
from tambon.lib.problem import Problem
from tambon.releases import actions
from tambon.releases.registry.actions import publish_areas
from tambon.releases.signing import put_signed

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ASKED = argparse.Namespace(json=True, new=None, file=None)


@pytest.fixture
def world(home: Home, monkeypatch: pytest.MonkeyPatch) -> World:
    """A home with a key of its own, which has published."""
    monkeypatch.delenv("TAMBON_SIGNING_KEY")
    monkeypatch.setenv("TAMBON_HOME", str(home.root))
    world = make_world()
    collect(world, households=120, piped=90)
    actions.release_round("r1", by=BY, at=AT)
    publish_areas(by=BY, at=AT)
    actions.refresh_snapshots(at=AT)
    return world


def strip(home: Home) -> None:
    """As before there were signatures."""
    for path in home.catalogue.rglob("*.sig"):
        path.unlink()


def trust(home: Home, *prints: str) -> Trust:
    return Trust(frozenset(prints or {noted_fingerprint(home)}), home.catalogue)


def served(home: Home, trust: Trust) -> tuple[str | None, str | None, bool]:
    catalogue, areas = Catalogue(home.catalogue, trust=trust), home.catalogue / "areas"
    return catalogue.latest(), Registry(areas, trust=trust).latest(), catalogue.progress() is not None


def files(home: Home) -> dict[str, bytes]:
    kept = [path for path in home.catalogue.rglob("*") if path.is_file() and path.suffix != ".sig"]
    return {path.relative_to(home.catalogue).as_posix(): path.read_bytes() for path in kept}


def test_what_was_published_before_signing_is_signed_and_nothing_else_changes(
    world: World, home: Home
) -> None:
    before = {name: body for name, body in files(home).items() if not name.startswith("snapshots/")}
    strip(home)
    assert served(home, trust(home)) == (None, None, False)
    done = actions.sign_published(by=BY, at=AT + timedelta(minutes=1))
    assert done.foreign == () and len(done.signed) == 9, done
    assert served(home, trust(home)) == ("2026.1", "2026-11-22.1", True)
    after = files(home)
    assert {name: after[name] for name in before} == before
    assert actions.sign_published(by=BY, at=AT).signed == (), "again, it changes nothing"
    assert Entry.objects.filter(kind="catalogue.signed").count() == 1


def heads(home: Home) -> dict[str, dict[str, Any]]:
    names = ("releases.json", "latest.json", "areas/editions.json", "areas/latest.json")
    return {name: json.loads((home.catalogue / name).read_bytes())["signed"] for name in names}


def test_every_night_the_lists_are_signed_anew_and_say_the_same(world: World, home: Home) -> None:
    reader = Catalogue(home.catalogue, trust=trust(home))
    before, night = heads(home), AT + timedelta(days=8)
    assert reader.latest() == "2026.1"
    told = reader.signed()
    assert told and told.is_stale(night) and not told.is_stale(AT + timedelta(days=6))
    assert actions.renew_lists(at=night) == 4
    for name, head in heads(home).items():
        assert head["file"] == name and head["at"] == night.astimezone(UTC).isoformat(timespec="seconds")
        assert head["sequence"] > before[name]["sequence"]
    assert served(home, trust(home)) == ("2026.1", "2026-11-22.1", True)
    assert reader.latest() == "2026.1" and not reader.faults() and reader.signed() != told
    listing = home.catalogue / "releases.json"
    listing.write_bytes(listing.read_bytes().replace(b'"manifest_sha256": "', b'"manifest_sha256": "0'))
    assert actions.renew_lists(at=night) == 2, "what is not the home's own is not signed"


def test_lists_of_before_they_said_their_place_are_told_it_at_the_next_start(
    world: World, home: Home
) -> None:
    for name in heads(home):
        path = home.catalogue / name
        body = json.loads(path.read_bytes())
        del body["signed"]
        put_signed(path, json.dumps(body).encode())
    done = actions.sign_published(by=BY, at=AT + timedelta(days=1))
    assert set(done.signed) == set(heads(home)) and done.foreign == ()
    assert actions.sign_published(by=BY, at=AT).signed == ()


def test_a_strangers_release_in_the_folder_is_never_signed(world: World, home: Home, tmp_path: Path) -> None:
    strip(home)
    release = home.catalogue / "releases" / "2026.1"
    readme = release / "README.txt"
    manifest = release / "manifest.json"
    kept = manifest.read_bytes()
    manifest.write_bytes(kept.replace(b'"version": "2026.1"', b'"version": "2026.1" '))
    done = actions.sign_published(by=BY, at=AT)
    assert done.foreign == ("releases/2026.1/manifest.json",)
    manifest.write_bytes(kept)
    listing = home.catalogue / "releases.json"
    strip(home)
    listing.write_bytes(listing.read_bytes().replace(b'"manifest_sha256": "', b'"manifest_sha256": "0'))
    done = actions.sign_published(by=BY, at=AT)
    assert set(done.foreign) == {"releases/2026.1/manifest.json", "releases.json", "latest.json"}
    assert served(home, trust(home))[0] is None and readme.exists()


def test_an_unlisted_folder_that_somebody_put_there_is_not_published(world: World, home: Home) -> None:
    """What will be the next release's folder, whole by its own manifest, and not signed by this home."""
    stranger = home.catalogue / "releases" / "2026.2"
    shutil.copytree(home.catalogue / "releases" / "2026.1", stranger)
    text = (stranger / "manifest.json").read_text().replace("2026.1", "2026.2")
    (stranger / "manifest.json").write_text(text)
    made = actions.release_round("r1", by=BY, at=AT + timedelta(days=1))
    assert made.version == "2026.2" and (stranger / "manifest.json").read_text() != text
    assert served(home, trust(home))[0] == "2026.2"


def test_a_new_key_takes_the_old_ones_place_and_readers_of_both_go_on(
    world: World, home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    old = noted_fingerprint(home)
    before = files(home)
    reader = Catalogue(home.catalogue, trust=trust(home, old))
    assert reader.latest() == "2026.1"
    assert keys_replace.run(ASKED) == 0
    new = noted_fingerprint(home)
    assert new != old and not (home.root / "signing-key.next").exists()
    assert served(home, trust(home, new)) == ("2026.1", "2026-11-22.1", True)
    assert served(home, trust(home, old)) == ("2026.1", "2026-11-22.1", True), "it follows keys.json"
    assert reader.latest() == "2026.1" and not reader.faults()
    changed = {name for name, body in files(home).items() if before.get(name) != body}
    assert changed <= {"keys.json"} | {name for name in changed if name.startswith("snapshots/")}
    (home.catalogue / "keys.json").unlink()
    assert served(home, trust(home, old)) == (None, None, False)
    entry = Entry.objects.get(kind="signing-key.replaced")
    assert entry.body == {"from": old, "to": new}
    actions.release_round("r1", by=BY, at=AT + timedelta(days=1))
    assert served(home, trust(home, new))[0] == "2026.2"
    assert read_signed(home.catalogue / "latest.json", trust(home, new))


def test_a_replacement_cut_off_before_the_key_changed_is_completed(
    world: World, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tambon.host import signing_key as keys

    with killed_at(monkeypatch, keys, "take_next"):
        keys_replace.run(ASKED)
    waiting = (home.root / "signing-key.next").read_bytes()
    assert keys_replace.run(ASKED) == 0
    assert (home.root / "signing-key").read_bytes() == waiting
    assert Entry.objects.filter(kind="signing-key.replaced").count() == 1


def test_a_lost_key_loses_nothing_that_is_published(world: World, home: Home) -> None:
    """After a restore without it the home makes a new one; readers elsewhere must be told its fingerprint."""
    old = noted_fingerprint(home)
    (home.root / "signing-key").unlink()
    assert keys_sign.run(ASKED) == 0
    assert noted_fingerprint(home) != old
    assert served(home, trust(home)) == ("2026.1", "2026-11-22.1", True)
    assert served(home, trust(home, old)) == (None, None, False)


def test_a_key_that_the_operator_keeps_elsewhere(
    world: World, home: Home, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Seed, PEM or file; replaced by a statement first, by the setting next."""
    exported = tmp_path / "kept.pem"
    assert keys_export.run(argparse.Namespace(json=False, file=exported)) == 0
    assert exported.stat().st_mode & 0o777 == 0o600
    with pytest.raises(Problem, match="409-key-file-exists"):
        keys_export.run(argparse.Namespace(json=False, file=exported))
    old = noted_fingerprint(home)
    (home.root / "signing-key").unlink()
    for told in (str(exported), exported.read_text(), exported.read_text().replace("\n", "\\n")):
        monkeypatch.setenv("TAMBON_SIGNING_KEY", told)
        assert keys_show.run(ASKED) == 0 and noted_fingerprint(home) == old
    with pytest.raises(Problem, match="409-signing-key-told"):
        keys_replace.run(ASKED)
    new = tmp_path / "new.pem"
    from tambon.host import signing_key as keys

    keys.write_private(new, keys.to_pem(Ed25519PrivateKey.generate()))
    assert keys_replace.run(argparse.Namespace(json=True, new=new)) == 0
    assert not (home.root / "signing-key").exists()
    monkeypatch.setenv("TAMBON_SIGNING_KEY", str(new))
    assert keys_sign.run(ASKED) == 0
    assert served(home, trust(home, old)) == ("2026.1", "2026-11-22.1", True)
    own = signing.fingerprint_of(signing.public_of(signing_key(home)))
    assert own == noted_fingerprint(home) != old
    for wrong in ("abc", "/nowhere/key", "-----BEGIN PRIVATE KEY-----", str(tmp_path)):
        monkeypatch.setenv("TAMBON_SIGNING_KEY", wrong)
        with pytest.raises(Problem, match="503-signing-key-unusable"):
            signing_key(home)


def test_a_home_without_a_catalogue_has_nothing_to_sign(home: Home) -> None:
    assert actions.sign_published(by=BY, at=datetime(2026, 11, 22, tzinfo=UTC)).signed == ()
