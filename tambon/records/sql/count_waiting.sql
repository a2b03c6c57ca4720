-- What waits for an office's word, by dataset and by the district it lies in (none: 0); from the tallies alone.
-- Places are counted before their district is looked for: an office can have half of the country.
WITH waits AS MATERIALIZED (
    SELECT t.dataset, t.area_id, sum(t.waiting) AS cells, count(*) AS records
    FROM records_tally t
    WHERE t.office_id = %(office)s AND t.waiting > 0
      AND (%(areas)s::bigint[] IS NULL OR EXISTS (
          SELECT FROM areas_lineage l
          WHERE l.descendant_id = t.area_id AND l.ancestor_id = ANY(%(areas)s) AND l.during @> %(on)s::date))
    GROUP BY 1, 2
)
SELECT w.dataset, coalesce(d.district, 0), sum(w.cells), sum(w.records)
FROM waits w
LEFT JOIN (
    SELECT l.descendant_id, l.ancestor_id AS district
    FROM areas_area a
    JOIN areas_lineage l ON l.ancestor_id = a.id AND l.hierarchy = %(hierarchy)s AND l.during @> %(on)s::date
    WHERE a.kind = %(kind)s) d ON d.descendant_id = w.area_id
GROUP BY 1, 2
ORDER BY 1, 2
