-- Submissions that wait for a person and may be about a dataset, by area: where they claim something already, else
-- where their sender collected on the day on which they came. Of an unknown form nobody can tell what it is about.
WITH waiting AS MATERIALIZED (
    SELECT s.id, s.ref, s.person_id, (s.received_at AT TIME ZONE 'Asia/Bangkok')::date AS day
    FROM submissions_quarantine q
    JOIN submissions_submission s ON s.id = q.submission_id
    LEFT JOIN forms_form f ON f.form_id = s.form_id
    LEFT JOIN forms_formversion v ON v.form_id = f.id AND v.version = s.form_version
    WHERE q.settled_at IS NULL
      AND (%(since)s::date IS NULL OR (s.received_at AT TIME ZONE 'Asia/Bangkok')::date >= %(since)s)
      AND (v.id IS NULL OR jsonb_exists(v.mapping -> 'variables', %(dataset)s)
           OR jsonb_exists(v.mapping -> 'rows', %(dataset)s))),
told AS MATERIALIZED (
    SELECT w.id, c.area_id FROM waiting w
    JOIN records_claim c ON c.evidence = 'submission:' || w.ref AND NOT c.evidence = ''),
places AS (
    SELECT id, area_id FROM told
    UNION
    SELECT w.id, g.area_id FROM waiting w
    JOIN accounts_grant g ON g.person_id = w.person_id AND g.during @> w.day AND g.role = ANY(%(roles)s)
         AND g.area_id IS NOT NULL
    WHERE NOT EXISTS (SELECT FROM told t WHERE t.id = w.id)),
above AS (
    SELECT DISTINCT p.id, l.ancestor_id AS top FROM places p
    JOIN areas_lineage l ON l.descendant_id = p.area_id AND l.hierarchy = %(hierarchy)s
    WHERE l.ancestor_id = ANY(%(areas)s)
      AND (l.during @> %(on)s::date OR EXISTS (
          SELECT FROM areas_lineage own WHERE own.descendant_id = l.descendant_id
            AND own.hierarchy = l.hierarchy AND own.depth = 0
            AND l.during @> greatest(least(%(on)s::date, upper(own.during) - 1), lower(own.during)))))
SELECT a.top, s.ref::text FROM above a JOIN submissions_submission s ON s.id = a.id ORDER BY a.top, s.id
