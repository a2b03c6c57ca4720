"""A home made by the version before starts after the upgrade, with nothing lost."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from served import Browser, free_port, serving

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
BEFORE = "1001ebf"  # the last version in which no form of one's own could be published
SAME = "SELECT count(*), sum(hashtext(s::text)::bigint) FROM ({}) s"
KEPT = (
    SAME.format("SELECT id, sha256, xml FROM submissions_submission"),
    SAME.format("SELECT id, area_id, values, cells FROM records_record"),
    SAME.format("SELECT id, public_id, kind, synthetic FROM areas_area"),
    SAME.format("SELECT id, username, password, name_th, is_active FROM accounts_person"),
    SAME.format("SELECT id, person_id, role, area_id, office_id, during FROM accounts_grant"),
    SAME.format("SELECT id, person_id, sha256, label, revoked_at FROM accounts_phonetoken"),
    SAME.format("SELECT office_id, area_id, during FROM accounts_territory"),
    SAME.format("SELECT id, code, name_th, during FROM plan_programme"),
    SAME.format("SELECT id, code, programme_id, area_id, during FROM plan_round"),
    SAME.format("SELECT round_id, dataset_id, period FROM plan_rounddataset"),
    SAME.format("SELECT * FROM workforce_post"),
    SAME.format("SELECT * FROM workforce_contract"),
    SAME.format("SELECT * FROM workforce_villageshare"),
    SAME.format("SELECT id, programme_id, number, sha256, text FROM plan_planversion"),
    SAME.format(
        "SELECT id, form_id, version, source, sha256, xml, md5, mapping FROM forms_formversion WHERE id <= 2"
    ),
    SAME.format("SELECT id, number, sha256, spec FROM dictionary_datasetversion WHERE id <= 2"),
    SAME.format("SELECT * FROM journal_seal WHERE id <= 1"),
    "SELECT version, manifest_sha256 FROM releases_release",
)
NEW = (
    "forms_draft", "forms_formfile", "submissions_correction", "submissions_redaction", "submissions_photo"
)  # fmt: skip
CURRENT = """
SELECT string_agg(f.form_id || ' ' || v.version, ',' ORDER BY f.form_id) FROM forms_formversion v
JOIN forms_form f ON f.id = v.form_id WHERE v.retired_at IS NULL AND f.retired_at IS NULL
"""
THEMES = (
    "community", "economy", "education", "environment", "health", "infrastructure", "population", "risk",
    "water", "welfare",
)  # fmt: skip
PART = (
    b'--b\r\nContent-Disposition: form-data; name="xml_submission_file"; filename="a.xml"\r\n'
    b"Content-Type: text/xml\r\n\r\n%s\r\n--b--\r\n"
)
FILLED = """<data id="water" version="{version}"><meta><instanceID>uuid:upgraded</instanceID></meta></data>"""


def tambon(home: Path, *arguments: str, source: Path = ROOT) -> str:
    """Runs a command of the version in ``source`` on the home; what it printed."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("TAMBON_", "DJANGO_"))}
    clean.pop("DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from tambon.cli.main import main; sys.exit(main())", *arguments],
        env={**clean, "TAMBON_HOME": str(home), "PYTHONPATH": str(source)},
        cwd=source, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, (arguments, done.stdout[-2000:], done.stderr[-4000:])
    return done.stdout


def told(home: Path, *questions: str, source: Path = ROOT) -> str:
    """What the database answers, a line or more for each question; all are asked by one command."""
    given = [word for question in questions for word in ("-c", question)]
    return tambon(home, "dbshell", "--", "-At", "-v", "ON_ERROR_STOP=1", *given, source=source).strip()


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("upgrade")
    old, home = folder / "old", folder / "home"
    packed = subprocess.run(["git", "archive", BEFORE], cwd=ROOT, capture_output=True, check=False)
    assert packed.returncode == 0, "this test needs the repository's history: clone it whole, not shallow"
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
        archive.extractall(old, filter="data")
    tambon(home, "demo", "--quiet", source=old)
    logins = json.loads(tambon(home, "demo", "--json", source=old))
    before = told(home, *KEPT, source=old)
    published = {path: path.read_bytes() for path in (home / "catalogue").rglob("*") if path.is_file()}
    tambon(home, "demo", "--quiet")
    yield {"home": home, "before": before, "published": published, "told": logins, "old": old}


