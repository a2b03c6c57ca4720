-- What each record's area held in its newest earlier period of the same dataset.
SELECT r.id, b.period, b.values::json
FROM records_record r
JOIN LATERAL (
    SELECT p.period, p.values FROM records_record p
    WHERE p.area_id = r.area_id AND p.dataset = r.dataset AND p.period < r.period
    ORDER BY p.period DESC LIMIT 1) b ON true
WHERE r.id = ANY(%(ids)s::bigint[])
