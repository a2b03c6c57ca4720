-- Values that each asked office owns and that stand disputed, as above.
SELECT asked.office, coalesce(asked.area, 0), t.dataset, sum(t.disputed), count(DISTINCT t.area_id)
FROM unnest(%(offices)s::bigint[], %(areas)s::bigint[]) AS asked (office, area)
JOIN records_tally t ON t.office_id = asked.office AND t.disputed > 0
WHERE asked.area IS NULL OR EXISTS (
    SELECT FROM areas_lineage l
    WHERE l.descendant_id = t.area_id AND l.ancestor_id = asked.area AND l.during @> %(on)s::date)
GROUP BY 1, 2, 3
