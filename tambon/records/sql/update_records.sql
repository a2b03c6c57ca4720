UPDATE records_record r
SET values = n.values, cells = n.cells, version = n.version, changed_at = %(at)s
FROM unnest(%(id)s::bigint[], %(values)s::jsonb[], %(cells)s::jsonb[], %(version)s::bigint[])
     AS n (id, values, cells, version)
WHERE r.id = n.id
