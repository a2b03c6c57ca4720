"""One home: the folder that holds a deployment's database, files, keys and catalogue."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Home:
    root: Path

    @classmethod
    def from_environment(cls) -> Home:
        """The home that ``TAMBON_HOME`` names, ``./var`` without it."""
        return cls(Path(os.environ.get("TAMBON_HOME") or "var").resolve())

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
    def blobs(self) -> Path:
        return self.root / "blobs"

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
        """Makes the folder, readable by its owner alone. Nothing outside it is touched."""
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)

    def secret_key(self) -> str:
        """``TAMBON_SECRET_KEY``, else the key kept in the home, made at first use (0600)."""
        return os.environ.get("TAMBON_SECRET_KEY") or self._kept_secret("secret-key")

    def database_password(self) -> str:
        return self._kept_secret("database-password")

    def database_place(self) -> dict[str, Any]:
        """NAME, USER, PASSWORD and HOST (the socket's folder) of the embedded server."""
        return {
            "NAME": "tambon",
            "USER": "tambon",
            "PASSWORD": self.database_password(),
            "HOST": str(self.socket_folder()),
            "PORT": "5432",
        }

    def socket_folder(self) -> Path:
        return self.run

    def _kept_secret(self, name: str) -> str:
        path = self.root / name
        self.make()
        try:
            with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(48))
        except FileExistsError:
            pass
        return path.read_text()
