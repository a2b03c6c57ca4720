-- When cells of these keys were sent back, and until when.
SELECT k.dataset, k.period, k.area_id, o.variable, o.since, o.until
FROM unnest(%(dataset)s::text[], %(period)s::text[], %(area_id)s::bigint[]) AS k (dataset, period, area_id)
JOIN records_record r ON r.dataset = k.dataset AND r.period = k.period AND r.area_id = k.area_id
JOIN records_reopened o ON o.record_id = r.id
