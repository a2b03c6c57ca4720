"""The national catalogue's 14 mandatory items and the literal values that it takes. Pure.

Source: the Digital Government Development Agency's metadata standard for government data, as data.go.th
applies it.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, field_validator

Objective = Literal[
    "ยุทธศาสตร์ชาติ",
    "แผนพัฒนาเศรษฐกิจและสังคมแห่งชาติ",
    "แผนความมั่นคงแห่งชาติ",
    "แผนแม่บทภายใต้ยุทธศาสตร์ชาติ",
    "แผนปฏิรูปประเทศ",
    "แผนระดับที่ 3 (มติครม. 4 ธ.ค. 2560)",
    "นโยบายรัฐบาล/ข้อสั่งการนายกรัฐมนตรี",
    "มติคณะรัฐมนตรี",
    "เพื่อการให้บริการประชาชน",
    "กฎหมายที่เกี่ยวข้อง",
    "พันธกิจหน่วยงาน",
    "ดัชนี/ตัวชี้วัดระดับนานาชาติ",
    "ไม่ทราบ",
]
Frequency = Literal[
    "ไม่ทราบ", "ปี", "ครึ่งปี", "ไตรมาส", "เดือน", "สัปดาห์", "วัน", "วันทำการ", "ชั่วโมง", "นาที", "ตามเวลาจริง",
    "ไม่มีการปรับปรุงหลังจากการจัดเก็บข้อมูล",
]  # fmt: skip
Coverage = Literal[
    "ไม่มี", "โลก", "ทวีป/กลุ่มประเทศในทวีป", "กลุ่มประเทศทางเศรษฐกิจ", "ประเทศ", "ภาค", "จังหวัด", "อำเภอ", "ตำบล",
    "หมู่บ้าน", "เทศบาล/อบต.", "พิกัด", "ไม่ทราบ",
]  # fmt: skip
Format = Literal[
    "Database", "CSV", "XML", "Image", "Video", "Audio", "Text", "JSON", "HTML", "DOC/DOCX", "XLS", "PDF",
    "RDF", "NoSQL", "Arc/Info Coverage", "Shapefile", "GeoTiff", "GML", "ไม่ทราบ",
]  # fmt: skip
Category = Literal["ข้อมูลสาธารณะ", "ข้อมูลใช้ภายใน", "ข้อมูลส่วนบุคคล", "ข้อมูลความมั่นคง", "ข้อมูลความลับทางราชการ"]
DataType = Literal["ข้อมูลระเบียน", "ข้อมูลสถิติ", "ข้อมูลภูมิสารสนเทศเชิงพื้นที่", "ข้อมูลหลากหลายประเภท", "ข้อมูลประเภทอื่นๆ"]
Classification = Literal["เปิดเผย", "ชั้นเผยแพร่ภายในองค์กร", "ลับ", "ลับมาก", "ลับที่สุด"]
License = Literal[
    "Open Data Common",
    "Creative Commons Attributions",
]  # the open ones: what we publish is open
LICENCE_OF_LITERAL = {"Creative Commons Attributions": "CC-BY-4.0", "Open Data Common": "ODC-BY-1.0"}
FINEST = {"province": "จังหวัด", "district": "อำเภอ", "tambon": "ตำบล", "village": "หมู่บ้าน"}  # by kind of area
Line = Annotated[str, Field(min_length=1, pattern=r"\S")]
_TITLES_OF_PEOPLE = (
    "นาย", "นาง", "น.ส.", "ด.ช.", "ด.ญ.", "ดร.", "ร.ต.", "พ.ต.", "พ.อ.", "ว่าที่", "คุณ",
    "mr ", "mr.", "mrs", "ms ", "ms.", "miss ", "dr ", "dr.",
)  # fmt: skip


class CatalogueItems(BaseModel):
    """The mandatory items of one dataset; ``maintainer`` is a unit, never a person."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)

    title: Line
    owner_org: Line
    maintainer: Line
    maintainer_email: Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
    tag_string: Annotated[tuple[Line, ...], Field(min_length=1)]
    notes: Line
    objective: Annotated[tuple[Objective, ...], Field(min_length=1)]
    update_frequency_unit: Frequency
    update_frequency_interval: Annotated[int, Field(ge=1)]
    geo_coverage: Coverage
    data_source: Line
    data_format: Annotated[tuple[Format, ...], Field(min_length=1)]
    data_category: Category
    license_id: License
    data_type: DataType
    data_classification: Classification = "เปิดเผย"

    @field_validator("maintainer")
    @classmethod
    def _is_a_unit(cls, name: str) -> str:
        if name.strip().lower().startswith(_TITLES_OF_PEOPLE):
            raise ValueError("a unit answers for a dataset, never a person")
        return name


MANDATORY = tuple(name for name in CatalogueItems.model_fields if name not in (
    "update_frequency_interval", "data_classification",
))  # fmt: skip
_SAID = {
    "maintainer": "หน่วยงานหรือกลุ่มงาน ไม่ใช่บุคคล · a unit of an agency, never a person",
    "maintainer_email": "name@agency.go.th",
    "tag_string": "[คำ, คำ]",
    "update_frequency_interval": "1, 2, 3, …",
}


def allowed(item: str) -> str:
    """What the item may hold, for whoever has to mend it: its literal values, or a form in words."""
    field = CatalogueItems.model_fields.get(item)
    if field is None:
        return ", ".join(CatalogueItems.model_fields)
    choices = " | ".join(_literals(field.annotation))
    return choices or _SAID.get(item, "ข้อความ · some text")


def _literals(shape: Any) -> list[str]:
    """The literal values in a type, those of a tuple's members too."""
    return [
        value for part in get_args(shape) for value in ([part] if isinstance(part, str) else _literals(part))
    ]
