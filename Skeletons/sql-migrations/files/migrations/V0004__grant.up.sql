BEGIN;

-- One migration at a time, whoever runs it.
SELECT pg_advisory_xact_lock(hashtext('<% schema %>.migrations'));

GRANT USAGE ON SCHEMA <% schema %> TO <% schema %>_reader;

GRANT SELECT ON ALL TABLES IN SCHEMA <% schema %> TO <% schema %>_reader;

GRANT INSERT, UPDATE, DELETE ON <% schema %>.<% table %> TO <% schema %>_writer;

-- Tables of later migrations, as long as the same role makes them.
ALTER DEFAULT PRIVILEGES IN SCHEMA <% schema %>
GRANT SELECT ON TABLES TO <% schema %>_reader;

ALTER DEFAULT PRIVILEGES IN SCHEMA <% schema %>
GRANT INSERT, UPDATE, DELETE ON TABLES TO <% schema %>_writer;

INSERT INTO <% schema %>.migrations (migration, title)
VALUES (4, 'grant')
ON CONFLICT (migration) DO NOTHING;

COMMIT;
