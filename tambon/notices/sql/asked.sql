-- What the automatic rules ask in the villages of each worker, by dataset and severity: what cannot be true where the
-- field gave it, and what nobody has explained yet.
WITH village AS MATERIALIZED (
    SELECT DISTINCT g.person_id, l.descendant_id AS id
    FROM accounts_grant g
    JOIN areas_lineage l ON l.ancestor_id = g.area_id AND l.kind IN ('village', 'community')
         AND l.during @> %(on)s::date
    WHERE g.role = 'worker' AND g.during @> %(on)s::date
      AND (%(people)s::bigint[] IS NULL OR g.person_id = ANY(%(people)s))
)
SELECT village.person_id, r.dataset, f.severity, count(DISTINCT (f.record_id, f.variable)), count(DISTINCT r.area_id)
FROM village
JOIN records_record r ON r.area_id = village.id
JOIN verification_finding f ON f.record_id = r.id AND f.closed_at IS NULL
     AND (f.severity = 'blocks' AND r.cells -> f.variable ->> 1 = 'f' OR f.severity = 'asks' AND f.explained_at IS NULL)
GROUP BY 1, 2, 3
