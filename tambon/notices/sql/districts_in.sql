-- The districts in each asked area.
SELECT DISTINCT ancestor_id, descendant_id
FROM areas_lineage
WHERE ancestor_id = ANY(%(areas)s) AND kind = 'district' AND depth > 0 AND during @> %(on)s::date
