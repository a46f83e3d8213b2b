BEGIN;

-- One migration at a time, whoever runs it.
SELECT pg_advisory_xact_lock(hashtext('<% schema %>.migrations'));

-- Roles belong to the whole cluster and may be there already. They cannot log in themselves.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '<% schema %>_reader') THEN
        CREATE ROLE <% schema %>_reader NOLOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '<% schema %>_writer') THEN
        CREATE ROLE <% schema %>_writer NOLOGIN;
    END IF;
END;
$$;

COMMENT ON ROLE <% schema %>_reader IS 'Reads the schema <% schema %>.';

COMMENT ON ROLE <% schema %>_writer IS 'Reads and writes the schema <% schema %>.';

GRANT <% schema %>_reader TO <% schema %>_writer;

INSERT INTO <% schema %>.migrations (migration, title)
VALUES (3, 'create_roles')
ON CONFLICT (migration) DO NOTHING;

COMMIT;
