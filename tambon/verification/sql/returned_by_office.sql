-- Cells that a phone shows again, of one dataset and period in an area, by the office that sent them back.
SELECT back.office_id, count(*)
FROM verification_returned back
JOIN records_record r ON r.id = back.record_id AND r.dataset = %(dataset)s AND r.period = %(period)s
JOIN areas_lineage l ON l.descendant_id = r.area_id AND l.ancestor_id = %(under)s AND l.hierarchy = %(hierarchy)s
     AND l.during @> %(on)s::date
WHERE back.closed_at IS NULL
GROUP BY 1
