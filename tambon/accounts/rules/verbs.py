"""What people may do, in words: roles and grants are read by officers and auditors."""

from __future__ import annotations

from tambon.accounts.rules.roles import Verb

VERBS: dict[Verb, tuple[str, str]] = {
    Verb.COLLECT: ("เก็บข้อมูล", "collect data"),
    Verb.SEE_CELLS: ("ดูค่าในหมู่บ้าน", "see values"),
    Verb.CONFIRM: ("ยืนยันค่า", "confirm values"),
    Verb.DISPUTE: ("โต้แย้งค่า", "dispute values"),
    Verb.SEE_PROGRESS: ("ดูความคืบหน้า", "see progress"),
    Verb.SETTLE_QUARANTINE: ("ตัดสินรายการที่กักไว้", "settle what is set aside"),
    Verb.PUBLISH: ("เผยแพร่ชุดข้อมูล", "publish releases"),
    Verb.ADMINISTER: ("ตั้งค่าโครงการและสำนักงาน", "administer"),
    Verb.SEE_JOURNAL: ("อ่านสมุดบันทึก", "read the journal"),
    Verb.EDIT_AREAS: ("แก้ไขทะเบียนพื้นที่", "edit the registry of areas"),
    Verb.SEE_PEOPLE: ("ดูบุคลากร", "see people"),
    Verb.GRANT: ("มอบและสิ้นสุดบทบาท", "give and end roles"),
    Verb.RESET_ACCESS: ("ดูแลการเข้าใช้และโทรศัพท์", "look after access and phones"),
    Verb.SEE_WORKFORCE: ("ดูอัตรากำลังและผู้ปฏิบัติงาน", "see posts and workers"),
    Verb.MANAGE_WORKFORCE: ("จัดการอัตรา สัญญา และหมู่บ้าน", "manage posts, contracts and villages"),
    Verb.SEE_PERSONAL: ("ดูข้อมูลส่วนบุคคลที่ปิดผนึก", "see sealed personal data"),
    Verb.TRAIN: ("จัดการอบรม", "hold trainings"),
    Verb.APPROVE_PLAN: ("อนุมัติแผน", "approve plans"),
    Verb.SEND_LETTERS: ("ออกหนังสือถึงหน่วยงาน", "write letters to offices"),
    Verb.SEE_GRANTS: ("ดูสิทธิรายวัน", "see who had which grant"),
}
