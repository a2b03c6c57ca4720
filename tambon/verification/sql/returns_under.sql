-- The returns that stand in an area or below it, in any tree, the nearest last day first. Planned anew for each area:
-- from its places where they are few, from the last days where it is the country (17 ms; with one plan for all, 1.2 s).
SELECT t.id FROM verification_returned t
JOIN records_record r ON r.id = t.record_id
WHERE t.closed_at IS NULL AND r.area_id IN (
    SELECT l.descendant_id FROM areas_lineage l
    WHERE l.ancestor_id = %(area)s AND l.during @> %(on)s::date)
ORDER BY t.due, t.id LIMIT %(limit)s
