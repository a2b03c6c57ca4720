-- What was said about these records, the newest first: the order of rules/resolution.py's age.
SELECT r.id, c.id, c.kind, c.agency_id, c.values::json, c.observed_on, c.made_at
FROM records_record r
JOIN records_claim c ON c.area_id = r.area_id AND c.dataset = r.dataset AND c.period = r.period
WHERE r.id = ANY(%(ids)s::bigint[]) AND c.kind IN ('field', 'register', 'entry')
ORDER BY r.id, c.observed_on DESC, c.made_at DESC, c.ref DESC
