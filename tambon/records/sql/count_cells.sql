-- Cells of one dataset and period by area of one kind, inside an area, from an index over the tallies alone. First which
-- places lie in which of the areas; then what is held there, by place: one look at the index each; then the sums.
WITH pairs AS (
    SELECT up.ancestor_id AS top, up.descendant_id AS place
    FROM (SELECT l.descendant_id AS id FROM areas_lineage l
          WHERE l.ancestor_id = %(under)s AND l.kind = %(kind)s AND l.during @> %(on)s::date
          GROUP BY 1) top
    JOIN areas_lineage up ON up.ancestor_id = top.id AND up.hierarchy = %(hierarchy)s AND up.during @> %(on)s::date
    UNION ALL
    -- of a kind above what is asked for: the one in which that lies
    SELECT a.id, l.descendant_id
    FROM areas_lineage u
    JOIN areas_area a ON a.id = u.ancestor_id AND a.kind = %(kind)s
    JOIN areas_lineage l ON l.ancestor_id = u.descendant_id AND l.during @> %(on)s::date
    WHERE u.descendant_id = %(under)s AND u.depth > 0 AND u.hierarchy = %(hierarchy)s
      AND u.during @> %(on)s::date),
gone AS (
    SELECT DISTINCT l.descendant_id AS id FROM areas_lineage l
    WHERE l.ancestor_id = ANY(%(without)s::bigint[]) AND l.during @> %(on)s::date),
held AS (
    SELECT p.top, sum(t.reported) AS reported, sum(t.checked) AS checked, sum(t.verified) AS verified,
           sum(t.disputed) AS disputed, sum(t.absent) AS absent, sum(t.waiting) AS waiting,
           sum(CASE WHEN t.office_id IS NULL THEN t.reported + t.absent ELSE 0 END) AS unowned,
           sum(t.not_applicable) AS not_applicable,
           sum(CASE WHEN t.waiting_since <= %(before)s::timestamptz THEN t.waiting ELSE 0 END) AS waiting_long
    FROM pairs p
    JOIN records_tally t ON t.area_id = p.place AND t.dataset = %(dataset)s AND t.period = %(period)s
    LEFT JOIN gone ON gone.id = p.place
    WHERE gone.id IS NULL AND (%(office)s::bigint IS NULL OR t.office_id = %(office)s)
    GROUP BY p.top, t.area_id)
SELECT top, count(*), sum(reported), sum(checked), sum(verified), sum(disputed), sum(absent), sum(waiting), sum(unowned),
       sum(not_applicable), sum(waiting_long)
FROM held
GROUP BY top
