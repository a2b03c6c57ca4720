"""The questions of a repeat as the columns of one variable: compared one by one, read row by row."""

from __future__ import annotations

import pytest

from tambon.dictionary import actions as dictionary
from tambon.dictionary.rules.reading import read_dataset
from tambon.dictionary.rules.spec import DatasetSpec
from tambon.forms.rules.answers import read_answers
from tambon.forms.rules.checked import all_faults, checked_mapping
from tambon.forms.rules.conversion import to_xform
from tambon.forms.rules.shape import Shape, read_shape
from tambon.forms.rules.table import read_table
from tambon.lib.problem import Problem

CROPS = """
| survey | | | |
| | type | name | label |
| | text | village | Village |
| | select_one crop | main_crop | Main crop |
| | begin_repeat | plants | Crops |
| | select_one crop | plant | Crop |
| | select_one soil | soil | Soil |
| | integer | homes | Households |
| | decimal | land | Land (rai) |
| | decimal | far | Land of each (households) |
| | begin_repeat | pests | Pests |
| | select_one crop | hit | Crop that is hit |
| | end_repeat | | |
| | end_repeat | | |
| | begin_repeat | herds | Herds |
| | integer | heads | Heads |
| | end_repeat | | |
| choices | | | |
| | list_name | name | label |
| | crop | maize | Maize |
| | crop | garlic | Garlic |
| | soil | red | Red |
| settings | | | |
| | form_id | form_title | version |
| | crops | Crops | 1 |
"""
ROW = "economy.field_crops"
FITTING = {f"{ROW}.crop": "plant", f"{ROW}.crop_households": "plants/homes", f"{ROW}.crop_rai": "land"}


@pytest.fixture(scope="module")
def shape() -> Shape:
    return read_shape(to_xform(read_table(CROPS)).xml)


@pytest.fixture(scope="module")
def specs() -> dict[str, DatasetSpec]:
    text = (dictionary.STANDARD / "economy.yml").read_text("utf-8")
    return {"economy": read_dataset(text, file="economy")}


def test_a_repeat_is_mapped_column_by_column(shape: Shape, specs: dict[str, DatasetSpec]) -> None:
    given = {"area": "village", "variables": FITTING}
    assert list(all_faults(given, shape, specs, form="crops")) == []
    mapping = checked_mapping(given, shape, specs, form="crops")
    rows = mapping.rows["economy"]["field_crops"]
    assert rows.path == "plants"
    assert rows.columns == {"crop": "plant", "crop_households": "homes", "crop_rai": "land"}
    plants = "".join(
        f"<plants><plant>{crop}</plant><soil>red</soil><homes>{homes}</homes><land>{land}</land>"
        "<far/><pests><hit>maize</hit></pests><pests><hit>garlic</hit></pests></plants>"
        for crop, homes, land in (("maize", 12, "80.5"), ("garlic", 3, "4"))
    )
    xml = f"<data><village>58010201</village><main_crop/>{plants}<herds><heads>9</heads></herds></data>"
    found = read_answers(xml.encode(), mapping, specs)
    crops = found.values["economy"]["field_crops"]
    assert [(row["crop"], row["crop_households"], float(row["crop_rai"])) for row in crops] == [
        ("maize", 12, 80.5),
        ("garlic", 3, 4.0),
    ]
    assert found.doubts == []


@pytest.mark.parametrize(
    ("column", "question", "said"),
    [
        ("crop", "soil", "its choices red are no codes of the variable"),
        ("crop_households", "land", "it is of type decimal, the variable is integer"),
        ("crop_rai", "far", "it asks in households, the variable is in rai"),
        ("crop", "main_crop", "it does not stand in a repeat"),
        ("crop", "hit", "its columns stand in several or nested repeats"),
        ("crop_households", "heads", "its columns stand in several or nested repeats"),
    ],
)
def test_a_column_that_does_not_fit_is_refused_by_name(
    column: str, question: str, said: str, shape: Shape, specs: dict[str, DatasetSpec]
) -> None:
    given = {"area": "village", "variables": {**FITTING, f"{ROW}.{column}": question}}
    with pytest.raises(Problem) as refused:
        checked_mapping(given, shape, specs, form="crops")
    assert refused.value.kind.code == "422-form-mapping-unfit" and said in refused.value.say("en")


def test_a_repeat_itself_answers_no_variable(shape: Shape, specs: dict[str, DatasetSpec]) -> None:
    with pytest.raises(Problem, match="plants"):
        checked_mapping({"area": "village", "variables": {ROW: "plants"}}, shape, specs, form="crops")
