-- Records of which a cell was sent back and which were told again: whoever ends returns looks at them, also when
-- no value changed, for who looks again and repeats the value has answered.
INSERT INTO records_changed (record_id)
SELECT DISTINCT o.record_id FROM records_reopened o
WHERE o.record_id = ANY(%(ids)s::bigint[]) AND o.until IS NULL
ON CONFLICT (record_id) DO NOTHING
