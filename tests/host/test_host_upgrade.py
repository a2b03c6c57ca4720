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
BEFORE = "945f289"  # the last version in which nobody had a post, a plan or a notice
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
    SAME.format("SELECT * FROM journal_seal WHERE id <= 1"),
    "SELECT version, manifest_sha256 FROM releases_release",
)
NEW = ("workforce_post", "workforce_contract", "workforce_villageshare", "plan_planversion")


def tambon(home: Path, *arguments: str, source: Path = ROOT) -> str:
    """Runs a command of the version in ``source`` on the home; what it printed."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("TAMBON_", "DJANGO_"))}
    clean.pop("DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from tambon.cli.main import main; sys.exit(main())", *arguments],
        env={**clean, "TAMBON_HOME": str(home), "PYTHONPATH": str(source), "PYTHONDONTWRITEBYTECODE": "1"},
        cwd=source, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, (arguments, done.stdout[-2000:], done.stderr[-4000:])
    return done.stdout


def asked(home: Path, source: Path = ROOT) -> list[str]:
    return [tambon(home, "dbshell", "--", "-Atc", question, source=source).strip() for question in KEPT]


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("upgrade")
    old, home = folder / "old", folder / "home"
    packed = subprocess.run(["git", "archive", BEFORE], cwd=ROOT, capture_output=True, check=False)
    assert packed.returncode == 0, "this test needs the repository's history: clone it whole, not shallow"
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
        archive.extractall(old, filter="data")
    tambon(home, "demo", "--quiet", source=old)
    told = json.loads(tambon(home, "demo", "--json", source=old))
    before = asked(home, old)
    published = {path: path.read_bytes() for path in (home / "catalogue").rglob("*") if path.is_file()}
    tambon(home, "demo", "--quiet")
    yield {"home": home, "before": before, "published": published, "told": told}


def test_what_people_sent_held_and_published_is_the_same(upgraded: dict[str, Any]) -> None:
    assert asked(upgraded["home"]) == upgraded["before"]
    for path, content in upgraded["published"].items():
        if "snapshots" not in path.parts:
            assert path.read_bytes() == content, path


def test_the_log_still_proves_the_database(upgraded: dict[str, Any]) -> None:
    said = json.loads(tambon(upgraded["home"], "verify-journal", "--json"))
    assert not said.get("faults"), said


def test_what_is_new_is_empty_and_says_so(upgraded: dict[str, Any]) -> None:
    home = upgraded["home"]
    for table in NEW:
        assert tambon(home, "dbshell", "--", "-Atc", f"SELECT count(*) FROM {table}").strip() == "0", table
    snapshot = home / "catalogue" / "snapshots" / "programme.json"
    assert not snapshot.exists(), "it comes with the worker's next round"
    tambon(home, "release", "build")
    (programme,) = json.loads(snapshot.read_bytes())["programmes"]
    assert programme["plan"] is None and {area["posts"] for area in programme["areas"]} == {0}
    assert programme["areas"][0]["reported_cells"] > 0, "what was collected counts"


def test_phones_and_passwords_of_before_still_let_in(upgraded: dict[str, Any]) -> None:
    home, told, port = upgraded["home"], upgraded["told"], free_port()
    with serving(home, port, home.parent / "log"):
        visitor = Browser(f"http://127.0.0.1:{port}")
        phone = urlsplit(told["odk_urls"][0]).path
        listed = visitor.get(f"{phone}/formList", **{"X-OpenRosa-Version": "1.0"})
        assert listed.status == 200 and "<formID>water</formID>" in listed.text
        assert visitor.get(f"{phone[:-3]}xxx/formList").status in (401, 404)
        officer = next(person for person in told["people"] if person["username"] == "district")
        visitor.sign_in("district", officer["password"])
        for path in ("/desk/", "/desk/programme", "/desk/workers", "/desk/workforce", "/desk/notices"):
            page = visitor.get(f"{path}?lang=th")
            assert page.status == 200 and "sign-in" not in page.url, path
        public = visitor.get("/programme?lang=th")
        empty = ("ยังไม่มีแผนรายเดือนที่อนุมัติ", "ยังไม่มีตัวเลขของโครงการ")  # with and before the first snapshot
        assert public.status == 200 and any(words in public.text for words in empty)
