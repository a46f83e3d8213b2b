BEGIN;

-- One migration at a time, whoever runs it.
SELECT pg_advisory_xact_lock(hashtext('<% schema %>.migrations'));

DROP TABLE IF EXISTS <% schema %>.migrations;

-- Only a schema that the migrations made. Refused where something else is left in it.
DO $$
BEGIN
    IF obj_description(to_regnamespace('<% schema %>'), 'pg_namespace') = 'Managed by migrations.' THEN
        DROP SCHEMA <% schema %>;
    END IF;
END;
$$;

COMMIT;
