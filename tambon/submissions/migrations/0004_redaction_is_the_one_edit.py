"""What a phone sent is never edited, but for a redaction, and for a file's content that is erased on schedule."""

from django.db import migrations

ALLOW_REDACTION = """
CREATE OR REPLACE FUNCTION submissions_refuse_an_edit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    kept text[] := CASE TG_TABLE_NAME
        WHEN 'submissions_attachment' THEN ARRAY['erased_at'] ELSE ARRAY['xml', 'sha256', 'nonce'] END;
BEGIN
    IF current_setting('tambon.redacting', true) = 'on' AND to_jsonb(OLD) - kept = to_jsonb(NEW) - kept THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'what a phone sent is never edited';
END $$;
"""
REFUSE_ALL = """
CREATE OR REPLACE FUNCTION submissions_refuse_an_edit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what a phone sent is never edited';
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("submissions", "0003_edits_corrections_redactions_and_photos")]
    operations = [migrations.RunSQL(ALLOW_REDACTION, REFUSE_ALL)]
