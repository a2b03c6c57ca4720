-- Of the areas right below some areas, those of a kind, which of them are signed.
SELECT l.ancestor_id, l.descendant_id, o.id IS NOT NULL
FROM areas_lineage l
LEFT JOIN verification_signoff o ON o.area_id = l.descendant_id AND o.dataset = %(dataset)s
     AND o.period = %(period)s AND o.unlocked_at IS NULL
WHERE l.ancestor_id = ANY(%(areas)s) AND l.kind = %(kind)s AND l.hierarchy = %(hierarchy)s
  AND l.during @> %(on)s::date
