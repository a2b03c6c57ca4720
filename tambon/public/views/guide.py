"""The API's guide: a page made from the same OpenAPI description that machines read."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tambon.catalogue import STATUSES
from tambon.pages import in_words, language
from tambon.public.api.build import ROUTES, VERSION, api
from tambon.public.published import catalogue, is_synthetic

THAI = {
    "q": "ส่วนหนึ่งของชื่อภาษาไทยหรืออังกฤษ หรือต้นรหัส",
    "code": "รหัสพื้นที่หรือรหัสถาวร",
    "name": "ชื่อชุดข้อมูลในระบบ",
    "release": "เลขฉบับ ถ้าไม่ระบุคือฉบับล่าสุด",
    "level": "village, tambon, district, province หรือ country",
    "area": "รหัสพื้นที่หรือรหัสถาวร ได้ทุกพื้นที่ภายใน",
    "period": "หนึ่งงวดหรือหลายงวด แบบ SDMX (ค.ศ.): 2026 หรือ 2026-11",
    "grade": "เฉพาะค่าระดับความเชื่อมั่นเหล่านี้ ที่ระดับของชุดข้อมูลเอง",
    "variable": "เฉพาะตัวแปรนี้ ระบุซ้ำได้หลายตัว",
    "near": "รหัสพื้นที่: ชื่อที่ซ้ำกัน แห่งที่อยู่ใกล้พื้นที่นี้มาก่อน",
    "limit": "จำนวนแถวต่อหน้า",
    "cursor": "ค่า cursor จากหน้าก่อน",
    "variables": "เหมือน variable",
    "from": "งวดแรก เช่น 2026 หรือ 2026-11",
    "to": "งวดสุดท้าย ถ้าใส่ปีเดียวรวมทั้งปี",
    "where": "คอลัมน์:ตัวเปรียบเทียบ:ค่า ใช้ eq, ne, lt, le, gt, ge, in หรือ null ไม่เกินสิบข้อ",
    "columns": "เฉพาะคอลัมน์เหล่านี้ของตาราง แต่ละแถวจะแบน",
    "sort": "คอลัมน์ที่ใช้เรียง ใส่ - ข้างหน้าเพื่อเรียงมากไปน้อย",
    "format": "json, csv, ndjson, parquet หรือ geojson ถ้าไม่ใส่ดูจาก Accept",
    "on": "วันที่แบบ ค.ศ. เช่น 2011-03-23 ถ้าไม่ระบุคือวันของทะเบียน",
    "by": "law วันที่มีผลตามกฎหมาย หรือ list วันที่ทะเบียนเปลี่ยน",
    "edition": "เลขฉบับของทะเบียนพื้นที่ ถ้าไม่ระบุคือฉบับล่าสุด",
    "dataset": "เฉพาะชุดข้อมูลนี้",
    "since": "เฉพาะที่เผยแพร่ตั้งแต่วันนี้ (ค.ศ. เช่น 2026-11-29)",
    "version": "เลขฉบับ หรือ latest",
    "programme": "รหัสโครงการ ถ้าไม่ระบุคือทุกโครงการที่ดำเนินอยู่",
    "detail": "ความละเอียดของขอบเขต: low, middle หรือ high",
    "z": "ระดับการขยายของแผนที่",
    "x": "แผ่นที่เท่าใดจากตะวันตก",
    "y": "แผ่นที่เท่าใดจากเหนือ",
}
IN_PATH = {
    "code": "a code of any time, or area_id",
    "name": "a dataset's name",
    "version": "a release's version, or latest",
    "z": "zoom",
    "x": "column, from the west",
    "y": "row, from the north",
}


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """Every address with its parameters and an example that works."""
    datasets = catalogue().datasets()
    example = datasets[0]["name"] if datasets else "water"
    context = {
        "here": "api",
        "version": VERSION,
        "operations": [
            {
                "route": route,
                "path": f"/api/v1{route.path}",
                "parameters": _parameters(f"/api/v1{route.path}"),
                "example": f"/api/v1{route.example}".replace("{dataset}", example),
            }
            for route in ROUTES
        ],
        "statuses": [(code, in_words.say_status(code, language.of(request))) for code in STATUSES],
        "synthetic": is_synthetic(),
    }
    return render(request, "public/guide.html", context)


@cache
def _description() -> dict[str, Any]:
    return dict(api.get_openapi_schema(path_prefix="/api/"))


def _parameters(path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = _description()["paths"][path]["get"]["parameters"]
    return [
        {
            "name": each["name"],
            "th": THAI[each["name"]],
            "required": each.get("required", False),
            "en": each["schema"].get("description") or IN_PATH.get(each["name"], ""),
        }
        for each in found
    ]
