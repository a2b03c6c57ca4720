-- A row for every record that has none yet, in one order for everybody so that no two wait for each other.
INSERT INTO records_record (dataset, period, area_id, values, cells, version, changed_at)
SELECT k.dataset, k.period, k.area_id, '{}', '{}', 0, %(at)s
FROM unnest(%(dataset)s::text[], %(period)s::text[], %(area_id)s::bigint[]) AS k (dataset, period, area_id)
ORDER BY k.dataset, k.period, k.area_id
ON CONFLICT (dataset, period, area_id) DO NOTHING
