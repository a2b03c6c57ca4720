"""Prepares a demonstration home, step by step; each step finds what is there and adds what is missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings

from tambon.accounts import actions as accounts
from tambon.areas import actions as area_actions
from tambon.areas import queries as areas
from tambon.areas.queries.boundaries import count_without_boundary
from tambon.areas.rules import Kind, synthetic_villages
from tambon.areas.rules.squares import synthetic_squares
from tambon.cli.demonstration import (
    challenging,
    checking,
    people,
    register,
    sending,
    training,
    verifying,
    workforce,
    working,
)
from tambon.cli.demonstration.people import BY, Terms
from tambon.cli.demonstration.spec import Demonstration, plan_text, read
from tambon.dictionary import actions as dictionary
from tambon.feeds import actions as feeds
from tambon.forms import actions as forms
from tambon.host.home import Home
from tambon.journal import actions as journal
from tambon.lib.days import thai_day
from tambon.notices import actions as notices
from tambon.plan import actions as plan
from tambon.plan import queries as plans
from tambon.releases import actions as releases
from tambon.releases import queries as published
from tambon.releases.registry import actions as areas_product

Say = Callable[[str, str], None]


@dataclass(frozen=True)
class Stage:
    """What the steps of the preparation share."""

    demo: Demonstration
    home: Home
    secret_key: str
    terms: Terms
    at: datetime


def prepare(home: Home, *, secret_key: str, at: datetime, say: Say) -> None:
    """Everything from the list of provinces to the first release.

    A preparation that was cut off goes on where it stood. Once the release is out, later runs bring only
    areas, dictionary and forms to this version's, and leave what visitors did.
    """
    demo = read()
    stage = Stage(demo, home, secret_key, terms_of(demo, thai_day(at)), at)
    accounts.found("demonstration", by=BY, at=at)
    is_out = any(one.published_at for one in published.list_releases())  # perhaps an earlier version's
    for th, en, step in AGAIN if is_out else STEPS:
        say(th, en)
        step(stage)


def terms_of(demo: Demonstration, today: date) -> Terms:
    """The programme's days: whole months, so many of them over before the one that today lies in."""
    return Terms(
        since=_month(today, -demo.runs_for), until=_month(today, demo.months - demo.runs_for), today=today
    )


