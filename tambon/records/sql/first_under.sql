-- Records under a lock's area, in the tree of the day on which it was locked, and under no other open lock: with the
-- claim that each cell stands on; by id.
SELECT r.id, (SELECT json_object_agg(c.key, c.value -> 2) FROM jsonb_each(r.cells) c)
FROM areas_lineage l
JOIN records_record r ON r.area_id = l.descendant_id AND r.dataset = %(dataset)s AND r.period = %(period)s
WHERE l.ancestor_id = %(area)s AND l.hierarchy = %(hierarchy)s AND r.cells <> '{}'
  AND l.during @> (%(since)s::timestamptz AT TIME ZONE 'Asia/Bangkok')::date
  AND NOT EXISTS (
      SELECT FROM areas_lineage u
      JOIN records_lock o ON o.area_id = u.ancestor_id AND o.dataset = r.dataset AND o.period = r.period
           AND o.until IS NULL AND o.id <> %(lock)s AND u.during @> (o.since AT TIME ZONE 'Asia/Bangkok')::date
      WHERE u.descendant_id = r.area_id AND u.hierarchy = l.hierarchy)
ORDER BY r.id
