"""What each verb is called before people, in both languages."""

from __future__ import annotations

from tambon.accounts.rules.roles import Verb

VERBS: dict[Verb, tuple[str, str]] = {
    Verb.COLLECT: ("เก็บข้อมูล", "Collect answers"),
    Verb.SEE_CELLS: ("ดูค่าของหมู่บ้าน", "See villages' values"),
    Verb.CONFIRM: ("ยืนยันค่า", "Confirm values"),
    Verb.DISPUTE: ("โต้แย้งค่า", "Dispute values"),
    Verb.SEE_PROGRESS: ("ดูความคืบหน้า", "See progress"),
    Verb.SETTLE_QUARANTINE: ("ตัดสินรายการที่กักไว้", "Settle what was set aside"),
    Verb.ADMINISTER: ("ดูแลสำนักงานและโครงการ", "Look after offices and programmes"),
    Verb.SEE_JOURNAL: ("อ่านสมุดบันทึก", "Read the journal"),
    Verb.EDIT_AREAS: ("แก้ทะเบียนพื้นที่", "Edit the registry of areas"),
    Verb.SEE_PEOPLE: ("ดูรายชื่อคน", "See people"),
    Verb.GRANT: ("มอบบทบาท", "Give roles"),
    Verb.RESET_ACCESS: ("ออกบัตรเข้าใช้ใหม่", "Reset access"),
    Verb.SEE_WORKFORCE: ("ดูอัตรากำลังและงาน", "See posts and work"),
    Verb.MANAGE_WORKFORCE: ("จัดสัญญาและแบ่งหมู่บ้าน", "Manage contracts and villages"),
    Verb.SEE_PERSONAL: ("ดูเลขประจำตัวและบัญชีธนาคาร", "See citizen IDs and bank accounts"),
    Verb.TRAIN: ("จัดการอบรม", "Hold training"),
    Verb.APPROVE_PLAN: ("อนุมัติแผน", "Approve the plan"),
    Verb.SEND_LETTERS: ("ออกหนังสือราชการ", "Send letters"),
    Verb.SEE_GRANTS: ("ดูว่าใครมีสิทธิใดในวันใด", "See who had which grant"),
    Verb.EDIT_FORMS: ("เผยแพร่แบบสอบถาม", "Publish forms"),
    Verb.REDACT: ("ลบข้อมูลส่วนบุคคลในคำตอบ", "Redact answers"),
    Verb.SIGN_OFF: ("ลงนามรับรองข้อมูลของพื้นที่", "Sign off an area's data"),
    Verb.MODERATE: ("กลั่นกรองข้อทักท้วงของประชาชน", "Read the public's challenges first"),
    Verb.INVITE_HEAD: ("ออกลิงก์ให้ผู้ใหญ่บ้านดูข้อมูล", "Give a village head a link"),
    Verb.SEE_OFFICIAL: ("ดูข้อมูลที่ใช้ในราชการ", "Read files for official use"),
}
