"""Why contracts, shares of villages and presences end, and what a day was, with their words."""

from __future__ import annotations

from enum import StrEnum


class EndReason(StrEnum):
    """Why a contract ended before its day."""

    RESIGNED = "resigned"
    DISMISSED = "dismissed"
    DIED = "died"
    MOVED = "moved"
    OTHER = "other"


class ShareEnd(StrEnum):
    """Why a post has a village no longer."""

    SHARED_ANEW = "shared_anew"
    HANDED_OVER = "handed_over"
    CANNOT_REACH = "cannot_reach"
    TOO_MANY = "too_many"
    CONFLICT = "conflict"
    VILLAGE_ENDED = "village_ended"
    OTHER = "other"


class AbsenceReason(StrEnum):
    SICK = "sick"
    LEAVE = "leave"
    TRAINING = "training"
    OTHER = "other"


class DayKind(StrEnum):
    VILLAGE = "village"
    OFFICE = "office"
    MEETING = "meeting"
    TRAINING = "training"
    LEAVE = "leave"


END_REASONS: dict[EndReason, tuple[str, str]] = {
    EndReason.RESIGNED: ("ลาออก", "Resigned"),
    EndReason.DISMISSED: ("เลิกจ้าง", "Dismissed"),
    EndReason.DIED: ("เสียชีวิต", "Died"),
    EndReason.MOVED: ("ย้ายไปตำแหน่งอื่น", "Moved to another post"),
    EndReason.OTHER: ("เหตุอื่น", "Another reason"),
}
SHARE_ENDS: dict[ShareEnd, tuple[str, str]] = {
    ShareEnd.SHARED_ANEW: ("แบ่งหมู่บ้านใหม่", "Shared anew"),
    ShareEnd.HANDED_OVER: ("ส่งมอบให้ผู้อื่น", "Handed over"),
    ShareEnd.CANNOT_REACH: ("เดินทางไปไม่ได้", "Cannot be reached"),
    ShareEnd.TOO_MANY: ("มีหมู่บ้านมากเกินไป", "Too many villages"),
    ShareEnd.CONFLICT: ("มีส่วนได้เสียในหมู่บ้านนี้", "A conflict of interest in this village"),
    ShareEnd.VILLAGE_ENDED: ("หมู่บ้านสิ้นสุดตามทะเบียนพื้นที่", "The village ended in the registry of areas"),
    ShareEnd.OTHER: ("เหตุอื่น", "Another reason"),
}
ABSENCE_REASONS: dict[AbsenceReason, tuple[str, str]] = {
    AbsenceReason.SICK: ("ลาป่วย", "Sick"),
    AbsenceReason.LEAVE: ("ลากิจ", "On leave"),
    AbsenceReason.TRAINING: ("เข้าอบรม", "At a training"),
    AbsenceReason.OTHER: ("เหตุอื่น", "Another reason"),
}
DAY_KINDS: dict[DayKind, tuple[str, str]] = {
    DayKind.VILLAGE: ("ลงพื้นที่", "In the villages"),
    DayKind.OFFICE: ("ทำงานที่สำนักงาน", "At the office"),
    DayKind.MEETING: ("ประชุม", "In a meeting"),
    DayKind.TRAINING: ("อบรม", "At a training"),
    DayKind.LEAVE: ("ลา", "On leave"),
}
