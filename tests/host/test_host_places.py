"""Homes in awkward places, other users of the machine, and what is left outside the home: nothing."""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from pathlib import Path

import pytest
from starting import NOBODY, as_nobody, ask, write

from tambon.host import binaries, postgres
from tambon.host.home import SOCKET_NAME, Home, private
from tambon.host.postgres import database
from tambon.lib.problem import Problem

pytestmark = pytest.mark.slow
as_root = pytest.mark.skipif(
    os.geteuid() != 0, reason="only root can become another user: run the tests as root"
)


@pytest.fixture(autouse=True)
def embedded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)


@pytest.mark.parametrize("name", ["บ้าน ต.จองคำ", "it's 100%", "a,b", 'dou"ble', "back\\slash"])
def test_a_home_may_have_any_name(tmp_path: Path, name: str) -> None:
    home = Home.at(tmp_path / name)
    with database(home):
        write(home, "here")
        assert ask(home, "SELECT said FROM kept") == "here"
    assert not home.socket_note.exists()


def test_a_long_path_gets_a_private_socket_folder_outside_that_is_gone_at_the_end(tmp_path: Path) -> None:
    home = Home.at(tmp_path / ("ยาว" * 20) / ("x" * 100))
    with database(home):
        folder = home.socket_folder()
        assert folder != home.run
        assert private(folder)
        assert len(os.fsencode(folder / SOCKET_NAME)) < 104
        assert ask(home, "SELECT 1") == 1
    assert not folder.exists()


def test_every_process_finds_the_socket_whatever_its_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Home.at(tmp_path / ("x" * 120))
    with database(home):
        folder = home.socket_folder()
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
        assert home.socket_folder() == folder
        assert postgres.answers(home)


def test_a_socket_folder_that_others_may_enter_is_refused(tmp_path: Path) -> None:
    home = Home.at(tmp_path / ("x" * 120))
    folder = home.socket_folder()
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)
    try:
        with pytest.raises(Problem) as refused:
            postgres.start(home)
        assert refused.value.kind.code == "403-socket-folder-foreign"
    finally:
        folder.rmdir()


def test_where_namespaces_are_forbidden_root_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binaries, "NAMESPACE", ("unshare", "--no-such-option"))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    binaries._demand_namespaces.cache_clear()
    try:
        with pytest.raises(Problem) as refused:
            binaries.unprivileged(["postgres"])
    finally:
        binaries._demand_namespaces.cache_clear()
    assert refused.value.kind.code == "503-namespaces-forbidden"
    assert "DATABASE_URL" in refused.value.say("th")


@as_root
def test_another_user_of_the_machine_cannot_connect_even_with_the_password(tmp_path: Path) -> None:
    home = Home.at(tmp_path / "h")
    long = Home.at(tmp_path / ("x" * 120))
    with database(home), database(long):
        script = f"""
for url in ({_url(home)!r}, {_url(long)!r}):
    try:
        psycopg.connect(url)
        print("connected")
    except psycopg.OperationalError as error:
        print("Permission denied" in str(error))
"""
        done = as_nobody(script, tmp_path)
    assert (done.stdout.split(), done.returncode) == (["True", "True"], 0), done.stderr


def _url(home: Home) -> str:
    from tambon.host.settings import url_of

    return url_of(home)


@as_root
def test_an_ordinary_user_has_a_database_without_any_namespace(tmp_path: Path) -> None:
    script = """
binaries.NAMESPACE = ("false",)
home = Home.at(FOLDER / ("long" * 25))
with postgres.database(home):
    with psycopg.connect(url_of(home)) as connection:
        print(connection.execute("SELECT current_user").fetchone()[0])
    print(home.socket_folder().stat().st_uid, processes.living_postgres(home.database) != [])
print(processes.living_postgres(home.database), home.socket_folder().exists())
"""
    done = as_nobody(script, tmp_path)
    assert done.stdout.split() == ["tambon", str(NOBODY), "True", "[]", "False"], done.stderr


@as_root
def test_a_home_that_belongs_to_another_user_is_refused(tmp_path: Path) -> None:
    home = Home.at(tmp_path / "theirs")
    home.root.mkdir()
    os.chown(home.root, NOBODY, NOBODY)
    with pytest.raises(Problem) as refused:
        postgres.start(home)
    assert refused.value.kind.code == "403-home-foreign"


def test_nothing_outside_the_home_changes(tmp_path: Path) -> None:
    home = Home.at(tmp_path / "closed" / "h")
    home.root.parent.mkdir(mode=0o700)
    watched = [
        *home.root.parents,
        Path(tempfile.gettempdir()),
        binaries.folder(),
        Path("/etc/passwd"),
        Path("/dev/shm"),
    ]
    mine = hashlib.sha256(os.fsencode(home.root)).hexdigest()[:16]  # other homes come and go beside this test
    before = {path: _look(path, mine) for path in watched}
    with database(home):
        write(home, "here")
    assert {path: _look(path, mine) for path in watched if path != home.root.parent} == {
        path: seen for path, seen in before.items() if path != home.root.parent
    }
    assert stat.S_IMODE(home.root.parent.stat().st_mode) == 0o700
    assert [child.name for child in home.root.parent.iterdir()] == ["h"]


def _look(path: Path, mine: str) -> object:
    """Mode, owner, and for the temporary places whether anything of this home is in them."""
    if not path.exists():
        return None
    found = path.stat()
    ours = sorted(child.name for child in path.iterdir() if mine in child.name) if path.is_dir() else []
    return stat.S_IMODE(found.st_mode), found.st_uid, found.st_gid, ours


def test_keys_are_readable_by_their_owner_alone_and_made_once(tmp_path: Path) -> None:
    home = Home.at(tmp_path / "h")
    assert home.secret_key() == home.secret_key() != home.database_password()
    assert home.personal_key() == home.personal_key() != home.secret_key()
    for name in ("secret-key", "personal-key", "database-password"):
        assert stat.S_IMODE((home.root / name).stat().st_mode) == 0o600
    assert stat.S_IMODE(home.root.stat().st_mode) == 0o700
    assert sorted(p.name for p in home.root.iterdir()) == [
        "database-password", "personal-key", "run", "secret-key"
    ]  # fmt: skip
