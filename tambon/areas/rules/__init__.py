"""What an area can be, how codes and names read, and how one list is compared with the next. Pure."""

from tambon.areas.rules.kinds import LEVELS, OWN_SCHEME, Basis, By, ChangeKind, Hierarchy, Kind, Scheme
from tambon.areas.rules.lists import ListSource
from tambon.areas.rules.names import full_name, kind_label
from tambon.areas.rules.operations import CHANGE_OF, When
from tambon.areas.rules.synthetic import synthetic_villages
from tambon.areas.rules.views import AreaFacts, AreaView, ChangeView, CodeView, EditionView, Succeeded

__all__ = [
    "CHANGE_OF",
    "LEVELS",
    "OWN_SCHEME",
    "AreaFacts",
    "AreaView",
    "Basis",
    "By",
    "ChangeKind",
    "ChangeView",
    "CodeView",
    "EditionView",
    "Hierarchy",
    "Kind",
    "ListSource",
    "Scheme",
    "Succeeded",
    "When",
    "full_name",
    "kind_label",
    "synthetic_villages",
]  # fmt: skip
