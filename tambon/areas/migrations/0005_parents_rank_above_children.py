"""A parent's kind ranks above its child's, so that no chain of parents leads back to its beginning."""

from django.db import migrations

RANKS = """
CREATE FUNCTION areas_rank(kind text) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN CASE kind
    WHEN 'country' THEN 0 WHEN 'province' THEN 1 WHEN 'district' THEN 2 WHEN 'local_government' THEN 3
    WHEN 'tambon' THEN 4 ELSE 5 END;
CREATE FUNCTION areas_refuse_cycles() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM changed
        JOIN areas_area child ON child.id = changed.child_id
        JOIN areas_area parent ON parent.id = changed.parent_id
        WHERE areas_rank(parent.kind) >= areas_rank(child.kind)
    ) THEN
        RAISE EXCEPTION 'a parent must rank above its child'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'areas_parents_rank_above_children';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER areas_no_cycle_by_insert AFTER INSERT ON areas_membership
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION areas_refuse_cycles();
CREATE TRIGGER areas_no_cycle_by_update AFTER UPDATE ON areas_membership
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION areas_refuse_cycles();
"""
NO_RANKS = """
DROP TRIGGER areas_no_cycle_by_insert ON areas_membership;
DROP TRIGGER areas_no_cycle_by_update ON areas_membership;
DROP FUNCTION areas_refuse_cycles;
DROP FUNCTION areas_rank;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0004_one_truth_in_each_calendar'),
    ]

    operations = [migrations.RunSQL(RANKS, NO_RANKS)]
