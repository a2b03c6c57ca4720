-- Which areas hold any record of a dataset's period, of themselves or of what lies, or until it ended lay, below.
SELECT DISTINCT l.ancestor_id FROM areas_lineage l
JOIN records_record r ON r.area_id = l.descendant_id AND r.dataset = %(dataset)s AND r.period = %(period)s
WHERE l.ancestor_id = ANY(%(areas)s) AND l.hierarchy = %(hierarchy)s
  AND (l.during @> %(on)s::date OR EXISTS (
      SELECT FROM areas_lineage own WHERE own.descendant_id = l.descendant_id
        AND own.hierarchy = l.hierarchy AND own.depth = 0
        AND l.during @> greatest(least(%(on)s::date, upper(own.during) - 1), lower(own.during))))
