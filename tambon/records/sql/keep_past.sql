INSERT INTO records_pastvalue (record_id, variable, value, grade, origin, claim_id, since, until)
SELECT n.record_id, n.variable, n.value, n.grade, n.origin, n.claim_id, n.since, n.until
FROM json_to_recordset(%(rows)s::json) AS n (
    record_id bigint, variable text, value jsonb, grade text, origin text, claim_id bigint, since timestamptz,
    until timestamptz)
RETURNING id, record_id, variable, grade, origin, claim_id, since, until
