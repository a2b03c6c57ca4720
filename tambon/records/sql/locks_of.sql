-- The tightest open lock over each key: of its area or one above it, in the tree of the day on which it was locked.
SELECT k.dataset, k.period, k.area_id, min(o.upto)
FROM unnest(%(dataset)s::text[], %(period)s::text[], %(area_id)s::bigint[]) AS k (dataset, period, area_id)
JOIN areas_lineage l ON l.descendant_id = k.area_id AND l.hierarchy = %(hierarchy)s
JOIN records_lock o ON o.dataset = k.dataset AND o.period = k.period AND o.area_id = l.ancestor_id AND o.until IS NULL
     AND l.during @> (o.since AT TIME ZONE 'Asia/Bangkok')::date
GROUP BY k.dataset, k.period, k.area_id
