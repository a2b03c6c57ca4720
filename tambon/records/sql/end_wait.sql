DELETE FROM records_changed WHERE record_id = ANY(%(ids)s::bigint[])
