-- What waits for an office's word, by dataset and by the district it lies in (none: 0); from the tallies alone.
SELECT t.dataset, coalesce(d.ancestor_id, 0), sum(t.waiting), count(*)
FROM records_tally t
LEFT JOIN LATERAL (
    SELECT l.ancestor_id
    FROM areas_lineage l
    JOIN areas_area a ON a.id = l.ancestor_id AND a.kind = %(kind)s
    WHERE l.descendant_id = t.area_id AND l.hierarchy = %(hierarchy)s AND l.during @> %(on)s::date
    LIMIT 1) d ON true
WHERE t.office_id = %(office)s AND t.waiting > 0
  AND (%(areas)s::bigint[] IS NULL OR EXISTS (
      SELECT FROM areas_lineage l
      WHERE l.descendant_id = t.area_id AND l.ancestor_id = ANY(%(areas)s) AND l.during @> %(on)s::date))
GROUP BY 1, 2
ORDER BY 1, 2
