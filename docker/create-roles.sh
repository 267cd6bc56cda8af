#!/bin/sh
# Run once by the PostgreSQL image when its volume is empty: the two roles and the database, as
# src/platform/database/database-roles.ts makes them on the bundled server.
set -eu
psql --username postgres --set ON_ERROR_STOP=1 \
  --set owner_password="$ZZ_OWNER_PASSWORD" --set app_password="$ZZ_APP_PASSWORD" <<'SQL'
create role zz_owner login createrole password :'owner_password';
create role zz_app login password :'app_password';
create database zz owner zz_owner template template0;
alter database zz set timezone to 'UTC';
revoke all on database zz from public;
grant connect on database zz to zz_app;
SQL
