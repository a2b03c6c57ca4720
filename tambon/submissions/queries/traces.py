"""Files that trace a worker, kept for a time: which are due, and whether what is gone was to go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce, Lower

from tambon.forms.queries import names_content
from tambon.journal.rules import EntryView, Fault
from tambon.submissions.models import Attachment
from tambon.submissions.rules import TRACES

ERASED = "submission.traces_erased"


def traces_due(before: datetime) -> QuerySet[Attachment]:
    """Files of the class *personal* that came before that moment and still hold their content."""
    came = Coalesce("conflict__received_at", "submission__received_at")
    named = Attachment.objects.annotate(plain=Lower("name"), came=came)
    return named.filter(plain__in=TRACES, came__lt=before, erased_at=None).order_by("id")


def is_still_named(sha256: str, without: Iterable[int]) -> bool:
    """Whether an attachment beside these, whose content was not erased, has this content, or a form: whoever
    sends a form's picture under the name of a trace must not take it from every phone.
    """
    others = Attachment.objects.filter(~Q(pk__in=list(without)), sha256=sha256, erased_at=None)
    return others.exists() or names_content(sha256)


def check_erased(entries: Iterable[EntryView]) -> Iterator[Fault]:
    """Each attachment that says it was erased was erased by an entry; what is gone otherwise is named."""
    told = {row for entry in entries for row in entry.body.get("attachments", ())}
    gone = Attachment.objects.exclude(erased_at=None).order_by("id").values_list("pk", flat=True)
    for row in gone.iterator():
        if row not in told:
            yield Fault(
                "attachment-erased-without-entry",
                f"submissions_attachment {row}",
                "ไฟล์แนบนี้ถูกลบเนื้อหา แต่ไม่มีบันทึกว่าลบตามกำหนด",
                "This attachment's content was erased, but no entry says that it was due.",
            )
