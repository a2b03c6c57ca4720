"""Publishing questionnaires and preparing drafts; the only writers of this room."""

from tambon.forms.actions.drafts import (
    Workbook,
    add_file,
    convert_waiting,
    discard,
    map_questions,
    move_draft,
    publish_draft,
    publish_workbook,
    upload,
)
from tambon.forms.actions.publishing import (
    STANDARD,
    Published,
    publish,
    publish_folder,
    publish_standard,
    retire,
)
from tambon.forms.actions.returning import publish_returns

__all__ = [
    "STANDARD",
    "Published",
    "Workbook",
    "add_file",
    "convert_waiting",
    "discard",
    "map_questions",
    "move_draft",
    "publish",
    "publish_draft",
    "publish_folder",
    "publish_returns",
    "publish_standard",
    "publish_workbook",
    "retire",
    "upload",
]
