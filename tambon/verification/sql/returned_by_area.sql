-- Cells that a phone shows again, of one dataset and period, by area of one kind.
SELECT up.ancestor_id, count(*)
FROM verification_returned back
JOIN records_record r ON r.id = back.record_id AND r.dataset = %(dataset)s AND r.period = %(period)s
JOIN areas_lineage up ON up.descendant_id = r.area_id AND up.hierarchy = %(hierarchy)s AND up.during @> %(on)s::date
JOIN areas_area a ON a.id = up.ancestor_id AND a.kind = %(kind)s
WHERE back.closed_at IS NULL AND (%(office)s::bigint IS NULL OR back.office_id = %(office)s)
  AND (%(under)s::bigint IS NULL OR EXISTS (
      SELECT FROM areas_lineage l
      WHERE l.descendant_id = r.area_id AND l.ancestor_id = %(under)s AND l.during @> %(on)s::date))
  AND NOT EXISTS (
      SELECT FROM areas_lineage l
      WHERE l.descendant_id = r.area_id AND l.ancestor_id = ANY(%(without)s) AND l.during @> %(on)s::date)
GROUP BY 1
