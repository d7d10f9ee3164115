"""Whether a donor may be asked by Zalo follows from rows of `people`, and stands beside the donor's.

Choosing looks at thousands of donors; what consent, "do not contact", Zalo and merges say of each
is carried here. The value is worked out by the database alone: whatever anybody writes is replaced
by what the rows say, and a change of those rows is followed in the same transaction. The donor's row
is locked by then, so that of two changes at once the later sees the earlier.
"""

from django.db import migrations

UP = """
CREATE FUNCTION donors_askable(who bigint) RETURNS smallint LANGUAGE sql STABLE AS $$
SELECT (CASE
    WHEN EXISTS (
        SELECT FROM people_person p WHERE p.actor_id = who AND (
            p.merged_into_id IS NOT NULL
            OR EXISTS (SELECT FROM people_person o WHERE o.merged_into_id = p.id)
        )
    ) THEN 2
    WHEN EXISTS (
        SELECT FROM people_contactpoint
        WHERE actor_id = who AND kind = 'zalo' AND ended_in_id IS NULL
    ) AND NOT EXISTS (
        SELECT FROM people_donotcontact WHERE actor_id = who AND ended_at IS NULL
    ) AND EXISTS (
        SELECT FROM people_consent given
        WHERE actor_id = who AND purpose = 'blood.ask' AND withdrawn_at IS NULL AND NOT EXISTS (
            SELECT FROM people_consent later
            WHERE later.actor_id = who AND later.purpose = 'blood.ask' AND (
                later.withdrawn_at > given.given_at
                OR later.withdrawn_at = given.given_at
                   AND later.withdrawn_in_id > given.given_in_id
            )
        )
    ) THEN 1
    ELSE 0
END)::smallint
$$;

CREATE FUNCTION donors_askable_is_so() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.askable := donors_askable(NEW.actor_id);
    RETURN NEW;
END $$;
CREATE TRIGGER donor_askable_is_so BEFORE INSERT OR UPDATE OF askable, actor_id ON donors_donor
    FOR EACH ROW EXECUTE FUNCTION donors_askable_is_so();

CREATE FUNCTION donors_askable_follows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    actors bigint[] := '{}';
    persons bigint[] := '{}';
BEGIN
    IF TG_OP <> 'DELETE' THEN actors := actors || NEW.actor_id; END IF;
    IF TG_OP <> 'INSERT' THEN actors := actors || OLD.actor_id; END IF;
    IF TG_TABLE_NAME = 'people_person' THEN
        IF TG_OP <> 'DELETE' THEN persons := persons || NEW.merged_into_id; END IF;
        IF TG_OP <> 'INSERT' THEN persons := persons || OLD.merged_into_id; END IF;
        actors := actors || ARRAY(SELECT actor_id FROM people_person WHERE id = ANY(persons));
    END IF;
    UPDATE donors_donor SET askable = askable WHERE actor_id = ANY(actors);
    RETURN NULL;
END $$;

CREATE TRIGGER donors_follow_consent AFTER INSERT OR UPDATE ON people_consent
    FOR EACH ROW WHEN (NEW.purpose = 'blood.ask') EXECUTE FUNCTION donors_askable_follows();
CREATE TRIGGER donors_follow_consent_gone AFTER DELETE ON people_consent
    FOR EACH ROW WHEN (OLD.purpose = 'blood.ask') EXECUTE FUNCTION donors_askable_follows();
CREATE TRIGGER donors_follow_zalo AFTER INSERT OR UPDATE ON people_contactpoint
    FOR EACH ROW WHEN (NEW.kind = 'zalo') EXECUTE FUNCTION donors_askable_follows();
CREATE TRIGGER donors_follow_zalo_gone AFTER DELETE ON people_contactpoint
    FOR EACH ROW WHEN (OLD.kind = 'zalo') EXECUTE FUNCTION donors_askable_follows();
CREATE TRIGGER donors_follow_silence AFTER INSERT OR UPDATE OR DELETE ON people_donotcontact
    FOR EACH ROW EXECUTE FUNCTION donors_askable_follows();
CREATE TRIGGER donors_follow_merge AFTER UPDATE OF merged_into_id ON people_person
    FOR EACH ROW WHEN (NEW.merged_into_id IS DISTINCT FROM OLD.merged_into_id)
    EXECUTE FUNCTION donors_askable_follows();
CREATE TRIGGER donors_follow_merged AFTER INSERT ON people_person
    FOR EACH ROW WHEN (NEW.merged_into_id IS NOT NULL) EXECUTE FUNCTION donors_askable_follows();
CREATE TRIGGER donors_follow_merged_gone AFTER DELETE ON people_person
    FOR EACH ROW WHEN (OLD.merged_into_id IS NOT NULL) EXECUTE FUNCTION donors_askable_follows();

ALTER TABLE donors_donor SET (autovacuum_vacuum_scale_factor = 0.02);
"""
DOWN = """
DROP TRIGGER donors_follow_merged_gone ON people_person;
DROP TRIGGER donors_follow_merged ON people_person;
DROP TRIGGER donors_follow_merge ON people_person;
DROP TRIGGER donors_follow_silence ON people_donotcontact;
DROP TRIGGER donors_follow_zalo_gone ON people_contactpoint;
DROP TRIGGER donors_follow_zalo ON people_contactpoint;
DROP TRIGGER donors_follow_consent_gone ON people_consent;
DROP TRIGGER donors_follow_consent ON people_consent;
DROP TRIGGER donor_askable_is_so ON donors_donor;
DROP FUNCTION donors_askable_follows();
DROP FUNCTION donors_askable_is_so();
DROP FUNCTION donors_askable(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("donors", "0001_initial"), ("people", "0001_initial")]
    operations = [migrations.RunSQL(UP, DOWN)]
