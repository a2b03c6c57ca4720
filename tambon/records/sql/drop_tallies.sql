-- Offices that own no cell of these records any more.
DELETE FROM records_tally t
WHERE t.record_id = ANY(%(ids)s::bigint[])
  AND NOT EXISTS (
      SELECT FROM unnest(%(record_id)s::bigint[], %(office_id)s::bigint[]) AS n (record_id, office_id)
      WHERE n.record_id = t.record_id AND n.office_id IS NOT DISTINCT FROM t.office_id)
