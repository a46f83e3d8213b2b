BEGIN;

-- One migration at a time, whoever runs it.
SELECT pg_advisory_xact_lock(hashtext('<% schema %>.migrations'));

-- Roles belong to the whole cluster. One that is there already stays as it is;
-- a comment marks what this migration made.
DO $$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['<% schema %>_reader', '<% schema %>_writer'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
            EXECUTE format(
                'COMMENT ON ROLE %I IS %L', wanted, 'Made by the migrations of the database ' || current_database()
            );
        END IF;
    END LOOP;
END;
$$;

GRANT <% schema %>_reader TO <% schema %>_writer;

INSERT INTO <% schema %>.migrations (migration, title)
VALUES (3, 'create_roles')
ON CONFLICT (migration) DO NOTHING;

COMMIT;
