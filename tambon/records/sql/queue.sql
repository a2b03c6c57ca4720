-- An office's records with cells to give its word on, the oddest and then the oldest first; a page after the cursor.
SELECT r.id, r.dataset, r.period, r.area_id, r.values::json, r.cells::json, r.version, t.waiting, t.oddness
FROM records_tally t
JOIN records_record r ON r.id = t.record_id
WHERE t.office_id = %(office)s AND t.waiting > 0
  AND (%(oddness)s::integer IS NULL OR t.oddness < %(oddness)s
       OR (t.oddness = %(oddness)s AND t.record_id > %(record)s))
  AND (%(dataset)s::text IS NULL OR t.dataset = %(dataset)s)
  AND (%(areas)s::bigint[] IS NULL OR EXISTS (
      SELECT FROM areas_lineage l
      WHERE l.descendant_id = t.area_id AND l.ancestor_id = ANY(%(areas)s) AND l.during @> %(on)s::date))
ORDER BY t.oddness DESC, t.record_id
LIMIT %(limit)s
