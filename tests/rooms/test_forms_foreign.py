"""Forms as other people write them: other spellings, other languages, sheets that few forms have."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from form_workbooks import settings, workbook

from tambon.forms import actions, converting, queries
from tambon.forms.rules.conversion import to_xform
from tambon.forms.rules.faults import Fault, FaultyBook
from tambon.forms.rules.filling import fill
from tambon.forms.rules.layout import lay_out
from tambon.forms.rules.leaves import texts_in_order
from tambon.forms.rules.shape import read_shape
from tambon.forms.rules.table import Book, read_table
from tambon.forms.rules.told import Told
from tambon.forms.rules.workbook import completed
from tambon.host.home import Home

AT = datetime(2026, 11, 29, 3, tzinfo=UTC)
Rows = list[list[object]]
EXTERNAL: Rows = [
    ["list_name", "name", "label", "province"],
    ["town", "n1", "North town", "n"],
    ["town", "s1", "South town", "s"],
]


def read(content: bytes) -> Book:
    return fill(completed(converting.read_workbook(content), filename="x.xlsx", at=AT), {}).book


def faults(content: bytes) -> list[Fault]:
    with pytest.raises(FaultyBook) as refused:
        converting.convert_apart(read(content))
    return list(refused.value.faults)


def with_external() -> bytes:
    survey: Rows = [
        ["type", "name", "label", "choice_filter"],
        ["select_one province", "province", "Province"],
        ["select_one_external town", "town", "Town", "province=${province}"],
    ]
    choices: Rows = [["list_name", "name", "label"], ["province", "n", "North"], ["province", "s", "South"]]
    return workbook(
        survey=survey, choices=choices, external_choices=EXTERNAL, settings=settings(form_id="towns")
    )


@pytest.mark.slow
@pytest.mark.django_db
def test_external_choices_reach_the_phone_as_a_file(home: Home) -> None:
    done = actions.publish_workbook(actions.Workbook(with_external(), "towns.xlsx"), by="system", at=AT)
    form = queries.find_version(done.form_id, done.version)
    assert form is not None and [one.name for one in form.files] == ["itemsets.csv"]
    assert read_shape(form.xml).by_path["town"].source == "itemsets.csv"


def test_entities_of_a_workbook_are_in_its_form() -> None:
    survey: Rows = [["type", "name", "label", "save_to"], ["text", "kind", "Kind", "kind"]]
    entities: Rows = [["list_name", "label"], ["trees", "${kind}"]]
    xml = to_xform(read(workbook(survey=survey, entities=entities, settings=settings()))).xml
    assert 'dataset="trees"' in xml and 'entities:saveto="kind"' in xml


def test_headings_are_read_in_any_spelling() -> None:
    survey: Rows = [["Type", "Name", "Label"], ["select_one yes_no", "dry", "Dry?"]]
    choices: Rows = [["List Name", "Name", "Label"], ["yes_no", "y", "Yes"], ["yes_no", "n", "No"]]
    content = workbook(survey=survey, choices=choices, settings=[["Form ID", "Version"], ["dry", 7]])
    book = read(content)
    assert (book.settings.get("form_id"), book.settings.get("version")) == ("dry", "7")
    shape = read_shape(converting.convert_apart(book).xml)
    assert [choice.name for choice in shape.by_path["dry"].choices] == ["y", "n"]


def test_a_list_that_is_not_there_is_told_whatever_its_name() -> None:
    survey: Rows = [["type", "name", "label"], ["select_one yes_no", "dry", "Dry?"]]
    content = workbook(survey=survey, choices=[["list_name", "name", "label"], ["town", "a", "A"]])
    assert {(one.row, one.code) for one in faults(content)} == {(2, "422-form-list")}


def test_every_choice_that_stands_twice_is_told_with_its_list() -> None:
    choices: Rows = [["list_name", "name", "label"], *(["town", name, name] for name in "abab")]
    content = workbook(survey=[["type", "name", "label"], ["select_one town", "t", "T"]], choices=choices)
    found = faults(content)
    assert [(one.sheet, one.row) for one in found] == [("choices", 4), ("choices", 5)]
    assert "The choice a stands twice in the list town" in found[0].en
    assert "allow_choice_duplicates" in found[1].th


TOLD = """
| survey | | | | | |
| | type | name | label::ไทย (th) | label::English (en) | calculation |
| | integer | homes | บ้าน | Homes | |
| | calculate | former_homes | | | pulldata('former', 'w_homes', 'name', ${homes}) |
| | calculate | half | | | ${homes} div 2 |
| | note | n | มี ${homes} หลัง เดิม ${former_homes} | ${homes}, half ${half} | |
| settings | | | | | |
| | form_id | form_title | version | | |
| | told | Told | 1 | | |
"""


def test_texts_name_the_question_and_not_its_reference() -> None:
    shape = read_shape(to_xform(read_table(TOLD)).xml)
    told, note = Told(shape), shape.by_path["n"].label
    assert told(note["ไทย (th)"], "th") == "มี ‹บ้าน› หลัง เดิม ‹สิ่งที่ระบบมีอยู่›"
    assert told(note["English (en)"], "en") == "‹Homes›, half ‹half›"


@pytest.mark.parametrize(
    ("languages", "expected"),
    [
        (("english", "Luo"), ("", "a")),
        (("Somali", "العربية"), ("a", "a")),
        (("Kiswahili (sw)", "English (en)"), ("", "b")),
        (("ไทย", "English"), ("a", "b")),
    ],
)
def test_columns_have_the_words_of_the_forms_languages(
    languages: tuple[str, str], expected: tuple[str, str]
) -> None:
    survey: Rows = [["type", "name", *(f"label::{one}" for one in languages)], ["text", "q", "a", "b"]]
    shape = read_shape(to_xform(read(workbook(survey=survey, settings=settings()))).xml)
    (column,) = lay_out("wells", {"1": shape}).tables[0].columns
    assert (column.label_th, column.label_en) == expected


def test_each_answer_of_a_repeat_knows_its_rows() -> None:
    stems = "<stem><cm>5</cm></stem><stem><cm>6</cm></stem>"
    xml = f"<data><tree><tag>1</tag>{stems}</tree><tree><tag>2</tag></tree></data>".encode()
    found = texts_in_order(xml, set(), ("tree", "tree/stem"))
    assert [(one.text, one.rows) for one in found] == [
        ("1", (("tree", 1),)),
        ("5", (("tree", 1), ("tree/stem", 1))),
        ("6", (("tree", 1), ("tree/stem", 2))),
        ("2", (("tree", 2),)),
    ]
    assert [one.path for one in texts_in_order(xml, {"tree"}, ())] == [
        "tree[1]/tag", "tree[1]/stem/cm", "tree[1]/stem/cm", "tree[2]/tag",
    ]  # fmt: skip
