"""Which questionnaires are published, what each version says, and which are on their way."""

from tambon.forms.queries.drafts import DraftView, find_draft, get_draft, list_drafts
from tambon.forms.queries.listing import FormView, VersionView, get_form, list_forms
from tambon.forms.queries.published import (
    JOURNAL_CHECKERS,
    FileView,
    PublishedForm,
    difference_of,
    file_md5,
    find_version,
    list_published,
    list_return_forms,
    names_content,
    shape_of,
    version_sha256,
)

__all__ = [
    "JOURNAL_CHECKERS",
    "DraftView",
    "FileView",
    "FormView",
    "PublishedForm",
    "VersionView",
    "difference_of",
    "file_md5",
    "find_draft",
    "find_version",
    "get_draft",
    "get_form",
    "list_drafts",
    "list_forms",
    "list_published",
    "list_return_forms",
    "names_content",
    "shape_of",
    "version_sha256",
]
