-- Cells of one dataset and period in an area by the office that owns them (none: 0), from the tallies alone.
SELECT coalesce(t.office_id, 0), count(*), sum(t.reported), sum(t.checked), sum(t.verified), sum(t.disputed),
       sum(t.absent), sum(t.waiting),
       coalesce(sum(t.reported + t.absent) FILTER (WHERE t.office_id IS NULL), 0), sum(t.not_applicable),
       coalesce(sum(t.waiting) FILTER (WHERE t.waiting_since <= %(before)s::timestamptz), 0)
FROM (SELECT DISTINCT l.descendant_id AS id FROM areas_lineage l
      WHERE l.ancestor_id = %(under)s AND l.during @> %(on)s::date
        AND (cardinality(%(without)s::bigint[]) = 0 OR NOT EXISTS (
            SELECT FROM areas_lineage gone WHERE gone.descendant_id = l.descendant_id
              AND gone.ancestor_id = ANY(%(without)s) AND gone.during @> %(on)s::date))) place
JOIN records_tally t ON t.area_id = place.id AND t.dataset = %(dataset)s AND t.period = %(period)s
GROUP BY 1
