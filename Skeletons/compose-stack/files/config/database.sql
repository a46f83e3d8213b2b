-- Run once, when the volume is new: the application owns its database and is no superuser.
\set ON_ERROR_STOP on
\set password `cat /run/secrets/database_password`

CREATE ROLE "<% database_user %>" LOGIN PASSWORD :'password';
REVOKE ALL ON DATABASE "<% database %>" FROM PUBLIC;
ALTER DATABASE "<% database %>" OWNER TO "<% database_user %>";
ALTER SCHEMA public OWNER TO "<% database_user %>";
