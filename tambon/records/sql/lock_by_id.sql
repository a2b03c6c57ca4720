SELECT r.id, r.dataset, r.period, r.area_id, r.values, r.cells, r.version
FROM records_record r WHERE r.id = ANY(%(ids)s::bigint[])
ORDER BY r.id
FOR UPDATE
