-- What people's phones said about visits of some days, and how the cells they spoke of stand now: by person,
-- day and place, and (without day and place) by person. A cell that was answered twice counts once.
-- A visit is received on its day or later, so that older submissions are not looked at.
WITH said AS (
    SELECT s.person_id, c.observed_on, c.area_id, c.dataset, c.period, item.key AS variable,
           jsonb_typeof(item.value) = 'object' AND item.value ? 'absent' AS absent
    FROM submissions_submission s
    JOIN records_claim c ON c.evidence = 'submission:' || s.ref AND NOT c.evidence = ''
    CROSS JOIN LATERAL jsonb_each(c.values) AS item
    WHERE s.person_id = ANY(%(people)s) AND s.received_at >= %(from)s
      AND c.observed_on >= %(since)s AND c.observed_on < %(until)s
), cells AS (
    SELECT said.person_id, said.observed_on, said.area_id, (r.id, said.variable) AS cell, said.absent,
           r.cells -> said.variable ->> 0 AS grade
    FROM said
    JOIN records_record r
      ON r.dataset = said.dataset AND r.period = said.period AND r.area_id = said.area_id
)
SELECT person_id, observed_on, area_id,
       count(DISTINCT cell) FILTER (WHERE NOT absent),
       count(DISTINCT cell) FILTER (WHERE NOT absent AND grade = 'c'),
       count(DISTINCT cell) FILTER (WHERE NOT absent AND grade = 'v'),
       count(DISTINCT cell) FILTER (WHERE NOT absent AND grade = 'd'),
       count(DISTINCT cell) FILTER (WHERE absent)
FROM cells
GROUP BY GROUPING SETS ((person_id, observed_on, area_id), (person_id))
ORDER BY person_id, observed_on, area_id
