#!/bin/sh
# Backs up the control database or a region's: dump.sh <connection> <file>
# The connection is libpq's (a URL or `service=…`): the control database's owner; a region's vektra_mover,
# the only one of its roles that sees all servers. Row security makes pg_dump fail for the others; with
# --enable-row-security it would end well and hold no rows.
set -eu
[ $# -eq 2 ] || { echo "usage: dump.sh <connection> <file>" >&2; exit 2; }
umask 077
pg_dump --format=custom --file="$2.part" --dbname="$1"
mv "$2.part" "$2"
