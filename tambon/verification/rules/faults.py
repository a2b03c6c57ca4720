"""What can be wrong with findings and returned cells, in words. Pure."""

from __future__ import annotations

from tambon.journal.rules import Fault


def weighs_otherwise(record_id: int, variable: str) -> Fault:
    return Fault(
        "weight-differs-from-findings",
        f"records_record {record_id}",
        f"น้ำหนักข้อสงสัยของ {variable} ไม่ตรงกับข้อสงสัยที่เปิดอยู่ มีผู้แก้ข้อสงสัยหรือแถวนี้โดยตรง",
        f"what the rules doubt of {variable} is not what its open findings weigh: one of them, or the row, "
        "was changed by another way",
    )


def asked_otherwise(record_id: int) -> Fault:
    return Fault(
        "findings-differ-from-rules",
        f"records_record {record_id}",
        "ข้อสงสัยที่เปิดอยู่ไม่ใช่ข้อที่กฎของพจนานุกรมถามจากค่าเหล่านี้ มีผู้แก้หรือลบแถวโดยตรง",
        "the open findings are not what the dictionary's rules ask about these values: one of them, or the "
        "record's row of records_changed, was changed by another way",
    )


def reopened_otherwise(record_id: int, variable: str) -> Fault:
    return Fault(
        "reopened-differs-from-returns",
        f"records_reopened of records_record {record_id}",
        f"ช่วงวันที่รับคำตอบของ {variable} อีกครั้งไม่ตรงกับการส่งกลับ มีผู้แก้แถวโดยตรง",
        f"the days on which answers about {variable} count again are not those of its returns: a row was "
        "changed by another way",
    )
