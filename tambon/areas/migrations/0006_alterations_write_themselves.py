"""Whatever alters or takes away a row of the registry's history is remembered with its edition; none goes without."""

from django.db import migrations

TABLES = (
    "areas_areaname", "areas_areacode", "areas_membership", "areas_boundary", "areas_change", "areas_succession",
)
REMEMBER = """
CREATE FUNCTION areas_remember() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE edition text := NULLIF(current_setting('tambon.edition', true), '');
BEGIN
    IF edition IS NULL THEN
        RAISE EXCEPTION 'a row of the registry is altered by an edition, or not at all'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'areas_an_edition_alters';
    END IF;
    INSERT INTO areas_alteration (edition_id, relation, row, before, after)
    VALUES (edition::bigint, TG_TABLE_NAME, OLD.id, to_jsonb(OLD), CASE TG_OP WHEN 'UPDATE' THEN to_jsonb(NEW) END);
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0005_parents_rank_above_children'),
    ]

    operations = [
        migrations.RunSQL(REMEMBER, "DROP FUNCTION areas_remember"),
        *(
            migrations.RunSQL(
                f"CREATE TRIGGER areas_remember AFTER UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION areas_remember()",
                f"DROP TRIGGER areas_remember ON {table}",
            )
            for table in TABLES
        ),
    ]
