"""What came with submissions besides answers: pictures, and where the worker was asked to stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from tambon.dictionary.rules.values import is_blank
from tambon.forms.models import FormVersion
from tambon.forms.rules.leaves import flatten, parse_xml
from tambon.forms.rules.returning import REMARK, RETURN
from tambon.forms.rules.shape import Shape, read_shape
from tambon.lib.problem import Problem
from tambon.lib.text import tidy
from tambon.submissions.models import Attachment, Submission
from tambon.submissions.queries.photos import PICTURE


@dataclass(frozen=True, slots=True)
class Picture:
    sha256: str
    name: str


@dataclass(frozen=True, slots=True)
class Point:
    """Where somebody stood: degrees, and within how many metres the phone was sure (None: not said)."""

    latitude: float
    longitude: float
    accuracy: float | None


@dataclass(frozen=True, slots=True)
class CameWith:
    """``point`` is the answer to a question for the place; what a phone notes by itself is not shown."""

    ref: UUID
    form_id: str
    received_at: datetime
    pictures: tuple[Picture, ...]
    point: Point | None


def came_with(refs: Iterable[UUID]) -> dict[UUID, CameWith]:
    """{submission: what came with it}; unknown ones are left out. Three statements for all of them."""
    fields = ("id", "ref", "form_id", "form_version", "received_at", "xml")
    sent = list(Submission.objects.filter(ref__in=set(refs)).values_list(*fields))
    pictures: dict[int, list[Picture]] = defaultdict(list)
    found = Attachment.objects.filter(
        PICTURE, submission_id__in=[row[0] for row in sent], conflict=None, erased_at=None
    )
    for id_, sha256, name in found.order_by("id").values_list("submission_id", "sha256", "name"):
        pictures[id_].append(Picture(sha256, name))
    asked = _asked_points({(form, version) for _, _, form, version, _, _ in sent})
    return {
        ref: CameWith(ref, form, at, tuple(pictures[id_]), _point(bytes(xml), asked.get((form, version), ())))
        for id_, ref, form, version, at, xml in sent
    }


def remarks_of(refs: Iterable[UUID]) -> dict[UUID, str]:
    """{submission: what the worker wrote to the office} of short forms for returned values; what was redacted
    is blotted in the answers themselves. One statement.
    """
    sent = Submission.objects.filter(ref__in=set(refs), form_id__startswith=RETURN)
    found: dict[UUID, str] = {}
    for ref, xml in sent.values_list("ref", "xml"):
        with suppress(Problem):
            text = tidy(flatten(parse_xml(bytes(xml)), set()).texts.get(REMARK, ""))
            if not is_blank(text):
                found[ref] = text
    return found


def read_point(text: str) -> Point | None:
    """``latitude longitude altitude accuracy`` as phones write it; None for anything else."""
    parts = text.split()
    with suppress(ValueError):
        numbers = [float(part) for part in parts[:4]]
        if len(numbers) >= 2 and abs(numbers[0]) <= 90 and abs(numbers[1]) <= 180:
            return Point(numbers[0], numbers[1], numbers[3] if len(numbers) == 4 else None)
    return None


def _asked_points(versions: set[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, ...]]:
    rows = FormVersion.objects.filter(
        form__form_id__in={form for form, _ in versions}, version__in={version for _, version in versions}
    )
    named = rows.values_list("form__form_id", "version", "id", "md5")
    return {
        (form, version): _points_of(id_, md5)
        for form, version, id_, md5 in named
        if (form, version) in versions
    }


@lru_cache(maxsize=256)
def _points_of(id_: int, md5: str) -> tuple[str, ...]:
    """The paths of questions for the place, kept in the process: a version never changes."""
    with suppress(Problem):
        return _points(read_shape(FormVersion.objects.values_list("xml", flat=True).get(id=id_)))
    return ()


def _points(shape: Shape) -> tuple[str, ...]:
    return tuple(node.path for node in shape.questions if node.bind.type == "geopoint" and node.shown)


def _point(xml: bytes, paths: tuple[str, ...]) -> Point | None:
    if not paths:
        return None
    with suppress(Problem):
        texts = flatten(parse_xml(xml), set()).texts
        return next((point for path in paths if (point := read_point(texts.get(path, "")))), None)
    return None
