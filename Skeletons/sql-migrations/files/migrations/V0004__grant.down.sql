BEGIN;

-- One migration at a time, whoever runs it.
SELECT pg_advisory_xact_lock(hashtext('<% schema %>.migrations'));

DO $$
BEGIN
    IF
        to_regnamespace('<% schema %>') IS NOT NULL
        AND EXISTS (SELECT FROM pg_roles WHERE rolname = '<% schema %>_writer')
    THEN
        ALTER DEFAULT PRIVILEGES IN SCHEMA <% schema %>
        REVOKE INSERT, UPDATE, DELETE ON TABLES FROM <% schema %>_writer;
        ALTER DEFAULT PRIVILEGES IN SCHEMA <% schema %>
        REVOKE SELECT ON TABLES FROM <% schema %>_reader;
        REVOKE INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA <% schema %> FROM <% schema %>_writer;
        REVOKE SELECT ON ALL TABLES IN SCHEMA <% schema %> FROM <% schema %>_reader;
        REVOKE USAGE ON SCHEMA <% schema %> FROM <% schema %>_reader;
    END IF;
END;
$$;

DO $$
BEGIN
    IF to_regclass('<% schema %>.migrations') IS NOT NULL THEN
        DELETE FROM <% schema %>.migrations WHERE migration = 4;
    END IF;
END;
$$;

COMMIT;
