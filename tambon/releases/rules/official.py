"""What a release for officials says of itself. Pure."""

from __future__ import annotations

from typing import cast

from tambon.catalogue.shapes import Described, Variable
from tambon.releases.rules.shape import Dataset, Freeze

NOTICE = "OFFICIAL-USE.txt"


def notice(freeze: Freeze) -> str:
    """The text beside the files: who may have them, and that they are not to be handed on."""
    made_up = "\nข้อมูลสมมติเพื่อการสาธิต / SYNTHETIC DEMONSTRATION DATA\n" if freeze.demonstration else ""
    return f"""\
ใช้ในราชการเท่านั้น ห้ามเผยแพร่ / For official use only. Not to be published.
รุ่น / release {freeze.version}, {freeze.frozen_at}
{made_up}
แฟ้มชุดนี้มีตัวแปรระดับชั้น aggregate และ official ตามที่บันทึกไว้ ไม่ได้ปิดค่าของกลุ่มเล็ก
ผู้ใดดาวน์โหลดแฟ้มใดเมื่อใดอยู่ในสมุดบันทึก
ข้อมูลที่เผยแพร่ได้อยู่ในชุดเผยแพร่รุ่นเดียวกัน

These files hold variables of the classes aggregate and official as they are, with no small count hidden. Who
took which file, and when, is in the journal. What may be published is in the public release of that version.
"""


def keep_classes(described: Described, of: Dataset) -> Described:
    """The description with each variable's class as the dictionary has it."""
    classes = {variable.name: variable.protection for variable in of.variables}
    variables = [cast(Variable, {**each, "class": classes[each["name"]]}) for each in described["variables"]]
    return {**described, "variables": variables}
