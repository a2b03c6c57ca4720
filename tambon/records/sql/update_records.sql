UPDATE records_record r
SET values = n.values, cells = n.cells, version = n.version, changed_at = %(at)s
FROM json_to_recordset(%(rows)s::json) AS n (id bigint, values jsonb, cells jsonb, version bigint)
WHERE r.id = n.id
