"""Every question for a photo says how large it may be, whoever wrote the form."""

from __future__ import annotations

import pytest
from form_workbooks import settings, workbook
from lxml import etree

from tambon.dictionary import actions as dictionary
from tambon.dictionary.rules.reading import read_dataset
from tambon.forms import actions, converting
from tambon.forms.rules.conversion import convert_book, to_xform
from tambon.forms.rules.filling import fill
from tambon.forms.rules.table import read_table

PIXELS = "{http://openrosa.org/xforms}max-pixels"
SURVEY: list[list[object]] = [
    ["type", "name", "label", "parameters"],
    ["text", "village", "Village"],
    ["image", "plain", "A photo"],
    ["image", "named", "A photo", "max-pixels=800"],
    ["image", "app", "A photo", "app=org.example.camera"],
    ["audio", "sound", "A sound"],
]


def pixels(xml: str) -> dict[str, str | None]:
    """{question: the longest side} of the photos that a form asks for."""
    found = etree.fromstring(xml.encode()).iter("{http://www.w3.org/2002/xforms}bind")
    photos = [bind for bind in found if bind.get("type") == "binary"]
    return {str(bind.get("nodeset")).rpartition("/")[2]: bind.get(PIXELS) for bind in photos}


def test_a_workbook_that_names_no_size_gets_ours_and_one_that_does_keeps_its_own() -> None:
    book = converting.read_workbook(workbook(survey=SURVEY, settings=settings()))
    found = to_xform(book)
    assert pixels(found.xml) == {"plain": "1600", "named": "800", "app": "1600", "sound": None}
    assert 'intent="org.example.camera"' in found.xml
    assert "max-pixels" not in str(book.survey[1].cells)  # the book stays as it was written


@pytest.mark.parametrize(("name", "photo"), [("water", "source_photo"), ("infrastructure", "road_photo")])
def test_ours_ask_for_one_photo_that_nobody_must_take(name: str, photo: str) -> None:
    path = dictionary.STANDARD / f"{name}.yml"
    specs = {name: read_dataset(path.read_text("utf-8"), file=path.name)}
    filled = fill(read_table((actions.STANDARD / f"{name}.md").read_text("utf-8")), specs)
    xml = convert_book(filled.book)
    assert pixels(xml) == {photo: "1600"}
    (bind,) = [
        one for one in etree.fromstring(xml.encode()).iter() if str(one.get("nodeset")).endswith(photo)
    ]
    assert bind.get("required") is None
    assert photo not in str(filled.mapping)
