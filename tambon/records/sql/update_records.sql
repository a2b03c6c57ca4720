-- When a record last changed never goes back, whoever's clock says so: no cell stands since later than that.
UPDATE records_record r
SET values = n.values, cells = n.cells, version = n.version, changed_at = greatest(r.changed_at, %(at)s::timestamptz)
FROM json_to_recordset(%(rows)s::json) AS n (id bigint, values jsonb, cells jsonb, version bigint)
WHERE r.id = n.id
