-- What waits for each asked office (in an area, or in its whole territory): cells, villages, and since when the oldest
-- does; and the same of what waits since a moment or longer. From the tallies alone.
SELECT asked.office, coalesce(asked.area, 0), t.dataset, sum(t.waiting), count(DISTINCT t.area_id),
       min(coalesce(t.waiting_since, r.changed_at)),
       coalesce(sum(t.waiting) FILTER (WHERE t.waiting_since < %(before)s), 0),
       count(DISTINCT t.area_id) FILTER (WHERE t.waiting_since < %(before)s)
FROM unnest(%(offices)s::bigint[], %(areas)s::bigint[]) AS asked (office, area)
JOIN records_tally t ON t.office_id = asked.office AND t.waiting > 0
JOIN records_record r ON r.id = t.record_id
WHERE asked.area IS NULL OR EXISTS (
    SELECT FROM areas_lineage l
    WHERE l.descendant_id = t.area_id AND l.ancestor_id = asked.area AND l.during @> %(on)s::date)
GROUP BY 1, 2, 3
