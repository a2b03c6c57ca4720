INSERT INTO records_pastvalue (record_id, variable, value, grade, origin, claim_id, since, until)
SELECT * FROM unnest(
    %(record_id)s::bigint[], %(variable)s::text[], %(value)s::jsonb[], %(grade)s::text[], %(origin)s::text[],
    %(claim_id)s::bigint[], %(since)s::timestamptz[], %(until)s::timestamptz[])
