-- As count_cells, of a whole country: what is held by place first, as the index gives it in order; that halves the time
-- of all places, and would look at all of them for a part.
WITH held AS (
    SELECT t.area_id, sum(t.reported) AS reported, sum(t.checked) AS checked, sum(t.verified) AS verified,
           sum(t.disputed) AS disputed, sum(t.absent) AS absent, sum(t.waiting) AS waiting,
           sum(CASE WHEN t.office_id IS NULL THEN t.reported + t.absent ELSE 0 END) AS unowned,
           sum(t.not_applicable) AS not_applicable,
           sum(CASE WHEN t.waiting_since <= %(before)s::timestamptz THEN t.waiting ELSE 0 END) AS waiting_long
    FROM records_tally t
    WHERE t.dataset = %(dataset)s AND t.period = %(period)s
      AND (%(office)s::bigint IS NULL OR t.office_id = %(office)s)
    GROUP BY t.area_id),
gone AS (
    SELECT DISTINCT l.descendant_id AS id FROM areas_lineage l
    WHERE l.ancestor_id = ANY(%(without)s::bigint[]) AND l.during @> %(on)s::date)
SELECT up.ancestor_id, count(*), sum(h.reported)::bigint, sum(h.checked)::bigint, sum(h.verified)::bigint,
       sum(h.disputed)::bigint, sum(h.absent)::bigint, sum(h.waiting)::bigint, sum(h.unowned)::bigint,
       sum(h.not_applicable)::bigint, sum(h.waiting_long)::bigint
FROM areas_area a
JOIN areas_lineage up ON up.ancestor_id = a.id AND up.hierarchy = %(hierarchy)s AND up.during @> %(on)s::date
JOIN held h ON h.area_id = up.descendant_id
LEFT JOIN gone ON gone.id = up.descendant_id
WHERE a.kind = %(kind)s AND gone.id IS NULL
GROUP BY up.ancestor_id
