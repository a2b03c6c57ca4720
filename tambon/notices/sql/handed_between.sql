-- For each asked area the hand-overs between agencies that wait for an administrator.
SELECT l.ancestor_id, count(*), count(DISTINCT r.area_id), min(h.made_at)
FROM verification_handover h
JOIN accounts_office giver ON giver.id = h.giver_id
JOIN accounts_office taker ON taker.id = h.taker_id AND taker.agency_id <> giver.agency_id
JOIN records_record r ON r.id = h.record_id
JOIN (SELECT DISTINCT ancestor_id, descendant_id FROM areas_lineage
      WHERE ancestor_id = ANY(%(areas)s) AND during @> %(on)s::date) l ON l.descendant_id = r.area_id
WHERE h.answered_at IS NULL
GROUP BY 1
