"""The product in one story: a worker's answer about a village becomes a verified value in open data.

Each test is one step and stands on the steps before it; they run in order, in one process, on one home.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import pandas
import pytest
import waiting
from served import Answer, Browser, Served, environment, free_port

from tambon.lib.days import thai_day

pytestmark = pytest.mark.slow
VILLAGE = "58010201"
INSTANCE = str(uuid.uuid4())
EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "water.xml"
ROSA = {"X-OpenRosa-Version": "1.0"}
DAY = thai_day(datetime.now(UTC)).isoformat()  # of the visit, also when midnight comes in between


def filled(village: str = VILLAGE, instance: str = INSTANCE, day: str = DAY) -> str:
    text = EXAMPLE.read_text("utf-8").replace("VILLAGE", village).replace("INSTANCE", instance)
    return text.replace("DAY", day)


def send(served: Served, xml: str, phone: int = 0) -> Answer:
    """What curl -F xml_submission_file=@water.xml sends."""
    body = (
        b'--tambon\r\nContent-Disposition: form-data; name="xml_submission_file"; filename="water.xml"\r\n'
        b"Content-Type: text/xml\r\n\r\n" + xml.encode() + b"\r\n--tambon--\r\n"
    )
    kind = {"Content-Type": "multipart/form-data; boundary=tambon", **ROSA}
    return Browser(served.url).send(f"{served.said['odk_urls'][phone]}/submission", body, **kind)


def until(what: Callable[[], Answer], holds: Callable[[Answer], bool]) -> Answer:
    """Asks again until the answer is as wished: the processor works behind the intake."""
    seen: list[Answer] = []

    def asked() -> bool:
        seen.append(what())
        return holds(seen[-1])

    waiting.until(asked, every=0.25, told=lambda: (seen[-1].status, seen[-1].text[-600:]))
    return seen[-1]


def officer(served: Served, username: str = "waterworks") -> Browser:
    visitor = Browser(served.url)
    page = visitor.sign_in(username, served.person(username)["password"])
    assert page.status == 200 and page.url.endswith("/desk/"), page.text
    return visitor


def cells_of(page: str, village: str) -> list[str]:
    card = next((c for c in page.split("<tbody") if f">{village}<" in c), "")
    return re.findall(r'name="cell" value="([^"]+)"', card)


def queue_page(visitor: Browser, village: str = VILLAGE) -> Answer:
    """The page of the officer's queue on which the village stands (the last one when it does not)."""
    home = visitor.get("/desk/")
    address = re.search(r'href="(/desk/queue/\d+)"', home.text)
    assert address
    path = address[1]
    while True:
        page = visitor.get(path)
        more = re.search(r'href="([^"]*\?after=[0-9-]+)"', page.text)
        if cells_of(page.text, village) or not more:
            return page
        path = urljoin(address[1], more[1])


def test_1_the_phone_gets_its_forms_and_its_villages(served: Served) -> None:
    phone = Browser(served.url)
    listed = phone.get(f"{served.said['odk_urls'][0]}/formList", **ROSA)
    names = [e.text for e in ElementTree.fromstring(listed.text).iter() if e.tag.endswith("formID")]
    assert {"population", "water"} <= set(names)
    manifests = re.findall(r"<manifestUrl>([^<]+)</manifestUrl>", listed.text)
    manifest = phone.get(manifests[0].replace("&amp;", "&"), **ROSA)
    address = re.search(r"<downloadUrl>([^<]+)</downloadUrl>", manifest.text)
    assert address
    villages = phone.get(address[1].replace("&amp;", "&"), **ROSA).text
    codes = {row["name"] for row in csv.DictReader(io.StringIO(villages))}
    assert VILLAGE in codes and all(code.startswith("5801") for code in codes)


def test_2_the_answer_is_kept_once_whoever_sends_it(served: Served) -> None:
    with ThreadPoolExecutor(8) as senders:
        answers = list(senders.map(lambda _: send(served, filled()), range(8)))
    assert {a.status for a in answers} <= {201, 202}
    assert sum(a.status == 201 for a in answers) >= 1
    assert len({a.headers["X-Tambon-Receipt"] for a in answers}) == 1
    stored = served.tambon(
        "dbshell",
        "--",
        "-Atc",
        f"select count(*) from submissions_submission where instance_id = 'uuid:{INSTANCE}'",
    )
    assert stored.strip() == "1"


