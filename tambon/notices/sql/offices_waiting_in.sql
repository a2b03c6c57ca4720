-- The offices for whose word something waits in any of the areas.
SELECT DISTINCT t.office_id
FROM areas_lineage l
JOIN records_tally t ON t.area_id = l.descendant_id AND t.waiting > 0 AND t.office_id IS NOT NULL
WHERE l.ancestor_id = ANY(%(areas)s) AND l.during @> %(on)s::date
