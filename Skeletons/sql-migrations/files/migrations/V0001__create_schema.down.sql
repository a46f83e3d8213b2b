BEGIN;

-- One migration at a time, whoever runs it.
SELECT pg_advisory_xact_lock(hashtext('<% schema %>.migrations'));

DROP TABLE IF EXISTS <% schema %>.migrations;

-- Refused where something is left in it that no migration made.
DROP SCHEMA IF EXISTS <% schema %>;

COMMIT;