def test_3_the_same_name_with_other_content_is_told_and_both_are_kept(served: Served) -> None:
    other = send(served, filled().replace("<households>100<", "<households>101<"))
    assert other.status == 409 and "OpenRosaResponse" in other.text
    page = officer(served, "district").get("/desk/quarantine")
    assert "&lt;households&gt;100&lt;" in page.text and "&lt;households&gt;101&lt;" in page.text


def test_4_what_makes_no_sense_is_kept_and_what_cannot_be_read_is_refused(served: Served) -> None:
    odd = {
        "unknown form": filled(instance=str(uuid.uuid4())).replace('id="water"', 'id="no_such_form"'),
        "outside the area": filled("58040101", str(uuid.uuid4())),
        "impossible day": filled(instance=str(uuid.uuid4()), day="2569-11-20"),
        "no such village": filled("99999999", str(uuid.uuid4())),
    }
    assert {name: send(served, xml).status for name, xml in odd.items()} == dict.fromkeys(odd, 201)
    assert send(served, "<data id='water'").status == 400
    stranger = Browser(served.url).send("/odk/not-a-token/submission", b"", **ROSA)
    assert stranger.status in (401, 403, 404) and "OpenRosaResponse" in stranger.text
    central = officer(served, "central")
    page = until(lambda: central.get("/desk/quarantine"), lambda a: a.text.count('value="again"') >= 3)
    assert "no_such_form" in page.text and "99999999" in page.text


def test_5_the_waterworks_confirms_what_it_owns_and_sees_nothing_else(served: Served) -> None:
    visitor = officer(served)
    page = until(lambda: queue_page(visitor), lambda a: bool(cells_of(a.text, VILLAGE)))
    cells = cells_of(page.text, VILLAGE)
    variables = {cell.split(":")[1] for cell in cells}
    assert variables == {"piped_households", "pwa_customers", "supply_hours"}
    confirmed = [("cell", c) for c in cells if not c.split(":")[1].startswith("supply")]
    office = re.search(r"/desk/queue/(\d+)", page.url)
    assert office
    after = visitor.post(f"/desk/queue/{office[1]}/confirm", confirmed, page=page)
    assert after.status == 200 and "2" in after.text
    again = visitor.post(f"/desk/queue/{office[1]}/confirm", confirmed, page=page)
    assert again.status in (200, 409)


def test_6_one_value_is_disputed_with_a_reason(served: Served) -> None:
    visitor = officer(served)
    page = queue_page(visitor)
    cell = next(c for c in cells_of(page.text, VILLAGE) if ":supply_hours:" in c)
    record, variable, *_ = cell.split(":")
    story = visitor.get(f"/desk/cells/{record}/{variable}")
    fields = [("cell", cell), ("verdict", "dispute"), ("reason", "not_plausible"), ("proposed", "๑๘")]
    done = visitor.post(f"/desk/cells/{record}/{variable}", fields, page=story)
    assert done.status == 200 and "เป็นไปได้ยาก" in done.text and "18" in done.text


def test_7_others_cannot_touch_it(served: Served) -> None:
    waterworks = officer(served)
    home = waterworks.get("/desk/")
    office = re.search(r"/desk/queue/(\d+)", home.text)
    assert office
    neighbour = officer(served, "waterworks2")
    assert neighbour.get(f"/desk/queue/{office[1]}").status == 403
    worker = officer(served, "worker1")
    assert worker.get(f"/desk/queue/{office[1]}").status == 403
    assert worker.get("/desk/journal").status == 403
    assert Browser(served.url).get(f"/desk/queue/{office[1]}").url.startswith(f"{served.url}/desk/sign-in")


def test_8_the_release_holds_the_value_with_its_grade(served: Served) -> None:
    built = json.loads(served.tambon("release", "build", "--json"))
    folder = Path(served.said["catalogue"]) / "releases" / built["version"]
    with (folder / "data" / "water" / "village.csv").open(encoding="utf-8") as file:
        row = next(r for r in csv.DictReader(file) if r["area_code"] == VILLAGE)
    assert (row["piped_households"], row["piped_households_grade"]) == ("87", "verified")
    assert (row["households"], row["households_grade"]) == ("100", "checked")
    table = pandas.read_parquet(folder / "data" / "water" / "village.parquet")
    held = table.set_index("area_code").loc[VILLAGE]
    assert (held["piped_households"], held["piped_households_grade"]) == (87, "verified")


