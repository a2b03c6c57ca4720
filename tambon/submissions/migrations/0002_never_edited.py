"""PostgreSQL itself refuses to edit what a phone sent."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION submissions_refuse_an_edit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what a phone sent is never edited';
END $$;
CREATE TRIGGER submissions_are_never_edited BEFORE UPDATE ON submissions_submission
    FOR EACH ROW EXECUTE FUNCTION submissions_refuse_an_edit();
CREATE TRIGGER submissions_conflicts_are_never_edited BEFORE UPDATE ON submissions_conflict
    FOR EACH ROW EXECUTE FUNCTION submissions_refuse_an_edit();
CREATE TRIGGER submissions_attachments_are_never_edited BEFORE UPDATE ON submissions_attachment
    FOR EACH ROW EXECUTE FUNCTION submissions_refuse_an_edit();
"""
ALLOW = """
DROP TRIGGER submissions_are_never_edited ON submissions_submission;
DROP TRIGGER submissions_conflicts_are_never_edited ON submissions_conflict;
DROP TRIGGER submissions_attachments_are_never_edited ON submissions_attachment;
DROP FUNCTION submissions_refuse_an_edit();
"""


class Migration(migrations.Migration):
    dependencies = [("submissions", "0001_first_tables")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
