-- The sign-offs of a dataset's period over an area: of its own and of those above it, in the tree of the day of signing
-- as locks read it.
SELECT s.area_id, s.level, s.due, s.at, s.unlocked_at, s.unlock_reason
FROM areas_lineage l
JOIN verification_signoff s ON s.area_id = l.ancestor_id AND s.dataset = %(dataset)s AND s.period = %(period)s
CROSS JOIN LATERAL (SELECT (s.at AT TIME ZONE 'Asia/Bangkok')::date AS on_day) d
WHERE l.descendant_id = %(area)s AND l.hierarchy = %(hierarchy)s
  AND (l.during @> d.on_day OR EXISTS (
      SELECT FROM areas_lineage own WHERE own.descendant_id = l.descendant_id
        AND own.hierarchy = l.hierarchy AND own.depth = 0
        AND l.during @> greatest(least(d.on_day, upper(own.during) - 1), lower(own.during))))
ORDER BY s.at, s.id
