-- What offices said of values that open samples hold; only of the very claims that were drawn.
UPDATE verification_sampledcell c
SET judged = n.judged, judged_at = %(at)s
FROM unnest(%(record)s::bigint[], %(variable)s::text[], %(claim)s::bigint[], %(judged)s::text[])
     AS n (record_id, variable, claim_id, judged),
     verification_sample s
WHERE c.record_id = n.record_id AND c.variable = n.variable AND c.claim_id = n.claim_id AND c.judged IS NULL
  AND s.id = c.sample_id AND s.closed_at IS NULL
