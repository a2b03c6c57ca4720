-- The sign-offs of a dataset's period over an area: of its own and of those above it, in the tree of the day of signing.
SELECT s.area_id, s.level, s.due, s.at, s.unlocked_at, s.unlock_reason
FROM areas_lineage l
JOIN verification_signoff s ON s.area_id = l.ancestor_id AND s.dataset = %(dataset)s AND s.period = %(period)s
     AND l.during @> (s.at AT TIME ZONE 'Asia/Bangkok')::date
WHERE l.descendant_id = %(area)s AND l.hierarchy = %(hierarchy)s
ORDER BY s.at, s.id
