-- For each key with its areas: of the villages in them that an open round asks, how many have a record.
-- One line for each key and dataset, with the first day and the end of the rounds that ask. Villages alone: no
-- standard dataset is about another kind of area below a local government.
WITH village AS MATERIALIZED (
    SELECT DISTINCT k.key, l.descendant_id AS id
    FROM unnest(%(keys)s::bigint[], %(areas)s::bigint[]) AS k (key, area)
    JOIN areas_lineage l ON l.ancestor_id = k.area AND l.kind = 'village'
         AND l.during @> %(on)s::date
), asked AS MATERIALIZED (
    SELECT DISTINCT d.name AS dataset, rd.period, l.descendant_id AS village, lower(r.during) AS opens,
           upper(r.during) AS closes
    FROM plan_round r
    JOIN plan_rounddataset rd ON rd.round_id = r.id
    JOIN dictionary_dataset d ON d.id = rd.dataset_id
    JOIN areas_lineage l ON l.ancestor_id = r.area_id AND l.kind = 'village'
         AND l.during @> %(on)s::date
    WHERE r.during @> %(on)s::date AND d.name = ANY(%(datasets)s)
)
SELECT village.key, asked.dataset, count(record.id), count(*), min(asked.opens), max(asked.closes)
FROM village
JOIN asked ON asked.village = village.id
LEFT JOIN records_record record
     ON record.dataset = asked.dataset AND record.period = asked.period AND record.area_id = village.id
GROUP BY 1, 2
