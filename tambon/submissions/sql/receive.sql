-- One delivery, one statement, one commit: the submission, its journal entry, its place in the inbox and its
-- attachments are there together or not at all. Comes back empty when the instance id is taken.
-- It writes the journal's table itself: a second statement would cost a third of the intake's throughput.
WITH submission AS (
    INSERT INTO submissions_submission
        (ref, instance_id, form_id, form_version, person_id, received_at, xml, sha256, nonce, deprecates)
    VALUES (%(ref)s::uuid, %(instance_id)s, %(form_id)s, %(form_version)s, %(person_id)s::bigint,
            %(at)s::timestamptz, %(xml)s::bytea, %(sha256)s::bytea, %(nonce)s::bytea, %(deprecates)s)
    ON CONFLICT (instance_id) DO NOTHING
    RETURNING id
), entry AS (
    INSERT INTO journal_entry (at, kind, subject, "by", body, hash)
    SELECT %(at)s::timestamptz, %(kind)s::text, %(subject)s::text, %(by)s::text, %(body)s::jsonb, %(hash)s::bytea
    FROM submission
), queued AS (
    INSERT INTO submissions_inbox (submission_id) SELECT id FROM submission
), attached AS (
    INSERT INTO submissions_attachment (submission_id, name, sha256, size, content_type)
    SELECT submission.id, part.name, part.sha256, part.size, part.content_type
    FROM submission, unnest(%(names)s::text[], %(sha256s)s::text[], %(sizes)s::bigint[], %(types)s::text[])
        AS part (name, sha256, size, content_type)
    ON CONFLICT DO NOTHING
)
SELECT id FROM submission
