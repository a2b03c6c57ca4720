"""What a freeze is taken of, which releases there are, and a programme's figures."""

from tambon.releases.queries.figures import count_programme
from tambon.releases.queries.releasing import (
    ReleaseView,
    choose_round,
    count_unsealed,
    find_latest,
    find_unpublished,
    get_release,
    list_cells,
    list_datasets,
    list_releases,
    list_shared_offices,
    newest_entry,
)

__all__ = [
    "ReleaseView",
    "choose_round",
    "count_programme",
    "count_unsealed",
    "find_latest",
    "find_unpublished",
    "get_release",
    "list_cells",
    "list_datasets",
    "list_releases",
    "list_shared_offices",
    "newest_entry",
]
