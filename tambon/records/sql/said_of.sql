-- The claims whose values stand in cells: kind, who made it, when it was seen, on what evidence, and which
-- variables it spoke of.
SELECT c.id, c.kind, c.by, c.observed_on, c.evidence, c.dataset, ARRAY(SELECT jsonb_object_keys(c.values))
FROM records_claim c WHERE c.id = ANY(%(ids)s::bigint[])
