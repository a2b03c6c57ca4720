"""What can be wrong between submissions and the journal, in words."""

from __future__ import annotations

from uuid import UUID

from tambon.journal.rules import EntryView, Fault


def missing(entry: EntryView) -> Fault:
    """What was received is not here."""
    return Fault(
        "submission-gone",
        entry.subject,
        "มีบันทึกว่าได้รับแบบนี้ แต่ไม่มีแบบในฐานข้อมูลแล้ว",
        "The journal says that this was received, but it is not in the database.",
    )


def changed(entry: EntryView) -> Fault:
    """What is here is not what was received, nor what a redaction left of it."""
    return Fault(
        "submission-changed",
        entry.subject,
        "เนื้อหาของแบบในฐานข้อมูลไม่ตรงกับที่บันทึกไว้เมื่อได้รับ",
        "The content in the database is not the content that was received.",
    )


def attachment_gone(entry: EntryView) -> Fault:
    """A file that the journal vouches for is not here."""
    return Fault(
        "attachment-gone",
        entry.subject,
        "ไฟล์แนบที่บันทึกไว้ว่าได้รับ หายไปหรือเปลี่ยนไป",
        "An attachment that the journal vouches for is gone or another one.",
    )


def without_entry(subject: str) -> Fault:
    """Nobody vouches for the submission."""
    return Fault(
        "submission-without-entry",
        subject,
        "มีแบบนี้ในฐานข้อมูล แต่ไม่มีบันทึกว่าได้รับ",
        "This submission is in the database, but no entry says that it was received.",
    )


def unvouched_attachment(row_id: int) -> Fault:
    """Nobody vouches for the file."""
    return Fault(
        "attachment-without-entry",
        f"submissions_attachment {row_id}",
        "มีไฟล์แนบนี้ในฐานข้อมูล แต่ไม่มีบันทึกว่าได้รับ",
        "This attachment is in the database, but no entry says that it was received.",
    )


def redaction_differs(ref: UUID) -> Fault:
    """Redactions and their entries are not the same in number."""
    return Fault(
        "redaction-differs",
        f"submission:{ref}",
        "รายการลบคำตอบในฐานข้อมูลไม่ตรงกับที่บันทึกไว้",
        "The redactions in the database are not those that the journal tells of.",
    )


def correction_differs(ref: UUID) -> Fault:
    """What was said beside a submission is not what the journal vouches for."""
    return Fault(
        "correction-differs",
        f"submission:{ref}",
        "ข้อความที่แก้ข้างแบบนี้ ไม่ตรงกับที่บันทึกไว้",
        "What was said beside this submission is not what the journal vouches for.",
    )
