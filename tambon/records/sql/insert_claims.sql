-- Claims that are new: a piece of evidence makes one claim about a dataset, however often it is handed in.
INSERT INTO records_claim (ref, kind, dataset, area_id, period, values, about, reason, observed_on, made_at, by,
                           agency_id, office_id, evidence, nonce)
SELECT * FROM unnest(
    %(ref)s::uuid[], %(kind)s::text[], %(dataset)s::text[], %(area_id)s::bigint[], %(period)s::text[],
    %(values)s::jsonb[], %(about)s::jsonb[], %(reason)s::text[], %(observed_on)s::date[],
    %(made_at)s::timestamptz[], %(by)s::text[], %(agency_id)s::bigint[], %(office_id)s::bigint[],
    %(evidence)s::text[], %(nonce)s::bytea[])
ON CONFLICT (evidence, dataset) WHERE NOT (evidence = '') DO NOTHING
RETURNING ref::text
