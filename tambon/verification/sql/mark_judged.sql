-- What an office said of values that its open samples hold; only of the very claims that were drawn.
-- The samples are held first: whoever closes one waits for this word and counts it, or this word finds it closed.
-- Whoever closes one waits for no record, and those who give words hold samples side by side.
WITH said AS MATERIALIZED (
    SELECT * FROM unnest(%(record)s::bigint[], %(variable)s::text[], %(claim)s::bigint[], %(judged)s::text[])
         AS n (record_id, variable, claim_id, judged)),
taking AS MATERIALIZED (
    SELECT s.id FROM verification_sample s
    WHERE s.office_id = %(office)s AND s.closed_at IS NULL AND EXISTS (
        SELECT FROM said n
        JOIN verification_sampledcell c ON c.record_id = n.record_id AND c.variable = n.variable
        WHERE c.sample_id = s.id AND c.claim_id = n.claim_id AND c.judged IS NULL)
    ORDER BY s.id FOR SHARE OF s)
UPDATE verification_sampledcell c
SET judged = n.judged, judged_at = %(at)s
FROM said n, taking s
WHERE c.record_id = n.record_id AND c.variable = n.variable AND c.claim_id = n.claim_id AND c.judged IS NULL
  AND c.sample_id = s.id
