-- The open locks that hold a record which this lock keeps tighter than any other: lifted, it would let the record change
-- under them. Trees as `locks_of` reads them.
WITH kept AS MATERIALIZED (
    SELECT r.area_id, o.id AS lock_id, o.upto
    FROM records_lock o
    CROSS JOIN LATERAL (SELECT (o.since AT TIME ZONE 'Asia/Bangkok')::date AS on_day) d
    JOIN areas_lineage l ON l.ancestor_id = o.area_id AND l.hierarchy = %(hierarchy)s
    JOIN records_record r ON r.area_id = l.descendant_id AND r.dataset = o.dataset AND r.period = o.period
    WHERE o.ref = %(ref)s AND o.until IS NULL
      AND (l.during @> d.on_day OR EXISTS (
          SELECT FROM areas_lineage own WHERE own.descendant_id = l.descendant_id
            AND own.hierarchy = l.hierarchy AND own.depth = 0
            AND l.during @> greatest(least(d.on_day, upper(own.during) - 1), lower(own.during))))),
others AS MATERIALIZED (
    SELECT k.area_id, o.ref, o.upto - k.upto AS looser
    FROM kept k
    JOIN areas_lineage l ON l.descendant_id = k.area_id AND l.hierarchy = %(hierarchy)s
    JOIN records_lock o ON o.area_id = l.ancestor_id AND o.dataset = %(dataset)s AND o.period = %(period)s
         AND o.until IS NULL AND o.id <> k.lock_id
    CROSS JOIN LATERAL (SELECT (o.since AT TIME ZONE 'Asia/Bangkok')::date AS on_day) d
    WHERE (l.during @> d.on_day OR EXISTS (
        SELECT FROM areas_lineage own WHERE own.descendant_id = l.descendant_id
          AND own.hierarchy = l.hierarchy AND own.depth = 0
          AND l.during @> greatest(least(d.on_day, upper(own.during) - 1), lower(own.during)))))
SELECT DISTINCT o.ref::text FROM others o
WHERE NOT EXISTS (SELECT FROM others t WHERE t.area_id = o.area_id AND t.looser <= 0)
ORDER BY 1
