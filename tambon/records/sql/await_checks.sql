-- Records whose values changed; one that waits already waits on.
INSERT INTO records_changed (record_id)
SELECT r FROM unnest(%(ids)s::bigint[]) AS r
ON CONFLICT (record_id) DO NOTHING
