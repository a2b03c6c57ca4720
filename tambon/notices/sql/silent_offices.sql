-- By area and dataset: offices on whose word something waits since a moment or longer, cells, and the oldest.
SELECT l.ancestor_id, t.dataset, count(DISTINCT t.office_id), sum(t.waiting), min(t.waiting_since)
FROM records_tally t
JOIN areas_lineage l ON l.descendant_id = t.area_id AND l.ancestor_id = ANY(%(areas)s)
     AND l.hierarchy = 'administrative' AND l.during @> %(on)s::date
WHERE t.waiting > 0 AND t.office_id IS NOT NULL AND t.waiting_since <= %(before)s
GROUP BY 1, 2
