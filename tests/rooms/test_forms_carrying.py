"""The next version of a form keeps the mapping in force where it fits, and says what it would lose."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from form_workbooks import MAPPING, PICTURE, SHOPS, SURVEY, whole_form

from tambon.dictionary import actions as dictionary
from tambon.dictionary.rules.reading import read_dataset
from tambon.forms import actions, queries
from tambon.forms.rules.carrying import carried, compared, pairs_of
from tambon.forms.rules.checked import checked_mapping
from tambon.forms.rules.conversion import to_xform
from tambon.forms.rules.shape import read_shape
from tambon.forms.rules.table import read_table
from tambon.host.home import Home
from tambon.lib.problem import Problem

AT = datetime(2026, 11, 29, 3, tzinfo=UTC)
FILES = {"shops.csv": SHOPS, "map.png": PICTURE}
CROPS = """
| survey | | | |
| | type | name | label |
| | {area} | village | Village |
| | begin_repeat | plants | Crops |
| | {plant} | plant | Crop |
| | integer | homes | Households |
| | end_repeat | | |
| choices | | | |
| | list_name | name | label |
| | crop | maize | Maize |
| settings | | | |
| | form_id | form_title | version |
| | crops | Crops | 1 |
"""
CROP, HOMES = "economy.field_crops.crop", "economy.field_crops.crop_households"


def test_columns_are_carried_one_by_one_and_what_does_not_fit_is_named_with_its_reason() -> None:
    text = (dictionary.STANDARD / "economy.yml").read_text("utf-8")
    specs = {"economy": read_dataset(text, file="economy")}
    first = CROPS.format(area="text", plant="select_one crop")
    shape = read_shape(to_xform(read_table(first)).xml)
    given = {"area": "village", "variables": {CROP: "plants/plant", HOMES: "plants/homes"}}
    before = checked_mapping(given, shape, specs, form="crops")
    assert carried(before, shape, specs, form="crops") == given
    other = read_shape(to_xform(read_table(CROPS.format(area="date", plant="integer"))).xml)
    assert carried(before, other, specs, form="crops") == {"variables": {HOMES: "plants/homes"}}
    lost = compared(pairs_of(before), {HOMES: "plants/homes"}).lost
    assert [(pair.name, pair.before) for pair in lost] == [("area", "village"), (CROP, "plants/plant")]


@pytest.mark.django_db
@pytest.mark.slow
def test_a_new_version_answers_what_the_version_in_force_answered(home: Home) -> None:
    dictionary.load_standard(by="system", at=AT)
    book = actions.Workbook(whole_form(), "wells.xlsx", FILES, MAPPING)
    actions.publish_workbook(book, by="system", at=AT)
    survey = [list(row) for row in SURVEY]
    survey.append(["text", "remark", "หมายเหตุ", "Remark"])
    second = actions.Workbook(whole_form(2, survey), "wells.xlsx", FILES)
    assert actions.publish_workbook(second, by="system", at=AT).lost == ()
    now, then = (queries.find_version("wells", version) for version in ("2", "1"))
    assert now and then and now.mapping == then.mapping and now.datasets == ("water",)
    survey[5][0] = "text"
    survey[5][6] = None
    third = actions.Workbook(whole_form(3, survey), "wells.xlsx", FILES)
    assert actions.publish_workbook(third, by="system", at=AT).lost == ("water.households",)
    nothing = replace(third, content=whole_form(4, survey), mapping={})
    assert set(actions.publish_workbook(nothing, by="system", at=AT).lost) == {"area", "visited_on"}


@pytest.mark.django_db
@pytest.mark.slow
def test_the_same_workbook_with_another_mapping_is_not_blamed_on_the_dictionary(home: Home) -> None:
    dictionary.load_standard(by="system", at=AT)
    book = actions.Workbook(whole_form(), "wells.xlsx", FILES, MAPPING)
    actions.publish_workbook(book, by="system", at=AT)
    assert not actions.publish_workbook(replace(book, mapping=None), by="system", at=AT).new
    with pytest.raises(Problem) as refused:
        actions.publish_workbook(replace(book, mapping={}), by="system", at=AT)
    assert refused.value.kind.code == "409-form-version-taken"
