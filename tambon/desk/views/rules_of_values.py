"""Every variable's rule in words: whose value wins, who owns it, what evidence counts, and what changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tambon.accounts import queries as accounts
from tambon.desk.who import DeskRequest, signed_in
from tambon.dictionary import queries as dictionary
from tambon.dictionary.queries import Version
from tambon.dictionary.rules.history import Change, changes
from tambon.dictionary.rules.spec import DataClass, VariableSpec
from tambon.verification.rules.clock import Pair
from tambon.verification.rules.why import EVIDENCE, rule_words

CLASSES: Mapping[DataClass, Pair] = {
    DataClass.FREE: ("เผยแพร่ทีละหมู่บ้าน", "published village by village"),
    DataClass.AGGREGATE: ("เผยแพร่เฉพาะยอดรวม", "published as totals only"),
    DataClass.OFFICIAL: ("ใช้ในราชการ ไม่เผยแพร่", "for official use, not published"),
    DataClass.PERSONAL: ("ข้อมูลส่วนบุคคล ไม่เผยแพร่", "personal, never published"),
}


@dataclass(frozen=True, slots=True)
class Changed:
    """What one version changed about a variable."""

    number: int
    at: datetime
    what: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Ruling:
    """One variable's rule as people read it."""

    variable: VariableSpec
    rule: Pair
    owners: tuple[Pair, ...]
    evidence: tuple[Pair, ...]
    published: Pair
    history: tuple[Changed, ...]


@require_safe
@signed_in
def index(request: DeskRequest) -> HttpResponse:
    """The datasets, each with how many variables it asks."""
    return render(request, "desk/rules/index.html", {"here": "rules", "datasets": dictionary.list_datasets()})


@require_safe
@signed_in
def dataset(request: DeskRequest, name: str) -> HttpResponse:
    """The rules of one dataset's variables. Raises 404."""
    loaded, versions = dictionary.get_dataset(name), dictionary.list_versions(name)
    agencies = {code: (th, en or th) for _, code, th, en in accounts.list_agencies()}
    asked = [_ruling(variable, versions, agencies) for variable in loaded.spec.asked]
    context = {"here": "rules", "loaded": loaded, "versions": list(reversed(versions)), "rulings": asked}
    return render(request, "desk/rules/dataset.html", context)


def _ruling(variable: VariableSpec, versions: list[Version], agencies: Mapping[str, Pair]) -> Ruling:
    return Ruling(
        variable=variable,
        rule=rule_words(variable),
        owners=tuple(agencies.get(code, (code, code)) for code in variable.owner),
        evidence=tuple(EVIDENCE[one] for one in variable.evidence),
        published=CLASSES[variable.data_class],
        history=tuple(reversed(_history(variable.name, versions))),
    )


def _history(name: str, versions: list[Version]) -> list[Changed]:
    found: list[Changed] = []
    before: VariableSpec | None = None
    for version in versions:
        after = version.spec.by_name.get(name)
        what = changes(before, after)
        if what:
            found.append(Changed(version.number, version.loaded_at, what))
        before = after
    return found
