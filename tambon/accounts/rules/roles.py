"""Roles are code: each has one list of what it may do, and words that people can read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verb(StrEnum):
    COLLECT = "collect"
    SEE_CELLS = "see_cells"
    CONFIRM = "confirm"
    DISPUTE = "dispute"
    SEE_PROGRESS = "see_progress"
    SETTLE_QUARANTINE = "settle_quarantine"
    PUBLISH = "publish"
    ADMINISTER = "administer"
    SEE_JOURNAL = "see_journal"
    EDIT_AREAS = "edit_areas"


class Role(StrEnum):
    WORKER = "worker"
    VERIFIER = "verifier"
    DISTRICT = "district"
    PROVINCE = "province"
    CENTRAL = "central"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


@dataclass(frozen=True)
class RoleText:
    """A role in words: its name and what it is for, in both languages."""

    name_th: str
    name_en: str
    about_th: str
    about_en: str


ROLES: dict[Role, RoleText] = {
    Role.WORKER: RoleText(
        "ผู้เก็บข้อมูล",
        "Field worker",
        "เก็บข้อมูลในหมู่บ้านที่ได้รับมอบหมาย",
        "Collects answers in the villages given to them.",
    ),
    Role.VERIFIER: RoleText(
        "ผู้ตรวจของหน่วยงานเจ้าของข้อมูล",
        "Agency verifier",
        "ยืนยันหรือโต้แย้งค่าที่หน่วยงานของตนเป็นเจ้าของ ในพื้นที่รับผิดชอบ",
        "Confirms or disputes the values that their office owns, in its territory.",
    ),
    Role.DISTRICT: RoleText(
        "เจ้าหน้าที่อำเภอ",
        "District officer",
        "ดูความก้าวหน้าและข้อมูลในอำเภอ และตัดสินรายการที่กักไว้",
        "Sees progress and values in the district and settles what was set aside.",
    ),
    Role.PROVINCE: RoleText(
        "เจ้าหน้าที่จังหวัด",
        "Provincial officer",
        "ดูความก้าวหน้าและข้อมูลในจังหวัด และตัดสินรายการที่กักไว้",
        "Sees progress and values in the province and settles what was set aside.",
    ),
    Role.CENTRAL: RoleText(
        "ส่วนกลาง",
        "Central office",
        "ดูข้อมูลทั้งประเทศ เผยแพร่ชุดข้อมูล และแก้ไขทะเบียนพื้นที่",
        "Sees the whole country, publishes releases and edits the registry of areas.",
    ),
    Role.ADMINISTRATOR: RoleText(
        "ผู้ดูแลโครงการ",
        "Programme administrator",
        "ดูแลบัญชีผู้ใช้ สิทธิ สำนักงาน พื้นที่รับผิดชอบ และทะเบียนพื้นที่",
        "Looks after people, grants, offices, territories and the registry of areas.",
    ),
    Role.AUDITOR: RoleText(
        "ผู้ตรวจสอบ",
        "Auditor",
        "อ่านสมุดบันทึกเหตุการณ์ทั้งหมด",
        "Reads the whole journal.",
    ),
}

PERMISSIONS: dict[Role, frozenset[Verb]] = {
    Role.WORKER: frozenset({Verb.COLLECT, Verb.SEE_PROGRESS}),
    Role.VERIFIER: frozenset({Verb.SEE_CELLS, Verb.CONFIRM, Verb.DISPUTE, Verb.SEE_PROGRESS}),
    Role.DISTRICT: frozenset({Verb.SEE_CELLS, Verb.SEE_PROGRESS, Verb.SETTLE_QUARANTINE}),
    Role.PROVINCE: frozenset({Verb.SEE_CELLS, Verb.SEE_PROGRESS, Verb.SETTLE_QUARANTINE}),
    Role.CENTRAL: frozenset(
        {Verb.SEE_CELLS, Verb.SEE_PROGRESS, Verb.SETTLE_QUARANTINE, Verb.PUBLISH, Verb.EDIT_AREAS}
    ),
    Role.ADMINISTRATOR: frozenset({Verb.ADMINISTER, Verb.SEE_PROGRESS, Verb.EDIT_AREAS}),
    Role.AUDITOR: frozenset({Verb.SEE_JOURNAL}),
}

BOUND_TO_AN_OFFICE: frozenset[Role] = frozenset({Role.VERIFIER})  # others are bound to an area
