-- Every claim about these keys.
SELECT c.dataset, c.period, c.area_id, c.id, c.ref::text, c.kind, c.values::json, c.about::json, c.observed_on, c.made_at,
       c.agency_id, c.office_id
FROM unnest(%(dataset)s::text[], %(period)s::text[], %(area_id)s::bigint[]) AS k (dataset, period, area_id)
JOIN records_claim c ON c.area_id = k.area_id AND c.dataset = k.dataset AND c.period = k.period
