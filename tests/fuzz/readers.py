"""Forms to mutate, and what reads them: no database, so that a fuzzer outside of pytest uses them too."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import tambon
from tambon.dictionary.rules.reading import read_dataset
from tambon.dictionary.rules.spec import DatasetSpec
from tambon.forms.rules.conversion import convert_book
from tambon.forms.rules.filling import Filled, fill
from tambon.forms.rules.layout import lay_out
from tambon.forms.rules.rows import Reader
from tambon.forms.rules.shape import read_shape
from tambon.forms.rules.table import read_table

STANDARD = Path(tambon.__file__).parent / "standard"
TABLE = """
| survey | | | |
| | type | name | label |
| | deviceid | deviceid | |
| | email | email | |
| | text | village | Village |
| | begin_group | visit | Visit |
| | date | day | Day |
| | begin_repeat | wells | Wells |
| | decimal | depth | Depth |
| | begin_group | inner | Inner |
| | text | note | Note |
| | end_group | | |
| | end_repeat | | |
| | end_group | | |
| settings | | |
| | form_id | form_title | version |
| | wells | Wells | 1 |
"""
SENT = """<?xml version="1.0"?><data xmlns:orx="http://openrosa.org/xforms" id="wells" version="1">
<deviceid>imei:1</deviceid><email>imei:1</email><village>58010201</village><visit><day>2569-11-20</day>
<wells><depth>4.5</depth><inner><note>ลึก</note></inner></wells><wells><depth/><inner><note>x</note></inner></wells>
</visit><orx:meta><orx:instanceID>uuid:1</orx:instanceID></orx:meta></data>""".encode()
WATER = b"""<data id="water" version="1"><visit>
<village>58010201</village><visit_date>2026-11-20</visit_date></visit>
<piped><households>120</households><piped_households>80</piped_households><supply_hours>12.5</supply_hours>
<village_water_system>yes</village_water_system><piped_absent>unknown</piped_absent></piped>
<sources><domestic_sources>rain pwa</domestic_sources></sources></data>"""


@cache
def reader() -> Reader:
    return Reader(lay_out("wells", {"1": read_shape(convert_book(read_table(TABLE)))}))


@cache
def water() -> DatasetSpec:
    return read_dataset((STANDARD / "datasets" / "water.yml").read_text("utf-8"), file="water")


@cache
def filled() -> Filled:
    return fill(read_table((STANDARD / "forms" / "water.md").read_text("utf-8")), {"water": water()})
