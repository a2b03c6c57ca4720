-- What waits for an office's word, by dataset and by the district it lies in (none: 0); from the tallies alone.
SELECT t.dataset, coalesce(t.district_id, 0), sum(t.waiting), count(*)
FROM records_tally t
WHERE t.office_id = %(office)s AND t.waiting > 0
  AND (%(areas)s::bigint[] IS NULL OR EXISTS (
      SELECT FROM areas_lineage l
      WHERE l.descendant_id = t.area_id AND l.ancestor_id = ANY(%(areas)s) AND l.during @> %(on)s::date))
GROUP BY 1, 2
ORDER BY 1, 2
