SELECT id, ref::text FROM records_claim WHERE id = ANY(%(ids)s::bigint[])
