-- How many tasks of the plan are late, and fall due within some days, for each worker; the same rules as a worker's
-- page (fieldkit.rules.work): a dataset's task is done where each variable that it asks has an answer or a reason,
-- and no answer of the field cannot be true;
-- whoever took a village over after the task had opened has some days at least.
WITH task AS (
    SELECT * FROM unnest(%(programmes)s::text[], %(codes)s::text[], %(datasets)s::text[], %(periods)s::text[],
                         %(opens)s::date[], %(dues)s::date[], %(asked)s::integer[])
        AS t (programme, code, dataset, period, opens, due, asked)
), contract AS MATERIALIZED (
    SELECT c.id, c.person_id, lower(c.during) AS since, programme.code AS programme
    FROM workforce_contract c
    JOIN workforce_post post ON post.id = c.post_id
    JOIN plan_programme programme ON programme.id = post.programme_id
    WHERE c.during @> %(on)s::date AND (%(people)s::bigint[] IS NULL OR c.person_id = ANY(%(people)s))
), held AS MATERIALIZED (
    SELECT contract.person_id, contract.programme, g.area_id AS village, min(lower(g.during)) AS since
    FROM contract
    JOIN accounts_grant g ON g.person_id = contract.person_id AND g.role = 'worker' AND g.basis = 'workforce'
         AND g.during @> %(on)s::date
    GROUP BY 1, 2, 3
), answered AS MATERIALIZED (
    SELECT t.dataset, t.period, t.area_id AS village, sum(t.reported + t.absent) AS cells
    FROM records_tally t
    WHERE (t.dataset, t.period) IN (SELECT dataset, period FROM task WHERE dataset <> '')
      AND t.area_id IN (SELECT village FROM held)
    GROUP BY 1, 2, 3
), barred AS MATERIALIZED (
    SELECT DISTINCT r.dataset, r.period, r.area_id AS village
    FROM records_record r JOIN verification_finding f ON f.record_id = r.id
    WHERE f.severity = 'blocks' AND f.closed_at IS NULL AND r.cells -> f.variable ->> 1 = 'f'
      AND r.area_id IN (SELECT village FROM held)
), item AS (
    SELECT held.person_id, task.code,
           CASE WHEN held.since <= task.opens THEN task.due
                ELSE greatest(task.due, held.since + %(grace)s::integer) END AS due
    FROM held
    JOIN task ON task.programme = held.programme AND task.dataset <> ''
    LEFT JOIN answered ON answered.dataset = task.dataset AND answered.period = task.period
         AND answered.village = held.village
    LEFT JOIN barred ON barred.dataset = task.dataset AND barred.period = task.period
         AND barred.village = held.village
    WHERE coalesce(answered.cells, 0) < task.asked OR barred.village IS NOT NULL
    UNION ALL
    SELECT contract.person_id, task.code,
           CASE WHEN contract.since <= task.opens THEN task.due
                ELSE greatest(task.due, contract.since + %(grace)s::integer) END
    FROM contract
    JOIN task ON task.programme = contract.programme AND task.dataset = '' AND task.due >= contract.since
    WHERE NOT EXISTS (
        SELECT FROM workforce_taskdone d WHERE d.contract_id = contract.id AND d.task = task.code)
)
SELECT person_id,
       count(DISTINCT code) FILTER (WHERE due < %(on)s), min(due) FILTER (WHERE due < %(on)s),
       count(DISTINCT code) FILTER (WHERE due BETWEEN %(on)s AND %(ahead)s),
       min(due) FILTER (WHERE due BETWEEN %(on)s AND %(ahead)s)
FROM item
GROUP BY 1
