-- Cells that stand disputed in single places, each with the office's newest word on it.
-- Only records whose tallies count a disputed cell are opened.
WITH doubted AS (
    SELECT DISTINCT t.record_id
    FROM unnest(%(dataset)s::text[], %(period)s::text[]) AS asked (dataset, period)
    CROSS JOIN unnest(%(areas)s::bigint[]) AS place (id)
    JOIN records_tally t ON t.dataset = asked.dataset AND t.period = asked.period AND t.area_id = place.id
    WHERE t.disputed > 0
)
SELECT r.dataset, r.period, r.area_id, cell.key, coalesce(word.reason, ''),
       timestamptz 'epoch' + (cell.value ->> 3)::bigint * interval '1 microsecond'
FROM doubted d
JOIN records_record r ON r.id = d.record_id
CROSS JOIN LATERAL jsonb_each(r.cells) AS cell
LEFT JOIN LATERAL (
    SELECT c.reason FROM records_claim c
    WHERE c.area_id = r.area_id AND c.dataset = r.dataset AND c.period = r.period
      AND c.kind = 'dispute' AND c.about ? cell.key
    ORDER BY c.made_at DESC, c.id DESC LIMIT 1) word ON TRUE
WHERE cell.value ->> 0 = 'd'
ORDER BY r.area_id, r.dataset, r.period, cell.key
