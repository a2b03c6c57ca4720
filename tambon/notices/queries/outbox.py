"""Mail that waits to be sent, with all that it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from tambon.dictionary import queries as dictionary
from tambon.notices.models import Digest
from tambon.notices.rules import FINAL, MOST_TRIES, TRY_AFTER, Channel, Wait, read_wait, sentence
from tambon.notices.rules.waits import Pair


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A digest whose mail may be tried now. The address is looked up when it is sent, so not kept twice."""

    id: int
    address: str
    day: date
    waits: tuple[Wait, ...]


def list_outgoing(*, at: datetime, limit: int) -> list[Outgoing]:
    """The mails that may be tried now, the oldest first."""
    pending = _pending().exclude(fault="sending")
    due = Q()
    for tries, after in enumerate(TRY_AFTER):
        due |= Q(tries=tries, made_at__lte=at - after)
    found = pending.filter(due).order_by("id").select_related("person", "office")[:limit]
    return [
        Outgoing(row.pk, _address(row), row.day, tuple(read_wait(told) for told in row.contents["waits"]))
        for row in found
    ]


def count_mail() -> dict[str, int]:
    """How much mail waits, was given up, and why: {"waiting": n, "given_up": n, a fault's code: n …}."""
    found = Digest.objects.filter(channel=Channel.EMAIL.value, sent_at__isnull=True)
    counts: Counter[str] = Counter()
    for tries, fault in found.values_list("tries", "fault"):
        over = tries >= MOST_TRIES or fault in FINAL
        counts["given_up" if over else "waiting"] += 1
        counts[fault or "not_tried"] += 1
    return dict(counts)


def sentences(waits: Iterable[Wait]) -> list[Pair]:
    """Each thing that waits in Thai and in English, with the dataset's title."""
    told = list(waits)
    titles = titles_of(wait.dataset for wait in told)
    return [sentence(wait, titles.get(wait.dataset, (wait.dataset, wait.dataset))) for wait in told]


def titles_of(datasets: Iterable[str]) -> dict[str, Pair]:
    """{dataset: its title in Thai and in English}, for those that the dictionary knows."""
    names = {name for name in datasets if name}
    found = {name: dictionary.find_dataset(name) for name in names}
    return {name: (one.spec.title.th, one.spec.title.en) for name, one in found.items() if one}


def _pending() -> QuerySet[Digest]:
    mine = Digest.objects.filter(channel=Channel.EMAIL.value, sent_at__isnull=True)
    return mine.exclude(fault__in=[fault.value for fault in FINAL])


def _address(row: Digest) -> str:
    if row.person is not None:
        return row.person.email if row.person.is_active else ""
    return row.office.email if row.office is not None else ""
