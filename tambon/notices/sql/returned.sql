-- Disputed values in the villages of each worker, by dataset; of the periods that some round asks for.
WITH village AS MATERIALIZED (
    SELECT DISTINCT g.person_id, l.descendant_id AS id
    FROM accounts_grant g
    JOIN areas_lineage l ON l.ancestor_id = g.area_id AND l.kind IN ('village', 'community')
         AND l.during @> %(on)s::date
    WHERE g.role = 'worker' AND g.during @> %(on)s::date
      AND (%(people)s::bigint[] IS NULL OR g.person_id = ANY(%(people)s))
), asked AS (
    SELECT DISTINCT d.name AS dataset, rd.period
    FROM plan_rounddataset rd JOIN dictionary_dataset d ON d.id = rd.dataset_id
)
SELECT village.person_id, t.dataset, sum(t.disputed), count(DISTINCT t.area_id)
FROM village
CROSS JOIN asked
JOIN records_tally t ON t.dataset = asked.dataset AND t.period = asked.period AND t.area_id = village.id
     AND t.disputed > 0
GROUP BY 1, 2
