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
    ADMINISTER = "administer"
    SEE_JOURNAL = "see_journal"
    EDIT_AREAS = "edit_areas"
    SEE_PEOPLE = "see_people"
    GRANT = "grant"
    RESET_ACCESS = "reset_access"
    SEE_WORKFORCE = "see_workforce"
    MANAGE_WORKFORCE = "manage_workforce"
    SEE_PERSONAL = "see_personal"
    TRAIN = "train"
    APPROVE_PLAN = "approve_plan"
    SEND_LETTERS = "send_letters"
    SEE_GRANTS = "see_grants"
    EDIT_FORMS = "edit_forms"
    REDACT = "redact"
    SIGN_OFF = "sign_off"
    MODERATE = "moderate"
    INVITE_HEAD = "invite_head"
    SEE_OFFICIAL = "see_official"


class Role(StrEnum):
    WORKER = "worker"
    VILLAGE_HEAD = "village_head"
    LOCAL_GOVERNMENT = "local_government"
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
    Role.VILLAGE_HEAD: RoleText(
        "ผู้ใหญ่บ้าน กำนัน หรือกรรมการหมู่บ้าน",
        "Village head or committee",
        "ดูข้อมูลและความก้าวหน้าของหมู่บ้านตน",
        "Sees the values and the progress of their own village.",
    ),
    Role.LOCAL_GOVERNMENT: RoleText(
        "องค์กรปกครองส่วนท้องถิ่น",
        "Local government",
        "ดูข้อมูลและความก้าวหน้าของหมู่บ้านในเขตของตน",
        "Sees the values and the progress of the villages in its own area.",
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
        "ดูแลลูกจ้าง สัญญา การแบ่งหมู่บ้าน และการอบรมในอำเภอ ดูข้อมูล และตัดสินรายการที่กักไว้",
        "Looks after workers, contracts, villages and training in the district; settles what was set aside.",
    ),
    Role.PROVINCE: RoleText(
        "เจ้าหน้าที่จังหวัด",
        "Provincial officer",
        "ดูความก้าวหน้า ข้อมูล และบุคลากรในจังหวัด มอบบทบาทในอำเภอ และตัดสินรายการที่กักไว้",
        "Sees progress, values and people of the province and gives roles in it; settles what was set aside.",
    ),
    Role.CENTRAL: RoleText(
        "ส่วนกลาง",
        "Central office",
        "ดูข้อมูลทั้งประเทศ อนุมัติแผน และแก้ไขทะเบียนพื้นที่",
        "Sees the whole country, approves the plan and edits the registry of areas.",
    ),
    Role.ADMINISTRATOR: RoleText(
        "ผู้ดูแลโครงการ",
        "Programme administrator",
        "ดูแลบัญชีผู้ใช้ สิทธิ สำนักงาน พื้นที่รับผิดชอบ อัตรากำลัง แผน และทะเบียนพื้นที่",
        "Looks after people, grants, offices, territories, posts, the plan and the registry of areas.",
    ),
    Role.AUDITOR: RoleText(
        "ผู้ตรวจสอบ",
        "Auditor",
        "อ่านสมุดบันทึกเหตุการณ์ทั้งหมด และดูว่าใครมีสิทธิใดในวันใด",
        "Reads the whole journal, and who had which grant on which day.",
    ),
}

_OFFICER = frozenset(
    {Verb.SEE_CELLS, Verb.SEE_PROGRESS, Verb.SETTLE_QUARANTINE, Verb.SEE_PEOPLE, Verb.EDIT_FORMS}
    | {Verb.REDACT, Verb.SIGN_OFF, Verb.SEE_OFFICIAL}
)
_CARER = frozenset({Verb.GRANT, Verb.RESET_ACCESS, Verb.SEE_WORKFORCE, Verb.TRAIN, Verb.SEND_LETTERS})

PERMISSIONS: dict[Role, frozenset[Verb]] = {
    Role.WORKER: frozenset({Verb.COLLECT, Verb.SEE_PROGRESS}),
    Role.VILLAGE_HEAD: frozenset({Verb.SEE_CELLS, Verb.SEE_PROGRESS}),
    Role.LOCAL_GOVERNMENT: frozenset({Verb.SEE_CELLS, Verb.SEE_PROGRESS}),
    Role.VERIFIER: frozenset(
        {Verb.SEE_CELLS, Verb.CONFIRM, Verb.DISPUTE, Verb.SEE_PROGRESS, Verb.SEE_OFFICIAL}
    ),
    Role.DISTRICT: _OFFICER | _CARER | {Verb.MANAGE_WORKFORCE, Verb.SEE_PERSONAL, Verb.INVITE_HEAD},
    Role.PROVINCE: _OFFICER | _CARER | {Verb.MODERATE, Verb.INVITE_HEAD},
    Role.CENTRAL: _OFFICER
    | {Verb.EDIT_AREAS, Verb.SEE_WORKFORCE, Verb.APPROVE_PLAN, Verb.SEND_LETTERS}
    | {Verb.MODERATE},
    Role.ADMINISTRATOR: _CARER
    | {Verb.ADMINISTER, Verb.SEE_PROGRESS, Verb.EDIT_AREAS, Verb.SEE_PEOPLE, Verb.MANAGE_WORKFORCE}
    | {Verb.APPROVE_PLAN, Verb.EDIT_FORMS},
    Role.AUDITOR: frozenset({Verb.SEE_JOURNAL, Verb.SEE_GRANTS}),
}

# Whom a holder of GRANT may appoint, in the own area alone. A worker's grants follow from a contract.
APPOINTS: dict[Role, frozenset[Role]] = {
    Role.DISTRICT: frozenset({Role.VILLAGE_HEAD, Role.WORKER}),
    Role.PROVINCE: frozenset({Role.VILLAGE_HEAD, Role.LOCAL_GOVERNMENT, Role.WORKER, Role.DISTRICT}),
    Role.ADMINISTRATOR: frozenset(Role),
}

BOUND_TO_AN_OFFICE: frozenset[Role] = frozenset({Role.VERIFIER})  # or an agency; others are bound to an area
