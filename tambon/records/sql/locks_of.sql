-- The tightest open lock over each key: of its area or one above it, in the tree of the day on which it was locked; what
-- had ended by then stands where it last stood, what begins later where it will first.
SELECT k.dataset, k.period, k.area_id, min(o.upto)
FROM unnest(%(dataset)s::text[], %(period)s::text[], %(area_id)s::bigint[]) AS k (dataset, period, area_id)
JOIN areas_lineage l ON l.descendant_id = k.area_id AND l.hierarchy = %(hierarchy)s
JOIN records_lock o ON o.dataset = k.dataset AND o.period = k.period AND o.area_id = l.ancestor_id AND o.until IS NULL
CROSS JOIN LATERAL (SELECT (o.since AT TIME ZONE 'Asia/Bangkok')::date AS on_day) d
WHERE (l.during @> d.on_day OR EXISTS (
    SELECT FROM areas_lineage own WHERE own.descendant_id = l.descendant_id
      AND own.hierarchy = l.hierarchy AND own.depth = 0
      AND l.during @> greatest(least(d.on_day, upper(own.during) - 1), lower(own.during))))
GROUP BY k.dataset, k.period, k.area_id
