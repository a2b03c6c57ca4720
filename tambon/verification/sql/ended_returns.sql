-- Returns that stand about these records and have come to an end: the newest word from the field or an office
-- that answers them, and whether the owner has confirmed the cell meanwhile.
-- A word answers when it came after the return and was seen on its day or later, also where it repeats the
-- value or does not win; and whatever later word the cell holds by now, whenever it was seen.
SELECT t.id, t.record_id, t.variable, word.id
FROM verification_returned t
JOIN records_record r ON r.id = t.record_id
LEFT JOIN LATERAL (
    SELECT c.id FROM records_claim c
    WHERE c.area_id = r.area_id AND c.dataset = r.dataset AND c.period = r.period
      AND c.kind IN ('field', 'entry') AND c.values ? t.variable AND c.id > t.claim_id
      AND (c.id = (r.cells -> t.variable ->> 2)::bigint
           OR (c.made_at > t.made_at
               AND c.observed_on >= (t.made_at AT TIME ZONE 'Asia/Bangkok')::date))
    ORDER BY c.id = (r.cells -> t.variable ->> 2)::bigint DESC, c.id DESC LIMIT 1) word ON TRUE
WHERE t.closed_at IS NULL AND t.record_id = ANY(%(ids)s::bigint[])
  AND (word.id IS NOT NULL OR r.cells -> t.variable ->> 0 = 'v')
ORDER BY t.id
