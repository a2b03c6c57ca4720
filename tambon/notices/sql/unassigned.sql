-- For each asked area the villages in tambons with posts that day which are given to no post.
SELECT up.ancestor_id, count(DISTINCT v.descendant_id)
FROM workforce_post p
JOIN areas_lineage v ON v.ancestor_id = p.tambon_id AND v.kind IN ('village', 'community')
     AND v.during @> %(on)s::date
JOIN areas_lineage up ON up.descendant_id = p.tambon_id AND up.ancestor_id = ANY(%(areas)s)
     AND up.during @> %(on)s::date
WHERE p.during @> %(on)s::date AND NOT EXISTS (
    SELECT FROM workforce_villageshare s
    WHERE s.village_id = v.descendant_id AND s.programme_id = p.programme_id AND s.during @> %(on)s::date)
GROUP BY 1
