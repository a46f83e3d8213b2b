BEGIN;

-- One migration at a time, whoever runs it.
SELECT pg_advisory_xact_lock(hashtext('<% schema %>.migrations'));

-- Only roles that this migration made, and no role that another database or a later grant needs.
DO $$
DECLARE
    made text;
BEGIN
    FOR made IN
        SELECT rolname FROM pg_roles
        WHERE
            rolname IN ('<% schema %>_reader', '<% schema %>_writer')
            AND shobj_description(oid, 'pg_authid') = 'Made by the migrations of the database ' || current_database()
        ORDER BY rolname DESC
    LOOP
        BEGIN
            EXECUTE format('DROP ROLE %I', made);
        EXCEPTION
            WHEN dependent_objects_still_exist THEN
                RAISE NOTICE 'role % is kept: it has rights elsewhere', made;
        END;
    END LOOP;
END;
$$;

DO $$
BEGIN
    IF to_regclass('<% schema %>.migrations') IS NOT NULL THEN
        DELETE FROM <% schema %>.migrations WHERE migration = 3;
    END IF;
END;
$$;

COMMIT;
