-- Claims that are new: a piece of evidence makes one claim about a dataset, however often it is handed in.
-- The rows come as one JSON array: an array of texts for each column costs the sender three times as much.
INSERT INTO records_claim (ref, kind, dataset, area_id, period, values, about, reason, observed_on, made_at, by,
                           agency_id, office_id, evidence, nonce)
SELECT n.ref, n.kind, n.dataset, n.area_id, n.period, n.values, n.about, n.reason, n.observed_on, n.made_at, n.by,
       n.agency_id, n.office_id, n.evidence, decode(n.nonce, 'hex')
FROM json_to_recordset(%(rows)s::json) AS n (
    ref uuid, kind text, dataset text, area_id bigint, period text, values jsonb, about jsonb, reason text,
    observed_on date, made_at timestamptz, by text, agency_id bigint, office_id bigint, evidence text, nonce text)
ON CONFLICT (evidence, dataset) WHERE NOT (evidence = '') DO NOTHING
RETURNING ref::text
