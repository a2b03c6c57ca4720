-- What has waited since a moment or longer for each office's word, by dataset and period: cells, and the oldest.
SELECT t.office_id, t.dataset, t.period, sum(t.waiting), min(t.waiting_since)
FROM records_tally t
WHERE t.waiting > 0 AND t.waiting_since <= %(before)s::timestamptz AND t.office_id IS NOT NULL
  AND (%(office)s::bigint IS NULL OR t.office_id = %(office)s)
GROUP BY t.office_id, t.dataset, t.period
