"""What harvesters ask of package_search: each way of asking, and a fault in words for everything else."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tambon.catalogue.metadata.search import QueryFault, document, order, reads


def package(name: str, organization: str, modified: str, *tags: str) -> dict[str, Any]:
    return {
        "id": f"id-{name}", "name": name, "title": f"ชุด {name} รายหมู่บ้าน", "notes": f"About {name}.\nMore",
        "type": "dataset", "organization": {"name": organization, "title": "การประปา"},
        "tags": [{"name": tag} for tag in tags], "resources": [{"format": "CSV"}],
        "metadata_modified": modified, "metadata_created": "2026-01-01T00:00:00.000000",
        "allow_harvest": "True", "license_id": "Creative Commons Attributions", "private": False,
    }  # fmt: skip


PACKAGES = [
    document(package("water", "pwa", "2026-11-22T02:00:00.000000", "น้ำประปา", "หมู่บ้าน")),
    document(package("population", "dopa", "2026-10-01T00:00:00.000000", "หมู่บ้าน")),
    document(package("mae-hong", "dopa", "2026-12-01T00:00:00.000000")),
]
FIELDS = frozenset(PACKAGES[0])


def found(query: str) -> list[str]:
    test = reads(query, FIELDS)
    return [str(one["name"]) for one in PACKAGES if test(one)]


ALL = ["water", "population", "mae-hong"]


@pytest.mark.parametrize(("query", "names"), [
    ("", ALL), ("*:*", ALL), ("   ", ALL), ("*", ALL),
    ("water", ["water"]), ("WATER", ["water"]), ("น้ำประปา", ["water"]), ("รายหมู่บ้าน", ALL),
    ("water population", []), ("water OR population", ["water", "population"]), ("mae-hong", ["mae-hong"]),
    ('"about population"', ["population"]), ("nothing", []), ("-water", ["population", "mae-hong"]),
    ("NOT water", ["population", "mae-hong"]), ("+water -population", ["water"]),
    ("!water AND mae*", ["mae-hong"]),
    ("organization:dopa", ["population", "mae-hong"]), ("organization:do*", ["population", "mae-hong"]),
    ("organization:(dopa OR pwa)", ALL), ("-organization:(dopa)", ["water"]),
    ('organization:"pwa"', ["water"]),
    ("(organization:pwa OR organization:none) AND allow_harvest:True", ["water"]),
    ("allow_harvest:False", []),
    ("tags:หมู่บ้าน -tags:น้ำประปา", ["population"]), ("res_format:csv", ALL), ("groups:any", []),
    ("metadata_modified:[2026-11-01T00:00:00Z TO *]", ["water", "mae-hong"]),
    ("metadata_modified:[* TO 2026-10-01T00:00:00.000000Z]", ["population"]),
    ("metadata_modified:{2026-10-01T00:00:00.000000 TO 2026-11-30}", ["water"]),
    ("title:หมู่บ้าน", ALL), ("name:water", ["water"]), ("name:wat", []), ("id:id-water", ["water"]),
    ("extras_allow_harvest:True", ALL), ("license_id:creative\\ commons\\ attributions", ALL),
    ("private:false", ALL), ("type:dataset", ALL), ("capacity:public", ALL),
])  # fmt: skip
def test_a_query_finds_what_it_says(query: str, names: list[str]) -> None:
    assert found(query) == names


@pytest.mark.parametrize(("query", "said"), [
    ("colour:blue", "undefined field colour"), ("(water", "not closed"), ("water)", "nothing was expected"),
    ("name:", "ends too early"), ("AND", "AND"), ("water AND", "too early"), ("[1 TO 2]", "no range"),
    ("metadata_modified:[NOW-1DAY TO *]", "NOW"),
    ("metadata_modified:[1]", "no range"), ('"open', "cannot be read"),
    ("(" * 3000, "longer than"), ("(" * 300, "too many brackets"), ("*:water", "alone"),
    (":", "a word was expected"),
])  # fmt: skip
def test_a_query_that_cannot_be_read_is_refused_in_words(query: str, said: str) -> None:
    if query == "AND":
        assert found(query) == []  # a word that nothing holds
        return
    with pytest.raises(QueryFault, match=said):
        found(query)


@given(st.text(max_size=60) | st.text('()[]{}"\\:*-+! aANDORTOwater', max_size=40))
def test_whatever_is_asked_is_answered_or_refused(query: str) -> None:
    try:
        names = found(query)
    except QueryFault as fault:
        assert str(fault)
        return
    assert set(names) <= set(ALL)


@given(st.text("ab*", max_size=12), st.text("ab", max_size=8))
def test_stars_mean_what_a_slow_reading_says(pattern: str, name: str) -> None:
    """The twin: a star stands for any letters, tried one by one."""

    def twin(p: str, n: str) -> bool:
        if not p:
            return not n
        if p[0] == "*":
            return any(twin(p[1:], n[at:]) for at in range(len(n) + 1))
        return n[:1] == p[0] and twin(p[1:], n[1:])

    if pattern:
        assert reads(f"name:{pattern}", ["name"])({"name": name}) == twin(pattern, name)


def test_a_thousand_stars_come_to_an_end() -> None:
    assert not reads("name:" + "a*" * 900 + "b", ["name"])({"name": "a" * 5000})


@pytest.mark.parametrize(("sort", "names"), [
    ("", ["mae-hong", "population", "water"]), ("name desc", ["water", "population", "mae-hong"]),
    ("metadata_modified desc", ["mae-hong", "water", "population"]),
    ("score desc, metadata_modified asc", ["population", "water", "mae-hong"]),
    ("title_string asc,id desc", ["mae-hong", "population", "water"]),
])  # fmt: skip
def test_an_order_is_kept(sort: str, names: list[str]) -> None:
    assert [one["name"] for one in order(PACKAGES, sort)] == names


@pytest.mark.parametrize("sort", ["colour", "name up", "name asc desc", "name asc,;drop"])
def test_an_order_that_is_none_is_refused(sort: str) -> None:
    with pytest.raises(QueryFault, match="cannot sort"):
        order(PACKAGES, sort)