def test_what_people_sent_held_and_published_is_the_same(upgraded: dict[str, Any]) -> None:
    assert len(upgraded["before"].splitlines()) >= len(KEPT)
    assert told(upgraded["home"], *KEPT) == upgraded["before"]
    for path, content in upgraded["published"].items():
        if "snapshots" not in path.parts:
            assert path.read_bytes() == content, path


def test_the_log_still_proves_the_database(upgraded: dict[str, Any]) -> None:
    said = json.loads(tambon(upgraded["home"], "verify-journal", "--json"))
    assert not said.get("faults"), said


def test_what_is_new_is_empty(upgraded: dict[str, Any]) -> None:
    counts = told(upgraded["home"], *(f"SELECT count(*) FROM {table}" for table in NEW))
    assert dict(zip(NEW, counts.split(), strict=True)) == dict.fromkeys(NEW, "0")


def test_the_questionnaires_of_this_version_take_the_place_of_the_old_ones(upgraded: dict[str, Any]) -> None:
    current = dict(one.split() for one in told(upgraded["home"], CURRENT).split(","))
    assert tuple(current) == THEMES
    held = "SELECT count(*) FROM forms_formversion WHERE retired_at IS NOT NULL"
    assert told(upgraded["home"], held) == "2", "phones that hold them still may send them"


def test_phones_and_passwords_of_before_still_let_in(upgraded: dict[str, Any]) -> None:
    home, logins, port = upgraded["home"], upgraded["told"], free_port()
    before = told(
        home, "SELECT version FROM forms_formversion WHERE retired_at IS NOT NULL ORDER BY id DESC LIMIT 1"
    )
    with serving(home, port, home.parent / "log"):
        visitor = Browser(f"http://127.0.0.1:{port}")
        phone = urlsplit(logins["odk_urls"][0]).path
        listed = visitor.get(f"{phone}/formList", **{"X-OpenRosa-Version": "1.0"})
        assert listed.status == 200 and "<formID>water</formID>" in listed.text
        assert before not in listed.text, "phones are given the new version"
        (release,) = json.loads(visitor.get("/api/v1/releases").text)["releases"]
        assert release["signed_by"], (
            "what was published before there were signatures bears one, and is served"
        )
        sent = visitor.send(
            f"{phone}/submission", PART % (FILLED.format(version=before).encode(),),
            **{"Content-Type": "multipart/form-data; boundary=b", "X-OpenRosa-Version": "1.0"},
        )  # fmt: skip
        assert sent.status == 201, sent.text
        assert visitor.get(f"{phone[:-3]}xxx/formList").status in (401, 404)
        officer = next(person for person in logins["people"] if person["username"] == "district")
        visitor.sign_in("district", officer["password"])
        for path in ("/desk/", "/desk/programme", "/desk/workers", "/desk/quarantine", "/desk/notices"):
            page = visitor.get(f"{path}?lang=th")
            assert page.status == 200 and "sign-in" not in page.url, path
        assert visitor.get("/programme?lang=th").status == 200


def test_a_real_home_gets_the_new_questionnaires_by_setup_and_keeps_the_old_ones(
    upgraded: dict[str, Any],
) -> None:
    home = upgraded["home"].parent / "real"
    tambon(home, "setup", source=upgraded["old"])
    held = told(
        home, "SELECT md5(string_agg(xml, '' ORDER BY id)) FROM forms_formversion", source=upgraded["old"]
    )
    for _ in range(2):  # again, it changes nothing
        tambon(home, "setup")
        current = dict(one.split() for one in told(home, CURRENT).split(","))
        assert tuple(current) == THEMES
        assert told(home, "SELECT count(*) FROM forms_formversion") == "12"
    kept = "SELECT md5(string_agg(xml, '' ORDER BY id)) FROM forms_formversion WHERE retired_at IS NOT NULL"
    assert told(home, kept) == held
    assert not json.loads(tambon(home, "verify-journal", "--json")).get("faults")