def test_9_anyone_reads_it_in_the_api_and_in_both_languages(served: Served) -> None:
    anyone = Browser(served.url)
    rows = until(
        lambda: anyone.get("/api/v1/datasets/water/rows?area=580102&grade=verified"),
        lambda a: VILLAGE in a.text,
    ).json()["rows"]
    cell = next(r for r in rows if r["area_code"] == VILLAGE)["values"]["piped_households"]
    assert (cell["value"], cell["grade"], cell["origin"]) == (87, "verified", "field")
    thai, english = anyone.get(f"/areas/{VILLAGE}?lang=th"), anyone.get(f"/areas/{VILLAGE}?lang=en")
    assert "87" in thai.text and "ยืนยันแล้ว" in thai.text and "สังเคราะห์" in thai.text
    assert "87" in english.text and "Verified" in english.text and "Synthetic" in english.text
    assert anyone.get("/areas/580101").status == 200


def test_10_the_public_side_needs_no_database(served: Served, tmp_path: Path) -> None:
    import subprocess
    import sys

    alone = tmp_path / "catalogue"
    shutil.copytree(served.said["catalogue"], alone)
    port, key = free_port(), json.loads(served.tambon("keys", "show", "--json"))["fingerprint"]
    clean = {k: v for k, v in environment().items() if not k.startswith("TAMBON")}
    public = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "tambon.cli.main",
            "public",
            "--catalogue",
            str(alone),
            "--key",
            key,
            "--port",
            str(port),
        ],
        env={**clean, "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        anyone = Browser(f"http://127.0.0.1:{port}")
        page = until(lambda: _try(anyone, f"/areas/{VILLAGE}"), lambda a: a.status == 200)
        assert "87" in page.text
        assert anyone.get("/desk/").status == 404
    finally:
        public.terminate()
        public.wait(30)


def _try(visitor: Browser, path: str) -> Answer:
    try:
        return visitor.get(path)
    except OSError:
        return Answer(0, "", urlsplit(path).path, {})


def test_11_a_stranger_checks_a_copy_and_one_changed_byte_fails(served: Served, tmp_path: Path) -> None:
    latest = json.loads((Path(served.said["catalogue"]) / "latest.json").read_text())["version"]
    copy = tmp_path / "copy"
    shutil.copytree(Path(served.said["catalogue"]) / "releases" / latest, copy)
    served.tambon("release", "verify", str(copy))
    target = copy / "data" / "water" / "village.csv"
    target.write_bytes(target.read_bytes().replace(b",87,", b",86,", 1))
    said = served.tambon("release", "verify", str(copy), "--json", expect=1)
    assert "data/water/village.csv" in said


def test_12_the_journal_proves_it_and_names_a_changed_row(served: Served) -> None:
    assert json.loads(served.tambon("verify-journal", "--json"))["holds"] is True
    change = "update records_record set values = jsonb_set(values, '{piped_households}', '%s') where id = %d"
    find = (
        "select r.id from records_record r join areas_areacode c on c.area_id = r.area_id where c.code = '%s'"
    )
    where = f"{find % VILLAGE} and r.dataset = 'water'"
    record = int(served.tambon("dbshell", "--", "-Atc", where))
    served.tambon("dbshell", "--", "-c", change % (88, record))
    told = json.loads(served.tambon("verify-journal", "--json", expect=1))
    assert told["holds"] is False and str(record) in json.dumps(told["faults"])
    served.tambon("dbshell", "--", "-c", change % (87, record))
    served.tambon("verify-journal")


def test_13_a_killed_database_comes_back_with_everything(served: Served) -> None:
    import os
    import signal

    pid = int((served.home / "postgres" / "postmaster.pid").read_text().splitlines()[0])
    inside = _pid_outside(pid, served.home)
    os.kill(inside, signal.SIGKILL)
    anyone = Browser(served.url)
    until(lambda: _try(anyone, "/healthz"), lambda a: a.status == 200)
    again = until(lambda: _try_send(served), lambda a: a.status in (201, 202))
    assert again.status == 202


def _try_send(served: Served) -> Answer:
    try:
        return send(served, filled())
    except OSError:
        return Answer(0, "", "", {})


def _pid_outside(pid: int, home: Path) -> int:
    """The postmaster's process: a user namespace leaves pids as they are."""
    assert Path(f"/proc/{pid}/cwd").resolve() == (home / "postgres").resolve()
    return pid
