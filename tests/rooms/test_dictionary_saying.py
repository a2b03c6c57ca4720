"""A value in words: a table's rows by the names of their columns, in the reader's language."""

from __future__ import annotations

import pytest

from tambon.dictionary.actions import STANDARD
from tambon.dictionary.rules.reading import read_dataset
from tambon.dictionary.saying import say_value

ROUTES = [
    {"route_to": "main_road", "route_km": 3.5, "route_surface": "asphalt", "route_all_year": True},
    {"route_to": "market", "route_km": None},
]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "th",
            "ไปที่ใด: ทางหลวงที่ใกล้ที่สุด, ระยะทาง: 3.5, ผิวถนนส่วนใหญ่: ลาดยาง, ใช้ได้ตลอดปี: ใช่; ไปที่ใด: ตลาด",
        ),
        (
            "en",
            "Where to: Nearest highway, Distance: 3.5, Surface of most of it: Asphalt, Usable all year: Yes;"
            " Where to: Market",
        ),
    ],
)
def test_rows_are_said_by_their_columns(lang: str, said: str) -> None:
    spec = read_dataset((STANDARD / "infrastructure.yml").read_text("utf-8"), file="infrastructure.yml")
    assert say_value(spec.by_name["routes"], ROUTES, lang) == said
    assert say_value(spec.by_name["routes"], [], lang) == "–"
