-- Records under a lock's area, in the tree of the day on which it was locked as `locks_of` reads it; by id.
SELECT r.id, r.area_id
FROM areas_lineage l
CROSS JOIN (SELECT (%(since)s::timestamptz AT TIME ZONE 'Asia/Bangkok')::date AS on_day) d
JOIN records_record r ON r.area_id = l.descendant_id AND r.dataset = %(dataset)s AND r.period = %(period)s
WHERE l.ancestor_id = %(area)s AND l.hierarchy = %(hierarchy)s
  AND (l.during @> d.on_day OR EXISTS (
      SELECT FROM areas_lineage own WHERE own.descendant_id = l.descendant_id
        AND own.hierarchy = l.hierarchy AND own.depth = 0
        AND l.during @> greatest(least(d.on_day, upper(own.during) - 1), lower(own.during))))
ORDER BY r.id
