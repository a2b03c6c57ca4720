"""Changes to the registry. Each is one transaction, with one entry in the journal."""

from tambon.areas.actions.boundaries import BoundaryReport, load_boundaries
from tambon.areas.actions.drafts import (
    apply_draft,
    apply_operations,
    operations_of,
    preview,
    set_aside,
    stage_operations,
)
from tambon.areas.actions.drawing import Point, place_points
from tambon.areas.actions.editions import LoadReport
from tambon.areas.actions.geothai import geothai_source, load_geothai
from tambon.areas.actions.lists import load_list
from tambon.areas.actions.sources.forms import FORMS, Terms, geothai_given, load_given, read_file
from tambon.areas.actions.sources.given import Given
from tambon.areas.actions.sources.staging import Staged, preview_given, stage_given, summary
from tambon.areas.actions.undoing import undo
from tambon.areas.actions.villages import load_villages

__all__ = [
    "FORMS", "BoundaryReport", "Given", "LoadReport", "Point", "Staged", "Terms", "apply_draft",
    "apply_operations", "geothai_given", "geothai_source", "load_boundaries", "load_geothai", "load_given",
    "load_list", "load_villages", "operations_of", "place_points", "preview", "preview_given", "read_file",
    "set_aside", "stage_given", "stage_operations", "summary", "undo",
]  # fmt: skip
