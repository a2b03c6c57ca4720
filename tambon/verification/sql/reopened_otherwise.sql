-- Cells whose days of answering again are not those of their returns: each return reopens its cell from its day until
-- the day on which it ends.
SELECT DISTINCT d.record_id, d.variable
FROM (
    SELECT t.record_id, t.variable, t.since, t.until
    FROM (
        SELECT record_id, variable, (made_at AT TIME ZONE 'Asia/Bangkok')::date AS since,
               (closed_at AT TIME ZONE 'Asia/Bangkok')::date AS until, 1 AS n
        FROM verification_returned
        UNION ALL
        SELECT record_id, variable, since, until, -1 FROM records_reopened) t
    GROUP BY 1, 2, 3, 4
    HAVING sum(t.n) <> 0) d
ORDER BY 1, 2
