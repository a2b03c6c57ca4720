-- What waits for each office's word by dataset and period: cells, and the oldest; where it waits long enough.
SELECT t.office_id, t.dataset, t.period, sum(t.waiting), min(t.waiting_since),
       coalesce(sum(t.waiting) FILTER (WHERE t.waiting_since <= %(before)s::timestamptz), 0)
FROM records_tally t
WHERE t.waiting > 0 AND t.office_id IS NOT NULL AND (%(office)s::bigint IS NULL OR t.office_id = %(office)s)
GROUP BY t.office_id, t.dataset, t.period
HAVING min(t.waiting_since) <= %(before)s::timestamptz