def _month(day: date, later: int) -> date:
    """The first day of the month so many months later."""
    months = day.year * 12 + day.month - 1 + later
    return date(months // 12, months % 12 + 1, 1)


def _areas(stage: Stage) -> None:
    area_actions.load_geothai(by=BY, at=stage.at)
    today = stage.terms.today
    province = areas.get_area(stage.demo.province, on=today)
    if areas.count(Kind.VILLAGE, on=today, under=province.id):
        return
    tambons = areas.list_under(province.id, on=today, kind=Kind.TAMBON)
    codes = [t.code for t in tambons if t.code not in stage.demo.without_villages]
    area_actions.load_villages(
        synthetic_villages(codes, stage.demo.villages),
        source="tambon-demonstration",
        day=stage.terms.since,
        licence="CC0-1.0",
        credit="Tambon (synthetic)",
        synthetic=True,
        by=BY,
        at=stage.at,
    )


def _drawn(stage: Stage) -> None:
    """Squares in place of boundaries, so that maps have something to show; none where any is drawn."""
    today = stage.terms.today
    province = areas.get_area(stage.demo.province, on=today)
    tambons = areas.list_under(province.id, on=today, kind=Kind.TAMBON)
    if count_without_boundary(Kind.TAMBON, on=today, under=province.id) < len(tambons):
        return
    for kind, digits in ((Kind.TAMBON, 6), (Kind.DISTRICT, 4), (Kind.PROVINCE, 2)):
        area_actions.load_boundaries(
            synthetic_squares((t.code for t in tambons), digits),
            source="tambon-demonstration",
            day=stage.terms.since,
            licence="CC0-1.0",
            credit="ตำบล Tambon (สี่เหลี่ยมสมมติ ไม่ใช่ที่ตั้งจริง · synthetic squares, not where places lie)",
            kind=kind,
            synthetic=True,
            by=BY,
            at=stage.at,
        )


def _standard(stage: Stage) -> None:
    dictionary.load_standard(by=BY, at=stage.at)
    forms.publish_standard(by=BY, at=stage.at)


def _people(stage: Stage) -> None:
    people.found_offices(stage.demo, stage.terms, at=stage.at)
    people.add_officers(stage.demo, stage.terms, stage.secret_key, at=stage.at)


def _plan(stage: Stage) -> None:
    demo, terms = stage.demo, stage.terms
    if plans.find_round_by_code(demo.round) is not None:
        return
    at = workforce.morning(terms.since)
    plan.make_programme(
        code=demo.programme, name_th=demo.programme_words.th, name_en=demo.programme_words.en,
        since=terms.since, until=terms.until, area_id=areas.get_area(demo.province, on=terms.today).id,
        wage=demo.wage, by=BY, at=at,
    )  # fmt: skip
    loaded = plan.load_plan(programme=demo.programme, text=plan_text(), by=BY, at=at)
    plan.approve_plan(programme=demo.programme, number=loaded.number, by=BY, at=at)


def _workers(stage: Stage) -> None:
    if plans.find_round_by_code(stage.demo.round) is None:
        return
    workforce.fill_posts(stage.demo, stage.terms, stage.secret_key)
    workforce.let_happen(stage.demo, stage.terms, stage.secret_key)
    working.report(stage.demo, stage.terms)
    working.write_days(stage.demo, stage.terms)


def _trained(stage: Stage) -> None:
    if plans.find_round_by_code(stage.demo.round) is None:
        return
    training.hold(stage.demo, stage.terms, at=stage.at)
    training.keep_personal(settings.PERSONAL_KEYS, at=stage.at)


def _sent(stage: Stage) -> None:
    sending.send_all(stage.demo, today=stage.terms.today, at=stage.at)


def _register(stage: Stage) -> None:
    if any((stage.home.feeds / "pwa_water").glob("*.csv")):
        return
    today: date = stage.terms.today
    villages = [v.village for v in sending.visits(stage.demo, today) if _has_waterworks(v.village.code)]
    asked = plans.get_round(stage.demo.round).datasets
    period = next(each.period for each in asked if each.dataset == "water")  # in January the year before
    register.write(stage.home.feeds, villages, period=period, as_of=today - timedelta(days=25))
    feeds.pull("pwa_water", folder=stage.home.feeds, by="feed:pwa_water", at=stage.at)


def _has_waterworks(code: str) -> bool:
    return code[:4] not in ("5802", "5806")


def _checked(stage: Stage) -> None:
    checking.process(stage.at)
    if stage.demo.verified is not None:
        checking.confirm_some(stage.demo.verified.confirmed, stage.terms.today, at=stage.at)
        checking.process(stage.at)


def _verified(stage: Stage) -> None:
    verifying.let_happen(stage.demo, stage.terms.today, at=stage.at)


def _told(stage: Stage) -> None:
    notices.read_journal(at=stage.at)
    notices.make_digests(on=stage.terms.today, at=stage.at)


def _released(stage: Stage) -> None:
    journal.seal(at=stage.at)
    releases.release_round(stage.demo.round, by=BY, at=stage.at)
    releases.refresh_snapshots(at=stage.at)


def _challenged(stage: Stage) -> None:
    if stage.demo.verified is not None:
        scene = verifying.Scene(stage.demo, stage.demo.verified, stage.terms.today, stage.at)
        challenging.let_happen(scene)
        releases.refresh_snapshots(at=stage.at)


def _published(stage: Stage) -> None:
    if not areas_product.is_published():  # later changes are published by the worker
        areas_product.publish_areas(by=BY, at=stage.at)


STEPS: tuple[tuple[str, str, Callable[[Stage], None]], ...] = (
    ("โหลดพื้นที่และหมู่บ้านสังเคราะห์", "Areas and synthetic villages", _areas),
    ("วาดแผนผังสังเคราะห์แทนขอบเขต", "Synthetic squares in place of boundaries", _drawn),
    ("โหลดพจนานุกรมและแบบสอบถาม", "Dictionary and questionnaires", _standard),
    ("สร้างสำนักงานและบัญชีสาธิต", "Offices and demonstration people", _people),
    ("ตั้งโครงการและแผนรายเดือน", "The programme and its monthly plan", _plan),
    ("บรรจุผู้เก็บข้อมูลสังเคราะห์และแบ่งหมู่บ้าน", "Synthetic workers in posts, and their villages", _workers),
    ("จัดอบรมและออกประกาศนียบัตรสาธิต", "Courses and their certificates", _trained),
    ("ส่งคำตอบจากหมู่บ้านสังเคราะห์", "Answers from synthetic villages", _sent),
    ("รับทะเบียนของการประปา (สังเคราะห์)", "The waterworks' synthetic register", _register),
    ("ตรวจและยืนยันบางส่วน", "Checks, and some confirmations", _checked),
    ("อธิบาย ส่งคืน สุ่มตรวจ และลงนามบางส่วน", "Explanations, returns, a sample, a sign-off", _verified),
    ("แจ้งเรื่องที่รอแต่ละคน", "Everybody is told what waits", _told),
    ("เผยแพร่ชุดข้อมูล", "The first release", _released),
    ("ผู้อ่านทักท้วงค่าที่เผยแพร่", "Readers' challenges", _challenged),
    ("เผยแพร่ทะเบียนพื้นที่พร้อมประวัติ", "The areas with their history", _published),
)
AGAIN = (*STEPS[:3], STEPS[-1])  # what an upgrade may add to
