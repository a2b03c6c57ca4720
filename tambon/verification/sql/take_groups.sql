-- The groups that wait longest, taken away before anything of them is read: what changes from now on adds them again.
DELETE FROM verification_waitinggroup
WHERE id IN (
    SELECT id FROM verification_waitinggroup ORDER BY since, id LIMIT %(limit)s FOR UPDATE SKIP LOCKED)
RETURNING dataset, period, area_id
