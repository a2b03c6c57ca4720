-- What the other places of the same tambon hold in the same dataset and period, for many records at once.
-- One row for each tambon and place: the asked records of that tambon, the place, its values and cells.
WITH asked AS (
    SELECT r.dataset, r.period, up.ancestor_id AS tambon, array_agg(r.id) AS ids
    FROM records_record r
    JOIN areas_lineage up ON up.descendant_id = r.area_id AND up.hierarchy = %(hierarchy)s
         AND up.during @> %(on)s::date
    JOIN areas_area above ON above.id = up.ancestor_id AND above.kind = %(tambon)s
    WHERE r.id = ANY(%(ids)s::bigint[])
    GROUP BY 1, 2, 3
)
SELECT a.ids, n.area_id,
       (SELECT json_object_agg(v.name, n.values -> v.name)
        FROM unnest(%(variables)s::text[]) AS v (name) WHERE n.values ? v.name)
FROM asked a
JOIN areas_lineage down ON down.ancestor_id = a.tambon AND down.hierarchy = %(hierarchy)s
     AND down.kind = %(village)s AND down.during @> %(on)s::date
JOIN records_record n ON n.area_id = down.descendant_id AND n.dataset = a.dataset AND n.period = a.period
ORDER BY n.area_id
