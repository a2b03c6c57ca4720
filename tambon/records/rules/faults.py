"""What can be wrong with claims and records, in words. Pure."""

from __future__ import annotations

from tambon.journal.rules import Fault


def value_not_claimed(record_id: int, variable: str) -> Fault:
    return Fault(
        "record-differs-from-claims",
        f"records_record {record_id}",
        f"ค่าหรือระดับความเชื่อมั่นของ {variable} ไม่ตรงกับที่คำนวณจากคำกล่าวอ้างทั้งหมด มีผู้แก้แถวนี้โดยตรง",
        f"value or grade of {variable} is not what the claims make of it: the row was changed by another way",
    )


def past_not_claimed(past_id: int) -> Fault:
    return Fault(
        "history-differs-from-claims",
        f"records_pastvalue {past_id}",
        "ค่าในประวัติไม่ตรงกับคำกล่าวอ้างที่อ้างถึง มีผู้แก้แถวนี้โดยตรง",
        "the past value is not what the claim that it names said: the row was changed by another way",
    )


def submission_lost(ref: str) -> Fault:
    return Fault(
        "submission-lost",
        f"submission:{ref}",
        "รับแบบนี้ไว้แล้ว แต่ไม่ได้รอประมวลผล ไม่ได้กักไว้ และไม่มีคำกล่าวอ้าง มีผู้ลบแถวโดยตรง",
        "it was received, but it waits nowhere and made no claim: a row was deleted by another way",
    )


def record_mangled(record_id: int) -> Fault:
    return Fault(
        "record-mangled",
        f"records_record {record_id}",
        "อ่านแถวนี้ไม่ได้ มีผู้แก้แถวนี้โดยตรง",
        "the row cannot be read: it was changed by another way",
    )


def counts_differ(record_id: int) -> Fault:
    return Fault(
        "counts-differ",
        f"records_tally of records_record {record_id}",
        "จำนวนช่องข้อมูลที่นับไว้ไม่ตรงกับระเบียน",
        "the counts kept beside the record are not those of its cells",
    )


def record_missing(dataset: str, period: str, area_id: int) -> Fault:
    return Fault(
        "record-missing",
        f"records_record {dataset}/{period}/{area_id}",
        "มีคำกล่าวอ้างแต่ไม่มีระเบียน มีผู้ลบแถวนี้",
        "there are claims but no record: the row was deleted",
    )


def since_otherwise(record_id: int, variable: str) -> Fault:
    return Fault(
        "history-broken",
        f"records_record {record_id}",
        f"ช่วงเวลาของค่า {variable} ไม่ต่อจากประวัติหรือจากคำกล่าวอ้าง มีผู้แก้แถวนี้หรือประวัติโดยตรง",
        f"since when {variable} stands follows neither from its history nor from its claim: the row, or its "
        "history, was changed by another way",
    )


def unchecked_nowhere(record_id: int) -> Fault:
    return Fault(
        "unchecked-waits-nowhere",
        f"records_record {record_id}",
        "มีค่าที่กฎอัตโนมัติยังไม่ได้ตรวจ แต่ไม่ได้รอการตรวจ มีผู้ลบแถวใน records_changed",
        "the automatic rules have not looked at a value, and its row of records_changed is gone",
    )


def locked_otherwise(record_id: int) -> Fault:
    return Fault(
        "locked-record-differs",
        f"records_record {record_id}",
        "ระเบียนที่ล็อกไว้ตั้งอยู่บนคำกล่าวอ้างอื่นจากที่ลงนาม มีผู้แก้แถวนี้โดยตรง",
        "under its lock the record stands on other claims than were signed: it was changed by another way",
    )
