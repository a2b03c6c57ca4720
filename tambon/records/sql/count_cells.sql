-- Cells of one dataset and period by area of one kind, from the tallies alone.
SELECT up.ancestor_id, count(DISTINCT t.record_id), sum(t.reported), sum(t.checked), sum(t.verified),
       sum(t.disputed), sum(t.absent), sum(t.waiting),
       coalesce(sum(t.reported + t.absent) FILTER (WHERE t.office_id IS NULL), 0)
FROM records_tally t
JOIN areas_lineage up ON up.descendant_id = t.area_id AND up.hierarchy = %(hierarchy)s
     AND up.during @> %(on)s::date
JOIN areas_area a ON a.id = up.ancestor_id AND a.kind = %(kind)s
WHERE t.dataset = %(dataset)s AND t.period = %(period)s
  AND (%(office)s::bigint IS NULL OR t.office_id = %(office)s)
  AND (%(under)s::bigint IS NULL OR EXISTS (
      SELECT FROM areas_lineage l
      WHERE l.descendant_id = t.area_id AND l.ancestor_id = %(under)s AND l.during @> %(on)s::date))
GROUP BY up.ancestor_id
