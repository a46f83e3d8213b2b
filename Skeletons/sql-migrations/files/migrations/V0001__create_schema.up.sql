BEGIN;

-- One migration at a time, whoever runs it.
SELECT pg_advisory_xact_lock(hashtext('<% schema %>.migrations'));

-- A schema that is there already is somebody else's: the way back leaves it.
DO $$
BEGIN
    IF to_regnamespace('<% schema %>') IS NULL THEN
        CREATE SCHEMA <% schema %>;
        COMMENT ON SCHEMA <% schema %> IS 'Managed by migrations.';
    END IF;
END;
$$;

CREATE TABLE IF NOT EXISTS <% schema %>.migrations (
    migration integer PRIMARY KEY CHECK (migration > 0),
    title text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now(),
    applied_by text NOT NULL DEFAULT current_user,
    up_checksum text,
    down_script text
);

COMMENT ON TABLE <% schema %>.migrations IS 'Migrations that were applied.';

INSERT INTO <% schema %>.migrations (migration, title)
VALUES (1, 'create_schema')
ON CONFLICT (migration) DO NOTHING;

COMMIT;
