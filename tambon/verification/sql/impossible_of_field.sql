-- Open findings of values that cannot be true and that the field gave, in some areas: who collects there can mend them.
SELECT f.id, r.dataset, r.period, r.area_id, f.variable
FROM verification_finding f
JOIN records_record r ON r.id = f.record_id
WHERE f.severity = 'blocks' AND f.closed_at IS NULL AND r.cells -> f.variable ->> 1 = 'f'
  AND r.area_id IN (SELECT descendant_id FROM areas_lineage
                    WHERE ancestor_id = ANY(%(areas)s) AND during @> %(on)s::date)
