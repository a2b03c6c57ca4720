-- Which of these cells the journal says held nothing for a while after their past values, or lost some of them.
SELECT DISTINCT c.record_id, c.variable
FROM journal_entry e
CROSS JOIN LATERAL jsonb_array_elements(e.body -> 'gaps') g
JOIN unnest(%(record_id)s::bigint[], %(variable)s::text[]) AS c (record_id, variable)
  ON c.record_id = (g ->> 0)::bigint AND c.variable = g ->> 1
WHERE e.kind IN ('history.kept', 'history.forgotten')
