-- How many Thai days lay between a claim and an office's word that it is true, as a count of cells for each number of days.
WITH given AS (
    SELECT c.office_id, c.dataset, c.made_at, said.ref::uuid AS ref, count(*) AS cells
    FROM records_claim c CROSS JOIN LATERAL jsonb_each_text(c.about) AS said (variable, ref)
    WHERE c.kind = 'confirmation'
      AND (c.dataset, c.period) IN (SELECT * FROM unnest(%(datasets)s::text[], %(periods)s::text[]))
      AND (%(office)s::bigint IS NULL OR c.office_id = %(office)s)
    GROUP BY c.id, said.ref)
SELECT g.office_id, g.dataset,
       greatest(0, (g.made_at AT TIME ZONE 'Asia/Bangkok')::date - (c.made_at AT TIME ZONE 'Asia/Bangkok')::date),
       sum(g.cells)
FROM given g JOIN records_claim c ON c.ref = g.ref
GROUP BY 1, 2, 3
