-- The records of these groups: (place of the group in the list, record).
SELECT g.n, r.id
FROM unnest(%(dataset)s::text[], %(period)s::text[], %(area_id)s::bigint[]) WITH ORDINALITY AS g (dataset, period, area_id, n)
JOIN areas_lineage l ON l.ancestor_id = g.area_id AND l.hierarchy = %(hierarchy)s AND l.during @> %(on)s::date
JOIN records_record r ON r.dataset = g.dataset AND r.period = g.period AND r.area_id = l.descendant_id
ORDER BY 1, 2
