#!/bin/sh
# Restores a dump into a new database: restore.sh <file> <connection>
# As superuser, into a database that nothing uses yet. The roles that the dump names have to exist: for a
# region, run what `vektra region sql <database>` prints before.
set -eu
[ $# -eq 2 ] || { echo "usage: restore.sh <file> <connection>" >&2; exit 2; }
pg_restore --exit-on-error --single-transaction --clean --if-exists --dbname="$2" "$1"
psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --dbname="$2" --command='ANALYZE'
