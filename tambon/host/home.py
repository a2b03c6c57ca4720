"""One home: the folder that holds a deployment's database, files, keys and catalogue."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tambon.host import problems

SOCKET_NAME = ".s.PGSQL.5432"
SOCKET_BYTES = (
    103  # the shortest limit of the systems we run on: sun_path is 104 bytes on macOS, 108 on Linux
)


@dataclass(frozen=True)
class Home:
    root: Path

    @classmethod
    def at(cls, folder: str | Path) -> Home:
        """The home in that folder, whether it stands there already or not."""
        return cls(Path(folder).expanduser().resolve())

    @classmethod
    def from_environment(cls) -> Home:
        """The home that ``TAMBON_HOME`` names, ``./var`` without it."""
        return cls.at(os.environ.get("TAMBON_HOME") or "var")

    @property
    def database(self) -> Path:
        return self.root / "postgres"

    @property
    def run(self) -> Path:
        return self.root / "run"

    @property
    def catalogue(self) -> Path:
        return self.root / "catalogue"

    @property
    def official(self) -> Path:
        """Releases for officials: in no public place."""
        return self.root / "official"

    @property
    def blobs(self) -> Path:
        return self.root / "blobs"

    @property
    def photos(self) -> Path:
        """Small pictures, made again when they are lost: in no backup."""
        return self.root / "photos"

    @property
    def feeds(self) -> Path:
        return self.root / "feeds"

    @property
    def freezes(self) -> Path:
        return self.root / "freezes"

    @property
    def static(self) -> Path:
        return self.root / "static"

    def make(self) -> None:
        """Makes the folder and its ``run``, open to their owner alone. Nothing outside is touched.

        Raises `home_foreign` when the folder is there and belongs to somebody else, `home_unusable` when no
        folder can be there.
        """
        try:
            self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise problems.home_unusable(home=self.root, why=error.strerror or error) from error
        if self.root.stat().st_uid != os.geteuid():
            raise problems.home_foreign(home=self.root)
        self.run.mkdir(mode=0o700, exist_ok=True)

    @property
    def unfinished(self) -> Path:
        """There while a restore is under way, or after one was cut off."""
        return self.root / "restoring.json"

    def demand_whole(self) -> None:
        """Raises `home_unfinished` where a restore was cut off."""
        if self.unfinished.exists():
            raise problems.home_unfinished(home=self.root)

    def secret_key(self) -> str:
        """``TAMBON_SECRET_KEY``, else the key kept in the home, made at first use (0600)."""
        return os.environ.get("TAMBON_SECRET_KEY") or self._kept_secret("secret-key")

    def personal_key(self) -> str:
        """``TAMBON_PERSONAL_KEY``, else the key kept in the home, made at first use (0600).

        Several with commas are a ring: the first seals what is personal, all open it.
        """
        return os.environ.get("TAMBON_PERSONAL_KEY") or self._kept_secret("personal-key")

    def database_password(self) -> str:
        """The password of the embedded server's one role, made at first use (0600)."""
        return self._kept_secret("database-password")

    def database_place(self) -> dict[str, Any]:
        """NAME, USER, PASSWORD, HOST (the socket's folder), PORT and OPTIONS of the embedded server.

        ``require_auth`` keeps the driver from telling the password to whoever else may answer there.
        """
        return {
            "NAME": "tambon",
            "USER": "tambon",
            "PASSWORD": self.database_password(),
            "HOST": str(self.socket_folder()),
            "PORT": "5432",
            "OPTIONS": {"require_auth": "scram-sha-256"},
        }

    def socket_folder(self) -> Path:
        """Where the embedded server's socket is: ``run``, or a short folder outside if that cannot hold it.

        Every process finds the same one: a running server has written it down, else it is computed.
        """
        if _holds_a_socket(self.run):
            return self.run
        with contextlib.suppress(OSError):
            return Path(self.socket_note.read_text(encoding="utf-8"))
        name = hashlib.sha256(os.fsencode(self.root)).hexdigest()[:16]
        return _temporary_root() / f"tambon-{os.geteuid()}-{name}"

    @property
    def socket_note(self) -> Path:
        """Holds the socket folder of a running server when it is outside the home."""
        return self.run / "socket-folder"

    def note_addresses(self, *, url: str, public_url: str) -> None:
        """Remembers what the home is served as, for commands that are not told."""
        self.make()
        draft = self.root / f".addresses-{secrets.token_hex(4)}"
        draft.write_text(json.dumps({"url": url, "public_url": public_url}), encoding="utf-8")
        draft.replace(self._addresses)

    def addresses(self) -> dict[str, str]:
        """``url`` and ``public_url`` as the home was last served; empty before the first time."""
        try:
            noted = json.loads(self._addresses.read_text(encoding="utf-8"))
            return {name: str(noted[name]) for name in ("url", "public_url")}
        except (OSError, ValueError, TypeError, KeyError):
            return {}

    @property
    def _addresses(self) -> Path:
        return self.root / "addresses.json"

    def _kept_secret(self, name: str) -> str:
        path = self.root / name
        if not path.exists():
            self.make()
            draft = self.root / f".{name}-{secrets.token_hex(4)}"
            draft.touch(mode=0o600, exist_ok=False)
            draft.write_text(secrets.token_urlsafe(48))
            with contextlib.suppress(FileExistsError):  # another process was first: its secret counts
                path.hardlink_to(draft)
            draft.unlink()
        return path.read_text()


def private(folder: Path) -> bool:
    """Whether the path is a real folder of this user that nobody else may enter."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    alone = found.st_uid == os.geteuid() and stat.S_IMODE(found.st_mode) & 0o077 == 0
    return stat.S_ISDIR(found.st_mode) and alone


def _holds_a_socket(folder: Path) -> bool:
    """PostgreSQL and its clients read a list of folders: a comma or a quote would split or end it."""
    path = os.fsencode(folder / SOCKET_NAME)
    return len(path) <= SOCKET_BYTES and not set(path) & set(b',"\\\n\r\t')


def _temporary_root() -> Path:
    """This user's runtime folder, else the temporary folder, else /tmp: the first that is short enough."""
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    candidates = [Path(runtime)] if runtime and private(Path(runtime)) else []
    candidates += [Path(tempfile.gettempdir())]
    longest = "tambon-4294967295-0123456789abcdef"
    return next((c for c in candidates if _holds_a_socket(c / longest)), Path("/tmp"))  # noqa: S108 - 0700 inside
