"""Entries and seals can be added and read, and nothing else, whoever asks."""

from __future__ import annotations

from django.db import migrations

_REFUSE = """
CREATE FUNCTION journal_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the journal is append-only: % on % is refused', TG_OP, TG_TABLE_NAME
        USING HINT = 'Write a new entry that says what is to be corrected.',
              ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER journal_entry_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_entry
    FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only();
CREATE TRIGGER journal_seal_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_seal
    FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only();
"""
_ALLOW = """
DROP TRIGGER journal_entry_is_append_only ON journal_entry;
DROP TRIGGER journal_seal_is_append_only ON journal_seal;
DROP FUNCTION journal_is_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_first_tables")]
    operations = [migrations.RunSQL(_REFUSE, _ALLOW)]
