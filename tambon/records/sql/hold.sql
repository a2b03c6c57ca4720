-- The versions of these records, locked in the order of their ids.
SELECT id, version FROM records_record WHERE id = ANY(%(ids)s::bigint[]) ORDER BY id FOR UPDATE
