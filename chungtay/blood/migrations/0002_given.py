"""A confirmed gift has the row that says which call it answered, and both stand or fall together.

`donors` knows nothing of calls, so the rule lives here; deferred, for the two rows come one after
the other in one act.
"""

from django.db import migrations

UP = """
CREATE FUNCTION blood_gift_answers_a_call() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE gift bigint := CASE TG_TABLE_NAME WHEN 'donors_gift' THEN NEW.id ELSE NULL END;
BEGIN
    IF gift IS NULL THEN gift := (to_jsonb(NEW) ->> 'gift_id')::bigint; END IF;
    IF NOT EXISTS (
        SELECT 1 FROM donors_gift g JOIN blood_given a ON a.gift_id = g.id
        WHERE g.id = gift AND g.kind = 'confirmed'
          AND a.taken_back_in_id IS NOT DISTINCT FROM g.withdrawn_in_id
    ) THEN
        RAISE EXCEPTION 'gift_confirmed_answers_a_call: a confirmed gift, and no other, has its ask'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER gift_answers_a_call AFTER INSERT OR UPDATE ON donors_gift
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.kind = 'confirmed')
    EXECUTE FUNCTION blood_gift_answers_a_call();
CREATE CONSTRAINT TRIGGER given_has_its_gift AFTER INSERT OR UPDATE ON blood_given
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION blood_gift_answers_a_call();
"""
DOWN = """
DROP TRIGGER given_has_its_gift ON blood_given;
DROP TRIGGER gift_answers_a_call ON donors_gift;
DROP FUNCTION blood_gift_answers_a_call();
"""


class Migration(migrations.Migration):
    dependencies = [("blood", "0001_initial")]
    operations = [migrations.RunSQL(UP, DOWN)]
