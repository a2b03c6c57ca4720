"""The national catalogue's 14 mandatory items and the literal values that it takes. Pure.

Source: the Digital Government Development Agency's metadata standard for government data, as data.go.th
applies it.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

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
License = Literal[
    "Open Data Common",
    "Creative Commons Attributions",
]  # the open ones: what we publish is open
Line = Annotated[str, Field(min_length=1)]


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
