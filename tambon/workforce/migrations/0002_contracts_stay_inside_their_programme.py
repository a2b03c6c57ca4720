"""A contract lies inside the days of its post and its programme, whoever changes which of them.

Statement triggers with transition tables: a roster of 14,512 contracts is checked at once.
"""

from django.db import migrations, models

INSIDE = """
CREATE FUNCTION workforce_check_contracts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM plan_programme programme WHERE programme.id IN (
        SELECT post.programme_id FROM changed JOIN workforce_post post ON post.id = changed.post_id) FOR SHARE;
    IF EXISTS (
        SELECT 1 FROM changed
        JOIN workforce_post post ON post.id = changed.post_id
        JOIN plan_programme programme ON programme.id = post.programme_id
        WHERE NOT (changed.during <@ post.during AND changed.during <@ programme.during)
    ) THEN
        RAISE EXCEPTION 'a contract lies outside its programme'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'workforce_a_contract_lies_inside_its_programme';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER workforce_contracts_added AFTER INSERT ON workforce_contract
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION workforce_check_contracts();
CREATE TRIGGER workforce_contracts_changed AFTER UPDATE ON workforce_contract
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION workforce_check_contracts();

CREATE FUNCTION workforce_check_posts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM changed JOIN workforce_contract contract ON contract.post_id = changed.id
        WHERE NOT contract.during <@ changed.during
    ) THEN
        RAISE EXCEPTION 'a contract would lie outside its post'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'workforce_a_contract_lies_inside_its_programme';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER workforce_posts_changed AFTER UPDATE ON workforce_post
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION workforce_check_posts();

CREATE FUNCTION workforce_check_programmes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM changed
        JOIN workforce_post post ON post.programme_id = changed.id
        JOIN workforce_contract contract ON contract.post_id = post.id
        WHERE NOT contract.during <@ changed.during
    ) THEN
        RAISE EXCEPTION 'the programme would leave contracts outside'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'workforce_a_programme_holds_its_contracts';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER workforce_programmes_changed AFTER UPDATE ON plan_programme
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION workforce_check_programmes();

CREATE FUNCTION workforce_check_shares() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM changed JOIN workforce_post post ON post.id = changed.post_id
        WHERE post.programme_id <> changed.programme_id
    ) THEN
        RAISE EXCEPTION 'a share is of another programme than its post'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'workforce_a_share_is_of_its_posts_programme';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER workforce_shares_added AFTER INSERT ON workforce_villageshare
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION workforce_check_shares();
CREATE TRIGGER workforce_shares_changed AFTER UPDATE ON workforce_villageshare
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION workforce_check_shares();
"""
FREE = """
DROP TRIGGER workforce_shares_changed ON workforce_villageshare;
DROP TRIGGER workforce_shares_added ON workforce_villageshare;
DROP TRIGGER workforce_programmes_changed ON plan_programme;
DROP TRIGGER workforce_posts_changed ON workforce_post;
DROP TRIGGER workforce_contracts_changed ON workforce_contract;
DROP TRIGGER workforce_contracts_added ON workforce_contract;
DROP FUNCTION workforce_check_shares; DROP FUNCTION workforce_check_programmes;
DROP FUNCTION workforce_check_posts; DROP FUNCTION workforce_check_contracts;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("workforce", "0001_first_tables"),
        ("plan", "0002_programmes_and_plans"),
    ]

    operations = [
        migrations.RemoveConstraint("contract", "workforce_a_contract_has_some_day"),
        migrations.AddConstraint(
            "contract",
            models.CheckConstraint(
                name="workforce_a_contract_has_some_day",
                condition=models.Q(during__isempty=False) | ~models.Q(end_reason=""),
            ),
        ),
        migrations.RemoveConstraint("villageshare", "workforce_a_share_has_some_day"),
        migrations.AddConstraint(
            "villageshare",
            models.CheckConstraint(
                name="workforce_a_share_has_some_day",
                condition=models.Q(during__isempty=False) | ~models.Q(end_reason=""),
            ),
        ),
        migrations.RunSQL(INSIDE, FREE),
    ]
