-- Past values that are not what the claim that they name said.
SELECT p.id FROM records_pastvalue p
JOIN records_claim c ON c.id = p.claim_id
WHERE c.values -> p.variable IS DISTINCT FROM p.value
ORDER BY p.id
