-- Cells that stand disputed and are not with a worker, of records that count such cells of the office, by record.
-- Which of a record's cells are the office's is asked of territories afterwards.
SELECT r.id, array_agg(cell.key)
FROM records_tally t
JOIN records_record r ON r.id = t.record_id
CROSS JOIN LATERAL jsonb_each(r.cells) AS cell
WHERE t.office_id = %(office)s AND t.disputed > 0 AND t.record_id > %(after)s AND cell.value ->> 0 = 'd'
  AND (%(areas)s::bigint[] IS NULL OR EXISTS (
      SELECT FROM areas_lineage l
      WHERE l.descendant_id = t.area_id AND l.ancestor_id = ANY(%(areas)s) AND l.during @> %(on)s::date))
  AND NOT EXISTS (
      SELECT FROM verification_returned v
      WHERE v.record_id = r.id AND v.variable = cell.key AND v.closed_at IS NULL)
GROUP BY r.id
ORDER BY r.id
LIMIT %(limit)s
