"""What the intake reads out of a form, and the few reasons for which it refuses one."""

from __future__ import annotations

from contextlib import suppress

import pytest
from django.db.transaction import TransactionManagementError
from hypothesis import given
from hypothesis import strategies as st

from tambon.lib.problem import Problem
from tambon.submissions import actions, rules
from tambon.submissions.rules import checked_name, read_envelope

BOMB = b"""<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;">]>
<data id="x"><q>&c;</q><meta><instanceID>uuid:1</instanceID></meta></data>"""
OUTSIDE = b"""<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><data id="x"><q>&a;</q></data>"""


@pytest.mark.parametrize(
    "xml",
    [
        b'<data id="water" version="3"><q>1</q><meta><instanceID>uuid:1</instanceID></meta></data>',
        b'<data id="water" version="3"><meta><instanceID> uuid:1\n</instanceID></meta><q>1</q></data>',
        b'<data id="water" version="3" xmlns:orx="http://openrosa.org/xforms"><orx:meta>'
        b"<orx:instanceID>uuid:1</orx:instanceID></orx:meta></data>",
        b'<data id="water" version="3" instanceID="uuid:1"/>',
        b'<?xml version="1.0"?><!-- hi --><h:data xmlns:h="urn:x" id="water" version="3">'
        b"<h:meta><h:instanceID>uuid:1</h:instanceID></h:meta></h:data>",
        '<?xml version="1.0" encoding="TIS-620"?><data id="water" version="3"><q>น้ำ</q>'
        "<meta><instanceID>uuid:1</instanceID></meta></data>".encode("cp874"),
    ],
)
def test_ids_are_found_in_every_way_that_clients_write_them(xml: bytes) -> None:
    envelope = read_envelope(xml)
    assert (envelope.instance_id, envelope.form_id, envelope.form_version) == ("uuid:1", "water", "3")


def test_a_group_called_meta_inside_the_form_names_no_instance() -> None:
    inner, own = (b"<meta><instanceID>%s</instanceID></meta>" % name for name in (b"no", b"yes"))
    assert read_envelope(b"<data><g>" + inner + b"</g>" + own + b"</data>").instance_id == "yes"


@pytest.mark.parametrize(
    ("meta", "deprecates"),
    [
        (b"<meta><instanceID>uuid:2</instanceID><deprecatedID> uuid:1 </deprecatedID></meta>", "uuid:1"),
        (b"<meta><deprecatedID>uuid:1</deprecatedID><instanceID>uuid:2</instanceID></meta>", "uuid:1"),
        (b"<meta><instanceID>uuid:2</instanceID><deprecatedID/></meta>", None),
        (b"<meta><instanceID>uuid:2</instanceID></meta>", None),
        (b"<meta><instanceID>uuid:2</instanceID><deprecatedID>uuid:2</deprecatedID></meta>", None),
        (
            b'<o:meta xmlns:o="http://openrosa.org/xforms"><o:instanceID>uuid:2</o:instanceID>'
            b"<o:deprecatedID>uuid:1</o:deprecatedID></o:meta>",
            "uuid:1",
        ),
        (
            b"<g><meta><deprecatedID>no</deprecatedID></meta></g>"
            b"<meta><instanceID>uuid:2</instanceID></meta>",
            None,
        ),
    ],
)
def test_an_edit_names_what_it_stands_for(meta: bytes, deprecates: str | None) -> None:
    envelope = read_envelope(b'<data id="water">' + meta + b"</data>")
    assert (envelope.instance_id, envelope.deprecates) == ("uuid:2", deprecates)


def test_what_an_edit_stands_for_is_found_under_the_same_name_however_long_it_is() -> None:
    long = b"x" * 9_000
    first = b"<d><meta><instanceID>%s</instanceID></meta></d>" % long
    edit = b"<d><meta><instanceID>2</instanceID><deprecatedID>%s</deprecatedID></meta></d>" % long
    assert read_envelope(edit).deprecates == read_envelope(first).instance_id


def test_a_form_without_an_instance_id_is_named_by_its_content() -> None:
    one, same, other = (
        read_envelope(xml) for xml in (b"<d><q>1</q></d>", b"<d><q>1</q></d>", b"<d><q>2</q></d>")
    )
    assert one.instance_id.startswith("sha256:")
    assert one == same
    assert one != other


def test_an_instance_id_too_long_for_an_index_is_named_by_its_hash() -> None:
    xml = b"<d><meta><instanceID>" + b"x" * 9_000 + b"</instanceID></meta></d>"
    assert len(read_envelope(xml).instance_id) == len("sha256:") + 64


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        (b"", "400-submission-not-xml"),
        (b"form=1&b=2", "400-submission-not-xml"),
        (b"<data><q>1</q>", "400-submission-not-xml"),
        (b'<?xml version="1.0" encoding="x-made-up"?><data/>', "400-submission-not-xml"),
        (b"<data>\xff\xfe</data>", "400-submission-not-xml"),
        (BOMB, "400-submission-doctype"),
        (OUTSIDE, "400-submission-doctype"),
        (b"<a>" * 61 + b"</a>" * 61, "400-submission-too-deep"),
        (b"<a>" + b"<b/>" * 200_000 + b"</a>", "413-submission-too-many-answers"),
        (
            b"<a " + b" ".join(b'a%d=""' % n for n in range(200_001)) + b"/>",
            "413-submission-too-many-answers",
        ),
        (b"<a>" * 5_000 + b"</a>" * 5_000, "400-submission-too-deep"),
        (b"<a>" + b"x" * rules.MAX_XML + b"</a>", "413-submission-too-large"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(xml: bytes, code: str) -> None:
    with pytest.raises(Problem) as refused:
        read_envelope(xml)
    assert refused.value.kind.code == code
    assert refused.value.say("th")
    assert refused.value.say("en")


def test_sixty_levels_are_enough_for_everybody() -> None:
    assert read_envelope(b"<a>" * 60 + b"</a>" * 60).form_id == ""


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_and_never_break_the_reader(xml: bytes) -> None:
    with suppress(Problem):
        read_envelope(xml)


@pytest.mark.parametrize("name", ["1600000000.jpg", "ภาพ น้ำประปา.jpg", "a\u200b.png", "audit.csv", ".hidden"])
def test_names_of_files_are_taken_as_they_are(name: str) -> None:
    assert checked_name(name) == name


@pytest.mark.parametrize(
    "name", ["../x", "..\\x", "/etc/passwd", "a\0b", "a\nb", "", ".", "..", " ", "x" * 256]
)
def test_names_that_are_paths_are_refused(name: str) -> None:
    with pytest.raises(Problem, match="400-submission-attachment-name"):
        checked_name(name)


def test_taking_needs_the_transaction_that_uses_what_is_taken() -> None:
    with pytest.raises(TransactionManagementError):
        actions.take(1)
