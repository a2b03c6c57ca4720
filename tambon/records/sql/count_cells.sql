-- Cells of one dataset and period by area of one kind, from the tallies alone: counted by place first, so that only
-- one line a place climbs the tree.
WITH held AS (
    SELECT t.area_id, sum(t.reported) AS reported, sum(t.checked) AS checked, sum(t.verified) AS verified,
           sum(t.disputed) AS disputed, sum(t.absent) AS absent, sum(t.waiting) AS waiting,
           coalesce(sum(t.reported + t.absent) FILTER (WHERE t.office_id IS NULL), 0) AS unowned,
           sum(t.not_applicable) AS not_applicable,
           coalesce(sum(t.waiting) FILTER (WHERE t.waiting_since <= %(before)s::timestamptz), 0) AS waiting_long
    FROM records_tally t
    WHERE t.dataset = %(dataset)s AND t.period = %(period)s
      AND (%(office)s::bigint IS NULL OR t.office_id = %(office)s)
      AND (%(under)s::bigint IS NULL OR t.area_id IN (
          SELECT l.descendant_id FROM areas_lineage l WHERE l.ancestor_id = %(under)s AND l.during @> %(on)s::date))
      AND (cardinality(%(without)s::bigint[]) = 0 OR NOT EXISTS (
          SELECT FROM areas_lineage l
          WHERE l.descendant_id = t.area_id AND l.ancestor_id = ANY(%(without)s) AND l.during @> %(on)s::date))
    GROUP BY t.area_id)
SELECT up.ancestor_id, count(*), sum(h.reported), sum(h.checked), sum(h.verified), sum(h.disputed), sum(h.absent),
       sum(h.waiting), sum(h.unowned), sum(h.not_applicable), sum(h.waiting_long)
FROM areas_area a
JOIN areas_lineage up ON up.ancestor_id = a.id AND up.hierarchy = %(hierarchy)s AND up.during @> %(on)s::date
JOIN held h ON h.area_id = up.descendant_id
WHERE a.kind = %(kind)s
GROUP BY up.ancestor_id
