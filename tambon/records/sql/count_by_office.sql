-- Cells of one dataset and period in an area by the office that owns them (none: 0), from an index over the tallies alone.
WITH place AS (
    SELECT l.descendant_id AS id FROM areas_lineage l
    WHERE l.ancestor_id = %(under)s AND l.during @> %(on)s::date
    EXCEPT
    SELECT l.descendant_id FROM areas_lineage l
    WHERE l.ancestor_id = ANY(%(without)s::bigint[]) AND l.during @> %(on)s::date)
SELECT coalesce(t.office_id, 0), count(*), sum(t.reported), sum(t.checked), sum(t.verified), sum(t.disputed),
       sum(t.absent), sum(t.waiting), sum(CASE WHEN t.office_id IS NULL THEN t.reported + t.absent ELSE 0 END),
       sum(t.not_applicable), sum(CASE WHEN t.waiting_since <= %(before)s::timestamptz THEN t.waiting ELSE 0 END)
FROM place
JOIN records_tally t ON t.area_id = place.id AND t.dataset = %(dataset)s AND t.period = %(period)s
GROUP BY t.office_id
