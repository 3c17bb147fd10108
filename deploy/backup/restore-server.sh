#!/bin/sh
# Puts one server's rows of a restored region back: restore-server.sh <server id> <from> <to>
# Both connections as vektra_mover: `from` is a dump of its region restored elsewhere, `to` the region in
# use. Everything happens in one transaction that holds the server's fence: its writes wait meanwhile,
# other servers notice nothing. Deliveries count as perhaps sent, so that the worker looks for them
# before it sends them; numbers of demos go on behind those given out since the dump.
set -eu
[ $# -eq 3 ] || { echo "usage: restore-server.sh <server id> <from> <to>" >&2; exit 2; }
case $1 in *[!0-9]* | '') echo "not a server id: $1" >&2; exit 2 ;; esac
server=$1 from=$2 to=$3
ask() { psql --no-psqlrc --quiet --tuples-only --no-align --set=ON_ERROR_STOP=1 --dbname="$1" --command="$2"; }

version="SELECT max(version) FROM vektra.schema_ledger WHERE applied_at IS NOT NULL"
[ "$(ask "$from" "$version")" = "$(ask "$to" "$version")" ] ||
  { echo "the dump has another schema version: run npm run migrate on it first" >&2; exit 1; }
[ "$(ask "$from" "SELECT count(*) FROM vektra.guild_fence WHERE guild_id = $server")" = 1 ] ||
  { echo "the dump does not have server $server" >&2; exit 1; }

# Where it lives, moves and parked demos are not the server's data; counters never go back.
tables=$(ask "$from" "SELECT table_name FROM information_schema.columns
  WHERE table_schema = 'vektra' AND column_name = 'guild_id' AND table_name NOT IN
    ('guild_fence', 'guild_counters', 'move_changes', 'parked_demos', 'settings_snapshots')
  ORDER BY table_name")
script=$(mktemp)
trap 'rm -f "$script"' EXIT
{
  cat <<SQL
DO \$\$ BEGIN
  PERFORM 1 FROM vektra.guild_fence WHERE guild_id = $server AND mode = 'open' FOR UPDATE;
  IF NOT FOUND THEN RAISE 'server $server is not open here: it lives elsewhere, or is being moved'; END IF;
END \$\$;
SQL
  for table in $tables; do
    columns=$(ask "$from" "SELECT string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position)
      FROM information_schema.columns WHERE table_schema = 'vektra' AND table_name = '$table'")
    echo "DELETE FROM vektra.$table WHERE guild_id = $server;"
    echo "COPY vektra.$table ($columns) FROM stdin;"
    ask "$from" "COPY (SELECT $columns FROM vektra.$table WHERE guild_id = $server) TO STDOUT"
    echo '\.'
  done
  ask "$from" "SELECT format('INSERT INTO vektra.guild_counters (guild_id, name, value) VALUES (%s, %L, %s)
    ON CONFLICT (guild_id, name) DO UPDATE SET value = greatest(guild_counters.value, excluded.value);',
    guild_id, name, value) FROM vektra.guild_counters WHERE guild_id = $server"
  echo "UPDATE vektra.outbox SET first_sent_at = created_at WHERE guild_id = $server AND first_sent_at IS NULL;"
} > "$script"
psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --single-transaction --dbname="$to" --file="$script"
