"""How complete an area's or an office's values are, and what is still to be done about them. Pure."""

from __future__ import annotations

from dataclasses import astuple, dataclass

from tambon.records.rules import CellCounts


@dataclass(frozen=True, slots=True)
class Completeness:
    """Cells of one dataset and period.

    ``places_ask`` is what places times variables make; of these ``not_applicable`` cannot be (`expected` is
    the rest), ``reported`` hold a value, ``unknown`` a reason why there is none (nobody knows, refused, not
    asked), and nothing was said about ``missing``. ``checked``, ``verified`` and ``disputed`` are parts of
    the reported ones, of exactly that grade. ``waiting`` is what owners can give their word on, ``silent``
    what waits so long that the rule calls its owner silent, ``returned`` what a phone shows again,
    ``unowned`` what is held and no office is responsible for.
    """

    places_ask: int = 0
    reported: int = 0
    checked: int = 0
    verified: int = 0
    disputed: int = 0
    not_applicable: int = 0
    unknown: int = 0
    waiting: int = 0
    silent: int = 0
    returned: int = 0
    unowned: int = 0

    def __add__(self, other: Completeness) -> Completeness:
        return Completeness(*(one + two for one, two in zip(astuple(self), astuple(other), strict=True)))

    @property
    def expected(self) -> int:
        return max(0, self.places_ask - self.not_applicable)

    @property
    def missing(self) -> int:
        return max(0, self.expected - self.reported - self.unknown)

    @property
    def only_reported(self) -> int:
        """Values of no higher grade."""
        return self.reported - self.checked - self.verified - self.disputed

    @property
    def share(self) -> float:
        """The part of what is expected that is reported, from 0 to 1."""
        return min(1.0, self.reported / self.expected) if self.expected else 0.0


NOTHING = CellCounts(0, 0, 0, 0, 0, 0, 0, 0)


def complete(places_ask: int, counts: CellCounts | None, returned: int = 0) -> Completeness:
    """What is held beside what is asked; where nothing is held ``counts`` is None."""
    held = counts or NOTHING
    return Completeness(
        places_ask=places_ask,
        reported=held.reported,
        checked=held.checked,
        verified=held.verified,
        disputed=held.disputed,
        not_applicable=held.not_applicable,
        unknown=held.absent - held.not_applicable,
        waiting=held.waiting,
        silent=held.waiting_long,
        returned=returned,
        unowned=held.unowned,
    )
