from django.db import migrations

# An erasure (a DELETE, journaled) stays possible: the law may ask for it. What was said is never said otherwise.
REFUSE = """
CREATE FUNCTION records_refuse_a_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a claim is never changed: make another one';
END $$;
CREATE TRIGGER records_claims_are_never_changed BEFORE UPDATE ON records_claim
    FOR EACH STATEMENT EXECUTE FUNCTION records_refuse_a_change();
"""
ALLOW = """
DROP TRIGGER records_claims_are_never_changed ON records_claim;
DROP FUNCTION records_refuse_a_change();
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0001_first_tables")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
