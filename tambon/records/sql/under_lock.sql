-- Records under a lock's area, in the tree of the day on which it was locked; by id.
SELECT r.id, r.area_id
FROM areas_lineage l
JOIN records_record r ON r.area_id = l.descendant_id AND r.dataset = %(dataset)s AND r.period = %(period)s
WHERE l.ancestor_id = %(area)s AND l.hierarchy = %(hierarchy)s
  AND l.during @> (%(since)s::timestamptz AT TIME ZONE 'Asia/Bangkok')::date
ORDER BY r.id
