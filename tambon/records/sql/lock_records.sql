-- The records of these keys, locked in the order of their ids.
SELECT r.id, r.dataset, r.period, r.area_id, r.values::json, r.cells::json, r.version
FROM unnest(%(dataset)s::text[], %(period)s::text[], %(area_id)s::bigint[]) AS k (dataset, period, area_id)
JOIN records_record r ON r.dataset = k.dataset AND r.period = k.period AND r.area_id = k.area_id
ORDER BY r.id
FOR UPDATE OF r
