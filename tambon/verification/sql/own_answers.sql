-- Of these claims from the field those that the actor had a hand in: their own, whole (field is null), and
-- those of submissions beside which the actor said what stands in an answer's place. A row each such place.
WITH told AS (
    SELECT c.id, c.dataset, c.by,
        CASE WHEN c.evidence ~ '^submission:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(/|$)'
            THEN split_part(split_part(c.evidence, ':', 2), '/', 1)::uuid END AS ref
    FROM records_claim c
    WHERE c.id = ANY(%(claims)s) AND c.kind = %(field)s)
SELECT id, dataset, NULL AS form_id, NULL AS form_version, NULL AS field FROM told WHERE by = %(actor)s
UNION
SELECT t.id, t.dataset, s.form_id, s.form_version, k.field
FROM told t
JOIN submissions_submission s ON s.ref = t.ref
JOIN submissions_correction k ON k.submission_id = s.id
WHERE k.by = %(actor)s AND t.by <> %(actor)s
