"""What a freeze is taken of, which releases there are, and a programme's figures."""

from tambon.releases.queries.alone import (
    WithheldWork,
    list_lone_offices,
    withheld_in_programme,
    withheld_work,
)
from tambon.releases.queries.figures import count_programme
from tambon.releases.queries.releasing import (
    ReleaseView,
    choose_round,
    count_unsealed,
    find_latest,
    find_patch,
    find_unpublished,
    get_release,
    list_cells,
    list_datasets,
    list_releases,
    list_shared_days,
    list_shared_offices,
    newest_entry,
    told_office,
)
from tambon.releases.queries.telling import is_published_singly, list_published, tell_story

__all__ = [
    "ReleaseView",
    "WithheldWork",
    "choose_round",
    "count_programme",
    "count_unsealed",
    "find_latest",
    "find_patch",
    "find_unpublished",
    "get_release",
    "is_published_singly",
    "list_cells",
    "list_datasets",
    "list_lone_offices",
    "list_published",
    "list_releases",
    "list_shared_days",
    "list_shared_offices",
    "newest_entry",
    "tell_story",
    "told_office",
    "withheld_in_programme",
    "withheld_work",
]
