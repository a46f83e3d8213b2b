BEGIN;

-- One migration at a time, whoever runs it.
SELECT pg_advisory_xact_lock(hashtext('<% schema %>.migrations'));

-- What somebody else made is not this migration's to change, nor its way back's to drop.
DO $$
BEGIN
    IF
        to_regclass('<% schema %>.<% table %>') IS NOT NULL
        AND NOT EXISTS (SELECT FROM <% schema %>.migrations WHERE migration = 2)
    THEN
        RAISE EXCEPTION 'the table <% schema %>.<% table %> is there, and no migration made it';
    END IF;
<%# timestamps %>
    IF
        to_regprocedure('<% schema %>.touch()') IS NOT NULL
        AND NOT EXISTS (SELECT FROM <% schema %>.migrations WHERE migration = 2)
    THEN
        RAISE EXCEPTION 'the function <% schema %>.touch() is there, and no migration made it';
    END IF;
<%/ timestamps %>
END;
$$;

CREATE TABLE IF NOT EXISTS <% schema %>.<% table %> (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    title text NOT NULL CHECK (title <> ''),
<%# timestamps %>
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
<%/ timestamps %>
<%# soft_delete %>
    deleted_at timestamptz,
<%/ soft_delete %>
    note text NOT NULL DEFAULT ''
);

COMMENT ON TABLE <% schema %>.<% table %> IS 'What the application keeps.';

<%# soft_delete %>
-- A title may be used again when its row is marked as deleted.
CREATE UNIQUE INDEX IF NOT EXISTS <% table %>_title_key
ON <% schema %>.<% table %> (title)
WHERE deleted_at IS NULL;
<%/ soft_delete %>
<%^ soft_delete %>
CREATE UNIQUE INDEX IF NOT EXISTS <% table %>_title_key
ON <% schema %>.<% table %> (title);
<%/ soft_delete %>
<%# timestamps %>

CREATE OR REPLACE FUNCTION <% schema %>.touch() RETURNS trigger
LANGUAGE plpgsql
SET search_path = ''
AS $$
BEGIN
    NEW.updated_at := clock_timestamp();
    RETURN NEW;
END;
$$;

CREATE OR REPLACE TRIGGER <% table %>_touch
BEFORE UPDATE ON <% schema %>.<% table %>
FOR EACH ROW EXECUTE FUNCTION <% schema %>.touch();
<%/ timestamps %>

INSERT INTO <% schema %>.migrations (migration, title)
VALUES (2, 'create_<% table %>')
ON CONFLICT (migration) DO NOTHING;

COMMIT;
