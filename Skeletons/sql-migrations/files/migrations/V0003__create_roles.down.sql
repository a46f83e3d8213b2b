BEGIN;

-- One migration at a time, whoever runs it.
SELECT pg_advisory_xact_lock(hashtext('<% schema %>.migrations'));

-- Refused where a role still holds rights in this or another database.
DROP ROLE IF EXISTS <% schema %>_writer;

DROP ROLE IF EXISTS <% schema %>_reader;

DO $$
BEGIN
    IF to_regclass('<% schema %>.migrations') IS NOT NULL THEN
        DELETE FROM <% schema %>.migrations WHERE migration = 3;
    END IF;
END;
$$;

COMMIT;
