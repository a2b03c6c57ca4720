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
from tambon.areas.actions.undoing import undo
from tambon.areas.actions.villages import load_villages

__all__ = [
    "BoundaryReport", "LoadReport", "Point", "apply_draft", "apply_operations", "geothai_source",
    "load_boundaries", "load_geothai", "load_list", "load_villages", "operations_of", "place_points",
    "preview", "set_aside", "stage_operations", "undo",
]  # fmt: skip
