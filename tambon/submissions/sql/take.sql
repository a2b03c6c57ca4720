-- The oldest submissions that nobody else is processing leave the inbox; a rollback puts them back.
DELETE FROM submissions_inbox
WHERE ctid = ANY (ARRAY (
    SELECT ctid FROM submissions_inbox ORDER BY submission_id LIMIT %s FOR UPDATE SKIP LOCKED))
RETURNING submission_id
