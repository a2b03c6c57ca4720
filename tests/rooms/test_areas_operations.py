"""What a person does to areas: the tree of then stays, the tree of now is made, and it can be taken back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from areas_world import AT, do, make_world, on
from django.db import IntegrityError, connection, transaction

from tambon.areas import actions, queries
from tambon.areas.models import Alteration, AreaName, Edition, Membership
from tambon.areas.rules import By, ChangeKind, Kind, Scheme
from tambon.areas.rules.operations import (
    Abolish,
    Create,
    Merge,
    Move,
    Part,
    Recode,
    Rename,
    Split,
    from_json,
    to_json,
)  # fmt: skip
from tambon.journal.models import Entry
from tambon.lib.problem import Problem

pytestmark = pytest.mark.django_db
BEFORE, LAW, BETWEEN, LISTED, AFTER = (date(2027, month, 1) for month in (1, 2, 3, 4, 5))
SPLIT = Split(
    "580101",
    (
        Part("580101", share=Decimal("0.6")),
        Part("580103", "จองใหม่", "Chong Mai", Decimal("0.4"), (("58010102", ""), ("58010103", ""))),
    ),
)


@pytest.fixture(autouse=True)
def world() -> None:
    make_world()


def codes_under(code: str, day: date, by: By = By.LAW) -> list[str]:
    area = queries.get_area(code, on=day, by=by)
    return [one.code for one in queries.list_children(area.id, on=day, by=by)]


def refused(*operations, when=None) -> str:
    with pytest.raises(Problem) as caught, transaction.atomic():
        do(*operations, when=when or on(LAW))
    return caught.value.kind.code


def test_a_split_gives_villages_to_the_new_tambon_and_leaves_the_days_before_alone() -> None:
    do(SPLIT, when=on(LAW))
    assert codes_under("580101", BEFORE) == ["58010101", "58010102", "58010103"]
    assert codes_under("580101", LAW) == ["58010101"]
    assert codes_under("580103", LAW) == ["58010302", "58010303"]
    village = queries.get_area("58010302", on=LAW)
    assert village.id == queries.get_area("58010102", on=BEFORE).id, (
        "a village that moves is the same village"
    )
    assert queries.get_area("TH580103", on=LAW, scheme=Scheme.PCODE).code == "580103"
    old = queries.describe("58010102", on=AFTER)
    assert not old.standing
    [line] = [one.code for one in queries.list_ancestors(village.id, on=LAW) if one.kind is Kind.TAMBON]
    assert line == "580103"


def test_a_split_names_successors_with_their_shares_and_the_notice() -> None:
    do(SPLIT, when=on(LAW, LISTED))
    before = queries.describe("580101", on=BEFORE)
    assert {(one.code, one.share) for one in before.successors} >= {("580103", Decimal("0.4"))}
    after = queries.describe("580103", on=AFTER)
    assert [(one.code, one.change, one.source) for one in after.predecessors] == [
        ("580101", ChangeKind.SPLIT, "notice")
    ]


def test_the_two_calendars_tell_two_stories_between_the_two_days() -> None:
    do(SPLIT, when=on(LAW, LISTED))
    assert codes_under("580101", BETWEEN) == ["58010101"]
    assert codes_under("580101", BETWEEN, By.LIST) == ["58010101", "58010102", "58010103"]
    assert queries.find_area("580103", on=BETWEEN, by=By.LIST) is None
    assert codes_under("580103", AFTER, By.LIST) == codes_under("580103", AFTER)


def test_an_old_tambon_that_ends_in_a_split_leaves_no_village_behind() -> None:
    into = (Part("580103", "ก", "A"), Part("580104", "ข", "B", None, (("58010101", "58010409"),)))
    assert refused(Split("580101", into)) == "422-area-child-left"
    rest = (("58010102", ""), ("58010103", ""))
    do(Split("580101", (Part("580103", "ก", "A", None, rest), into[1])), when=on(LAW))
    assert codes_under("580104", LAW) == ["58010409"]
    assert queries.find_area("580101", on=LAW) is None
    gone = queries.describe("580101", on=AFTER)
    assert [one.code for one in gone.successors] == ["580103", "580104"]
    assert [one.share for one in gone.successors] == [None, None], "an unknown share stays unknown"


def test_a_merge_brings_the_villages_with_numbers_that_are_free() -> None:
    do(Merge(("580101", "580102"), Part("580102", "รวมใหม่", "New")), when=on(LAW))
    assert codes_under("580102", LAW) == ["58010201", "58010202", "58010203", "58010204"]
    assert queries.get_area("580102", on=LAW).name_th == "รวมใหม่"
    assert [one.code for one in queries.describe("580101", on=LAW).successors] == ["580102"]


def test_a_moved_tambon_takes_its_villages_along_under_codes_of_the_new_district() -> None:
    do(Move("580102", "5802"), when=on(LAW))
    assert codes_under("5802", LAW) == ["580201", "580202"]
    assert codes_under("580202", LAW) == ["58020201"]
    moved = queries.describe("580102", on=AFTER)
    assert [one.code for one in moved.successors] == ["580202"]
    assert queries.count(Kind.VILLAGE, on=LAW, under=queries.get_area("5802", on=LAW).id) == 1
    assert queries.count(Kind.VILLAGE, on=BEFORE, under=queries.get_area("5802", on=BEFORE).id) == 0


def test_a_name_a_code_a_beginning_and_an_end() -> None:
    do(Rename("580102", "ห้วยใหม่", "Huai Mai"), Recode("580201", "580207"), when=on(LAW))
    assert queries.get_area("580102", on=LAW).name_th == "ห้วยใหม่"
    assert queries.get_area("580102", on=BEFORE).name_th == "ห้วยโป่ง"
    assert queries.get_area("580207", on=LAW).id == queries.get_area("580201", on=BEFORE).id
    do(Create(Kind.TAMBON, "580208", "ใหม่", "New", "5802"), when=on(BETWEEN))
    do(Abolish("580208"), when=on(AFTER))
    assert queries.get_area("580208", on=LISTED).name_en == "New"
    assert queries.find_area("580208", on=AFTER) is None


@pytest.mark.parametrize(
    ("operation", "code"),
    [
        (Abolish("580101"), "409-area-children"),
        (Abolish("589999"), "409-area-not-standing"),
        (Rename("580101", "จองคำ", "Chong Kham"), "422-area-name-same"),
        (Rename("580101", " ", ""), "422-area-name-missing"),
        (Recode("580101", "580102"), "409-area-code-in-use"),
        (Recode("580101", "5801"), "422-area-code-form"),
        (Recode("580101", "580201"), "422-area-code-parent"),
        (Recode("580101", "580100"), "422-area-code-form"),
        (Move("580101", "580102"), "422-area-parent-kind"),
        (Move("580101", "5801"), "409-area-nothing-changes"),
        (Create(Kind.VILLAGE, "58020101", "ก", "", "5802"), "422-area-parent-kind"),
        (Split("580101", (Part("580101"),)), "422-area-split-parts"),
        (Split("580101", (Part("580101"), Part("580101"))), "422-area-part-twice"),
        (Split("580101", (Part("580101"), Part("580102", "ก"))), "409-area-code-in-use"),
        (Split("580101", (Part("580101"), Part("580103", "ก", "", Decimal(2)))), "422-area-shares"),
        (Split("580101", (Part("580101"), Part("580103", "ก", "", None, (("58010201", ""),)))),
         "422-area-child-foreign"),
        (Merge(("580101",), Part("580101")), "422-area-merge"),
        (Merge(("580101", "5802"), Part("580101")), "422-area-kinds"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_words_and_nothing_is_kept(operation, code: str) -> None:
    editions, names = Edition.objects.count(), AreaName.objects.count()
    assert refused(operation) == code
    assert (Edition.objects.count(), AreaName.objects.count()) == (editions, names)


def test_a_change_before_one_that_is_known_is_refused_by_its_day() -> None:
    do(Rename("580102", "หนึ่ง", ""), when=on(LISTED))
    assert refused(Rename("580102", "สอง", ""), when=on(LAW)) == "409-area-change-order"
    do(Rename("580102", "สอง", ""), when=on(LISTED))
    assert queries.get_area("580102", on=LISTED).name_th == "สอง", "the same day corrects"


def test_a_preview_shows_both_trees_and_keeps_nothing() -> None:
    editions = Edition.objects.count()
    effect = actions.preview([(SPLIT, on(LAW))], at=AT)
    before = {one.area.code: [child.code for child in one.below] for one in effect.before}
    after = {one.area.code: [child.code for child in one.below] for one in effect.after}
    assert before["580101"] == ["58010101", "58010102", "58010103"]
    assert (after["580101"], after["580103"]) == (["58010101"], ["58010302", "58010303"])
    assert Edition.objects.count() == editions
    assert queries.find_area("580103", on=AFTER) is None


def test_a_draft_waits_is_applied_once_and_not_after_the_registry_changed() -> None:
    draft = actions.stage_operations([(SPLIT, on(LAW))], note="แบ่ง", by="person:1", at=AT)
    assert actions.stage_operations([(SPLIT, on(LAW))], note="แบ่ง", by="person:1", at=AT) == draft
    assert actions.operations_of(draft) == [(SPLIT, on(LAW))]
    assert queries.find_area("580103", on=AFTER) is None
    do(Rename("580201", "อื่น", ""), when=on(LAW))
    with pytest.raises(Problem) as caught:
        actions.apply_draft(draft, by="person:2", at=AT)
    assert caught.value.kind.code == "409-area-draft-stale"
    actions.stage_operations([(SPLIT, on(LAW))], note="แบ่ง", by="person:1", at=AT)  # looked at again
    actions.apply_draft(draft, by="person:2", at=AT)
    assert codes_under("580103", AFTER) == ["58010302", "58010303"]
    with pytest.raises(Problem) as caught:
        actions.apply_draft(draft, by="person:2", at=AT)
    assert caught.value.kind.code == "404-area-draft"


def test_a_draft_that_was_set_aside_never_counts() -> None:
    draft = actions.stage_operations([(SPLIT, on(LAW))], note="", by="person:1", at=AT)
    actions.set_aside(draft, by="person:2", at=AT)
    with pytest.raises(Problem):
        actions.apply_draft(draft, by="person:2", at=AT)


def _everything() -> list[tuple]:
    with connection.cursor() as cursor:
        found = []
        for table, columns in (
            ("areas_areaname", "area_id, th, en"), ("areas_areacode", "area_id, scheme, code"),
            ("areas_membership", "child_id, parent_id, hierarchy"),
            ("areas_lineage", "descendant_id, ancestor_id, depth, hierarchy"),
        ):  # fmt: skip
            cursor.execute(f"SELECT '{table}', {columns}, during::text, listed::text FROM {table}")
            found += cursor.fetchall()
    return sorted(found, key=str)


def test_undoing_brings_every_row_back_and_what_came_later_holds_it() -> None:
    was = _everything()
    split = do(SPLIT, when=on(LAW, LISTED))
    later = do(Rename("580103", "จองใหม่กว่า", ""), when=on(AFTER))
    with pytest.raises(Problem) as caught:
        actions.undo(split, by="person:1", at=AT)
    assert caught.value.kind.code == "409-area-edition-built-upon"
    actions.undo(later, by="person:1", at=AT)
    actions.undo(split, by="person:1", at=AT, note="ผิด")
    assert _everything() == was
    with pytest.raises(Problem) as caught:
        actions.undo(split, by="person:1", at=AT)
    assert caught.value.kind.code == "409-area-edition-undone"
    again = do(SPLIT, when=on(LAW, LISTED))
    assert codes_under("580103", AFTER) == ["58010302", "58010303"]
    assert Entry.objects.filter(kind="areas.undone").count() == 2
    assert again


def test_what_a_later_edition_took_away_holds_the_earlier_one_too() -> None:
    first = do(Rename("580102", "หนึ่ง", ""), when=on(LAW))
    second = do(Rename("580102", "สอง", ""), when=on(LAW))
    with pytest.raises(Problem) as caught:
        actions.undo(first, by="person:1", at=AT)
    assert caught.value.kind.code == "409-area-edition-built-upon"
    actions.undo(second, by="person:1", at=AT)
    actions.undo(first, by="person:1", at=AT)
    assert queries.get_area("580102", on=LAW).name_th == "ห้วยโป่ง"


def test_undoing_can_itself_be_undone() -> None:
    split = do(SPLIT, when=on(LAW))
    was = _everything()
    undone = actions.undo(split, by="person:1", at=AT)
    actions.undo(undone, by="person:1", at=AT)
    assert _everything() == was
    assert [one.code for one in queries.describe("580103", on=AFTER).predecessors] == ["580101"]


def test_a_row_is_altered_by_an_edition_or_not_at_all() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        AreaName.objects.update(th="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.all().delete()
    assert not Alteration.objects.exists()


def test_a_child_cannot_stand_above_its_parent() -> None:
    district, tambon = (queries.get_area(code, on=LAW).id for code in ("5801", "580101"))
    edition = Edition.objects.latest("id")
    with pytest.raises(IntegrityError, match="rank"), transaction.atomic():
        Membership.objects.create(
            child_id=district, parent_id=tambon, hierarchy="local_government", during=(LAW, None),
            listed=(LAW, None), edition=edition,
        )  # fmt: skip


@pytest.mark.parametrize(
    "operation",
    [
        SPLIT,
        Merge(("580101", "580102"), Part("580102")),
        Move("580102", "5802"),
        Create(Kind.TAMBON, "580208", "ก", "A", "5802"),
        Abolish("580201"),
    ],
)
def test_an_operation_is_the_same_after_it_was_kept_as_text(operation) -> None:
    assert from_json(to_json(operation, on(LAW, LISTED))) == (operation, on(LAW, LISTED))


def test_the_journal_holds_ids_and_nothing_that_was_typed() -> None:
    edition = do(SPLIT, when=on(LAW), note="ความลับ")
    entry = Entry.objects.get(kind="areas.edited", subject=f"areas-edition:{edition}")
    assert entry.body["operations"] == ["split"]
    assert queries.get_area("580103", on=LAW).public_id in entry.body["areas"]
    assert not any(word in str(entry.body) for word in ("จองใหม่", "notice", "ความลับ"))


def test_what_a_demonstration_adds_is_synthetic() -> None:
    actions.apply_operations([(SPLIT, on(LAW))], note="", by="person:1", at=AT, synthetic=True)
    assert queries.get_area("580103", on=LAW).synthetic
    assert not queries.get_area("580101", on=LAW).synthetic
