-- Which areas hold any record of a dataset's period, of themselves or of what lies below.
SELECT DISTINCT l.ancestor_id FROM areas_lineage l
JOIN records_record r ON r.area_id = l.descendant_id AND r.dataset = %(dataset)s AND r.period = %(period)s
WHERE l.ancestor_id = ANY(%(areas)s) AND l.hierarchy = %(hierarchy)s AND l.during @> %(on)s::date
