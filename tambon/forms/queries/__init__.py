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
from tambon.forms.queries.standing import (
    STANDARD,
    Standing,
    all_specs,
    draft_content,
    in_force,
    mapping_difference_of,
    standard_ids,
    standing_of,
)

__all__ = [
    "JOURNAL_CHECKERS",
    "STANDARD",
    "DraftView",
    "FileView",
    "FormView",
    "PublishedForm",
    "Standing",
    "VersionView",
    "all_specs",
    "difference_of",
    "draft_content",
    "file_md5",
    "find_draft",
    "find_version",
    "get_draft",
    "get_form",
    "in_force",
    "list_drafts",
    "list_forms",
    "list_published",
    "list_return_forms",
    "mapping_difference_of",
    "names_content",
    "shape_of",
    "standard_ids",
    "standing_of",
    "version_sha256",
]
