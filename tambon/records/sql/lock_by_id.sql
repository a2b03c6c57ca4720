-- jsonb is read as json: Django leaves jsonb as text for its own fields.
SELECT r.id, r.dataset, r.period, r.area_id, r.values::json, r.cells::json, r.version
FROM records_record r WHERE r.id = ANY(%(ids)s::bigint[])
ORDER BY r.id
FOR UPDATE
