"""Which contents the database names: what a backup copies beside it. The settings name this function."""

from __future__ import annotations

from itertools import chain

from tambon.forms.models import Draft, FormFile
from tambon.submissions.models import Attachment


def named_files() -> dict[str, int]:
    """{SHA-256: size} of every content that a row names and that was not erased; 0 where no size is kept."""
    found: dict[str, int] = {}
    for sha256, files in Draft.objects.values_list("sha256", "files").iterator():
        found[sha256] = 0
        found |= {str(file["sha256"]): int(file.get("size", 0)) for file in files.values()}
    kept = Attachment.objects.filter(erased_at=None).values_list("sha256", "size")
    rows = chain(FormFile.objects.values_list("sha256", "size").iterator(), kept.iterator())
    return found | dict(rows)
