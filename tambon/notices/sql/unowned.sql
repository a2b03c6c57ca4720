-- For each asked area the cells for which no office is responsible, by dataset.
SELECT l.ancestor_id, t.dataset, sum(t.reported + t.absent), count(DISTINCT t.area_id)
FROM records_tally t
JOIN (SELECT DISTINCT ancestor_id, descendant_id FROM areas_lineage
      WHERE ancestor_id = ANY(%(areas)s) AND during @> %(on)s::date) l ON l.descendant_id = t.area_id
WHERE t.office_id IS NULL AND t.reported + t.absent > 0
GROUP BY 1, 2
