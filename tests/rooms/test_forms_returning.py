"""The short form of one returned cell: made from the dictionary, once for a variable."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree

import tambon
from tambon.dictionary import actions as dictionary
from tambon.dictionary.rules.reading import read_dataset
from tambon.dictionary.rules.spec import DatasetSpec, VariableType
from tambon.forms import actions, queries
from tambon.forms.models import FormVersion
from tambon.forms.rules.answers import read_answers
from tambon.forms.rules.conversion import convert_book
from tambon.forms.rules.filling import Filled, fill
from tambon.forms.rules.returning import list_name, return_source
from tambon.forms.rules.table import read_table
from tambon.lib.problem import Problem

AT = datetime(2026, 11, 22, 5, tzinfo=UTC)
FOLDER = Path(tambon.__file__).parent / "standard" / "datasets"
TEXTS = {path.stem: path.read_text("utf-8") for path in sorted(FOLDER.glob("*.yml"))}
SPECS = {name: read_dataset(text, file=name) for name, text in TEXTS.items()}
ROWS = [(n, v.name) for n, s in SPECS.items() for v in s.asked if v.type is VariableType.ROWS]


def filled(spec: DatasetSpec, variable: str) -> Filled:
    source = return_source(spec, spec.by_name[variable], "1")
    return fill(read_table(source), {spec.name: spec}, alone=True)


@pytest.mark.parametrize("name", SPECS)
def test_every_variable_of_the_dictionary_has_a_short_form(name: str) -> None:
    spec, converted = SPECS[name], set()
    for variable in spec.asked:
        form = filled(spec, variable.name)
        if variable.type not in converted:  # one of each kind: the converter takes its time
            converted.add(variable.type)
            xml = convert_book(form.book)
            assert f"jr://file-csv/{list_name(name, variable.name)}" in xml
            assert "former.csv" not in xml and "villages.csv" not in xml
            assert variable.label.th in xml and variable.label.en in xml
        mapping = form.mapping
        assert (mapping.area, mapping.period, mapping.visited_on) == (
            "visit/village", "visit/period", "visit/visit_date",
        )  # fmt: skip
        asked = {**mapping.variables.get(name, {}), **mapping.rows.get(name, {})}
        assert list(asked) == [variable.name] and mapping.datasets == (name,)
        assert mapping.absences == {"answer/not_obtained": {name: [variable.name]}}


def test_limits_and_the_days_of_a_visit_are_asked_on_the_phone_too() -> None:
    xml = convert_book(filled(SPECS["water"], "piped_households").book)
    root = etree.fromstring(xml.encode())
    binds = {bind.get("nodeset"): bind for bind in root.iter("{http://www.w3.org/2002/xforms}bind")}
    assert binds["/data/answer/piped_households"].get("constraint") == ". >= 0 and . <= 5000"
    assert binds["/data/visit/visit_date"].get("constraint") == ". <= today()"
    assert binds["/data/visit/visit_date"].get("required") == "true()"
    assert binds["/data/answer/not_obtained"].get("relevant") == "( /data/answer/piped_households  = '')"
    assert "relevant" not in binds["/data/answer/piped_households"].attrib


def answer(name: str, variable: str, inner: str) -> object:
    spec = SPECS[name]
    xml = f"""<data><visit><village>58010201</village><period>2026</period><visit_date>2026-11-20</visit_date>
    </visit><answer>{inner}</answer><remark>x</remark></data>"""
    found = read_answers(xml.encode(), filled(spec, variable).mapping, SPECS)
    assert (found.area_code, found.period, found.doubts) == ("58010201", "2026", [])
    return found.values[name].get(variable)


def test_its_answer_is_the_one_cell_or_why_there_is_none() -> None:
    assert answer("water", "piped_households", "<piped_households>88</piped_households>") == 88
    why = "<piped_households/><not_obtained>refused</not_obtained>"
    assert answer("water", "piped_households", why) == {"absent": "refused"}
    assert answer("water", "piped_households", "<piped_households/>") is None
    # what applies only where something else was answered is asked all the same: the office sent it back
    assert answer("water", "supply_hours", "<supply_hours>6</supply_hours>") == 6


@pytest.mark.skipif(not ROWS, reason="no dataset asks for rows")
def test_rows_are_returned_as_one_cell() -> None:
    name, variable = ROWS[0]
    assert answer(name, variable, "<not_obtained>unknown</not_obtained>") == {"absent": "unknown"}
    column = SPECS[name].by_name[variable].columns[0]
    said = {"integer": "3", "decimal": "3", "boolean": "yes", "date": "2026-11-20", "text": "ก"}
    text = said.get(column.type) or column.codes[0].code
    row = f"<{variable}><{column.name}>{text}</{column.name}></{variable}>"
    found = answer(name, variable, row)
    assert isinstance(found, list) and found[0][column.name] is not None


@pytest.mark.slow
@pytest.mark.django_db
def test_it_is_made_once_and_again_only_when_the_dictionary_says_something_else() -> None:
    dictionary.load_standard(by="system", at=AT)
    pair = ("water", "piped_households")
    (first,) = actions.publish_returns([pair, pair], by="system", at=AT)
    assert (first.form_id, first.version, first.new) == ("return.water.piped_households", "1", True)
    (again,) = actions.publish_returns([pair], by="system", at=AT)
    assert (again.version, again.new) == ("1", False)
    FormVersion.objects.filter(form__form_id=first.form_id).update(sha256="made from an older dictionary")
    (newer,) = actions.publish_returns([pair], by="system", at=AT)
    assert (newer.version, newer.new) == ("2", True)
    given = queries.list_return_forms([pair, ("water", "households")])
    assert [(key, form.version) for key, form in given.items()] == [(pair, "2")]
    assert queries.find_version(first.form_id, "1") is not None  # phones that hold the older one may send it


@pytest.mark.slow
@pytest.mark.django_db
def test_it_is_offered_for_no_round_and_no_other_form_takes_its_id() -> None:
    dictionary.load_standard(by="system", at=AT)
    actions.publish_standard(by="system", at=AT)
    before = [form.form_id for form in queries.list_published()]
    actions.publish_returns([("water", "piped_households")], by="system", at=AT)
    assert [form.form_id for form in queries.list_published()] == before
    text = (actions.STANDARD / "water.md").read_text("utf-8")
    with pytest.raises(Problem) as caught:
        actions.publish(text.replace("| | water | 2026", "| | Return.water | 2026"), by="system", at=AT)
    assert caught.value.kind.code == "422-form-id-of-returns"
