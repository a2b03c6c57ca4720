-- What is offered under an area and waits behind a lock: claims, and the records that they are about. In the trees of the
-- day and of the days of locking, as `locks_of` reads them.
WITH inside AS MATERIALIZED (
    SELECT l.descendant_id AS area_id FROM areas_lineage l
    WHERE l.ancestor_id = %(area)s AND l.hierarchy = %(hierarchy)s
      AND (l.during @> %(on)s::date OR EXISTS (
          SELECT FROM areas_lineage own WHERE own.descendant_id = l.descendant_id
            AND own.hierarchy = l.hierarchy AND own.depth = 0
            AND l.during @> greatest(least(%(on)s::date, upper(own.during) - 1), lower(own.during))))),
tightest AS MATERIALIZED (
    SELECT i.area_id, min(o.upto) AS upto
    FROM inside i
    JOIN areas_lineage l ON l.descendant_id = i.area_id AND l.hierarchy = %(hierarchy)s
    JOIN records_lock o ON o.area_id = l.ancestor_id AND o.dataset = %(dataset)s AND o.period = %(period)s
         AND o.until IS NULL
    CROSS JOIN LATERAL (SELECT (o.since AT TIME ZONE 'Asia/Bangkok')::date AS on_day) d
    WHERE (l.during @> d.on_day OR EXISTS (
        SELECT FROM areas_lineage own WHERE own.descendant_id = l.descendant_id
          AND own.hierarchy = l.hierarchy AND own.depth = 0
          AND l.during @> greatest(least(d.on_day, upper(own.during) - 1), lower(own.during))))
    GROUP BY i.area_id)
SELECT count(*), count(DISTINCT c.area_id)
FROM tightest t
JOIN records_claim c ON c.area_id = t.area_id AND c.dataset = %(dataset)s AND c.period = %(period)s
     AND c.id > t.upto AND c.kind = ANY(%(offers)s)
