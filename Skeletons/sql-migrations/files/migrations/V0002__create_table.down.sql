BEGIN;

-- One migration at a time, whoever runs it.
SELECT pg_advisory_xact_lock(hashtext('<% schema %>.migrations'));

DROP TABLE IF EXISTS <% schema %>.<% table %>;
<%# timestamps %>

DROP FUNCTION IF EXISTS <% schema %>.touch();
<%/ timestamps %>

DO $$
BEGIN
    IF to_regclass('<% schema %>.migrations') IS NOT NULL THEN
        DELETE FROM <% schema %>.migrations WHERE migration = 2;
    END IF;
END;
$$;

COMMIT;
