-- Hand-overs from offices of the same agency that each asked office has not answered, as above.
SELECT asked.office, coalesce(asked.area, 0), count(*), count(DISTINCT r.area_id), min(h.made_at)
FROM unnest(%(offices)s::bigint[], %(areas)s::bigint[]) AS asked (office, area)
JOIN verification_handover h ON h.taker_id = asked.office AND h.answered_at IS NULL
JOIN accounts_office giver ON giver.id = h.giver_id
JOIN accounts_office taker ON taker.id = h.taker_id AND taker.agency_id = giver.agency_id
JOIN records_record r ON r.id = h.record_id
WHERE asked.area IS NULL OR EXISTS (
    SELECT FROM areas_lineage l
    WHERE l.descendant_id = r.area_id AND l.ancestor_id = asked.area AND l.during @> %(on)s::date)
GROUP BY 1, 2
