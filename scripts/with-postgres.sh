#!/usr/bin/env bash
# Runs a command with a throw-away PostgreSQL that has our schema:
#   scripts/with-postgres.sh cargo test …
# The command finds it in DATABASE_URL and TEST_DATABASE_URL. Gone afterwards.
source "$(dirname "$0")/lib.sh"
bin=$(postgres_bin) || fail "PostgreSQL is missing" "scripts/setup.sh test installs it"

folder=$(mktemp -d /tmp/birqadam-postgres.XXXXXX)
as=()
if is_root; then
  # PostgreSQL refuses root.
  account=postgres
  id "$account" >/dev/null 2>&1 || account=nobody
  chown "$account" "$folder"
  as=(setpriv "--reuid=$account" "--regid=$(id -g "$account")" --clear-groups)
fi
stop() {
  (cd / && "${as[@]}" "$bin/pg_ctl" -D "$folder/data" -m immediate -s stop) >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT TERM

(cd / && "${as[@]}" "$bin/initdb" -D "$folder/data" -U birqadam -A trust -E UTF8 --locale=C.UTF-8 -N >/dev/null)
for attempt in 1 2 3 4 5; do
  port=$((20000 + RANDOM % 20000))
  # It is thrown away: nothing need survive a power cut.
  options="-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories='' -c fsync=off \
    -c synchronous_commit=off -c full_page_writes=off -c max_connections=400 -c max_locks_per_transaction=256"
  if (cd / && "${as[@]}" "$bin/pg_ctl" -D "$folder/data" -l "$folder/log" -w -s -o "$options" start) 2>/dev/null; then break; fi
  [ "$attempt" -lt 5 ] || fail "the throw-away PostgreSQL does not start" "$(tail -n 3 "$folder/log")"
done

export TEST_DATABASE_URL="postgres://birqadam@127.0.0.1:$port/birqadam"
export DATABASE_URL="$TEST_DATABASE_URL"
psql=("$bin/psql" -h 127.0.0.1 -p "$port" -U birqadam -X -q -v ON_ERROR_STOP=1)
"${psql[@]}" -d postgres -c "create database birqadam"
for migration in migrations/*.sql; do
  PGOPTIONS="-c client_min_messages=warning" "${psql[@]}" -d birqadam -1 -f "$migration" ||
    fail "$migration does not run" "mend it; see the message above"
done

status=0
"$@" || status=$?
exit "$status"
