-- What is offered under an area and waits behind a lock: claims, and the records that they are about.
WITH tightest AS MATERIALIZED (
    SELECT l.descendant_id AS area_id, min(o.upto) AS upto
    FROM areas_lineage l
    JOIN areas_lineage up ON up.descendant_id = l.descendant_id AND up.hierarchy = l.hierarchy
    JOIN records_lock o ON o.area_id = up.ancestor_id AND o.dataset = %(dataset)s AND o.period = %(period)s
         AND o.until IS NULL AND up.during @> (o.since AT TIME ZONE 'Asia/Bangkok')::date
    WHERE l.ancestor_id = %(area)s AND l.hierarchy = %(hierarchy)s AND l.during @> %(on)s::date
    GROUP BY l.descendant_id)
SELECT count(*), count(DISTINCT c.area_id)
FROM tightest t
JOIN records_claim c ON c.area_id = t.area_id AND c.dataset = %(dataset)s AND c.period = %(period)s
     AND c.id > t.upto AND c.kind = ANY(%(offers)s)
