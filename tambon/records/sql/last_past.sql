-- What each cell of these records held last before what it holds now, and until when.
SELECT DISTINCT ON (p.record_id, p.variable) p.record_id, p.variable, p.id, p.until
FROM records_pastvalue p WHERE p.record_id = ANY(%(ids)s::bigint[])
ORDER BY p.record_id, p.variable, p.since DESC, p.id DESC
