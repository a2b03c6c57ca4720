"""The public side alone: its own settings, no database driver asked, no session, no secret."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tambon.catalogue.signing import fingerprint_of, public_of
from tambon.releases.signing import own_key

PROOF = """
import sys
import django
django.setup()
from django.conf import settings
from django.db import connections
from django.test import Client
assert connections.settings["default"]["ENGINE"] == "django.db.backends.dummy"
assert not any("session" in each.lower() or "csrf" in each.lower() for each in settings.MIDDLEWARE)
site = Client(headers={"host": "127.0.0.1"})
for path in ("/", "/areas", "/areas/58", "/areas/580101", "/datasets/water", "/progress",
             "/programme", "/api/v1/programme?area=58", "/api/docs", "/api/v1/areas/58",
             "/harvest", "/catalog.ttl", "/catalog.jsonld", "/sitemap.xml", "/feeds/errata.atom",
             "/datasets/water/gdcatalog.xlsx", "/guide", "/areas/58/report", "/areas/58010201/report.pdf",
             "/api/3/action/package_search",
             "/api/v1/datasets/water/rows?area=58&limit=3"):
    response = site.get(path)
    assert response.status_code == 200, path
    assert not set(response.cookies) - {"lang"}, path
rooms = ("accounts", "areas", "dictionary", "forms", "feeds", "plan", "submissions", "records",
         "verification", "fieldkit", "releases", "journal")
assert not [name for name in sys.modules if name.split(".")[:1] == ["tambon"] and name.split(".")[1:2]
            and name.split(".")[1] in rooms]
assert "psycopg" not in sys.modules
print("alone")
"""


@pytest.mark.slow
def test_pages_and_api_open_no_database_and_load_no_room(published: Path, tmp_path: Path) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "DJANGO_SETTINGS_MODULE": "tambon.config.public_settings",
        "TAMBON_CATALOGUE": str(published),
        "TAMBON_TRUSTED_KEYS": fingerprint_of(public_of(own_key())),
        "TAMBON_STATIC": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-c", PROOF],
        env=environment,
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout.strip() == "alone", done.stderr
