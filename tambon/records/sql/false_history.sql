-- Past values that are not what the claim that they name said, about that very record.
SELECT p.id FROM records_pastvalue p
LEFT JOIN records_record r ON r.id = p.record_id
LEFT JOIN records_claim c ON c.id = p.claim_id AND c.dataset = r.dataset AND c.period = r.period AND c.area_id = r.area_id
WHERE c.id IS NULL OR c.values -> p.variable IS DISTINCT FROM p.value
ORDER BY p.id
