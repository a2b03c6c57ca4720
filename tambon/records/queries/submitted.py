"""Which submissions concern an area: what they claim decides; of those without a claim, who sent them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tambon.accounts.rules import Verb, Who
from tambon.accounts.rules.phones import COLLECTING
from tambon.submissions.queries.tables import Condition

# Told from the places: a district's are few among the nation's. An array, so that it is reckoned once; as a
# join the database looked for the newest hundred among all that were sent.
_WITHIN = """
s.id = ANY(ARRAY(
    WITH place AS MATERIALIZED (
        SELECT DISTINCT l.descendant_id AS id FROM areas_lineage l
        WHERE l.ancestor_id = ANY(%({name}_areas)s::bigint[]) AND l.during @> %({name}_on)s::date
        UNION SELECT unnest(%({name}_areas)s::bigint[])),
    sender AS MATERIALIZED (
        SELECT g.person_id, g.during FROM place JOIN accounts_grant g ON g.area_id = place.id
        WHERE g.role = ANY(%({name}_roles)s))
    SELECT own.id FROM place
    JOIN records_claim c ON c.area_id = place.id AND c.evidence LIKE 'submission:%%'
    JOIN submissions_submission own ON own.ref = substr(c.evidence, 12, 36)::uuid
    UNION ALL
    SELECT own.id FROM sender
    JOIN submissions_submission own ON own.person_id = sender.person_id
         AND sender.during @> (own.received_at AT TIME ZONE 'Asia/Bangkok')::date
    WHERE NOT EXISTS (SELECT FROM records_claim c
                      WHERE c.evidence = 'submission:' || own.ref AND NOT c.evidence = '')))
"""


def visible_to(who: Who, *, on: date) -> tuple[Condition, ...]:
    """What must hold of a submission that the person sees: it claims something about a place where a grant
    bound to areas lets them see values; or it claims nothing, and who sent it collected there on the day on
    which it came. Nothing must hold of what somebody with the whole country sees. Offices see no submissions:
    one holds values of many owners.
    """
    if who.everywhere(Verb.SEE_CELLS):
        return ()
    return (within(who.areas_for(Verb.SEE_CELLS), on=on, name="seen"),)


def within(area_ids: Sequence[int], *, on: date, name: str = "area") -> Condition:
    """That a submission concerns one of the areas, as they stand on the day, or what lies below."""
    return Condition(
        _WITHIN.format(name=name),
        {
            f"{name}_areas": list(area_ids),
            f"{name}_on": on,
            f"{name}_roles": list(COLLECTING),
        },
    )
