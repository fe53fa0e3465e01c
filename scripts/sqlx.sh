#!/usr/bin/env bash
# `make sqlx`: writes .sqlx anew from the queries in the code and the schema in migrations/.
#   scripts/sqlx.sh            writes
#   scripts/sqlx.sh compare    runs clippy on the way and only says whether .sqlx is fresh
# The macros write while they are expanded, so the crates with queries are compiled again.
source "$(dirname "$0")/lib.sh"

if [ -z "${SQLX_INSIDE:-}" ]; then
  SQLX_INSIDE=1 exec scripts/with-postgres.sh "$0" "$@"
fi
export SQLX_OFFLINE=false
grep -rlE 'sqlx::(query|migrate)' --include=lib.rs --include='*.rs' domain app server | cut -d/ -f1-2 | sort -u |
  while read -r crate; do
    [ -d "$crate/src" ] || crate=${crate%%/*}
    touch "$crate/src/lib.rs"
  done

if [ "${1:-}" != compare ]; then
  step "Checking every query against the schema" "a minute"
  mkdir -p .sqlx
  rm -f .sqlx/query-*.json
  SQLX_OFFLINE_DIR="$root/.sqlx" cargo check "${crates[@]}" --all-targets
  echo ".sqlx holds $(ls .sqlx | wc -l) queries"
  exit
fi

fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
SQLX_OFFLINE_DIR="$fresh" cargo clippy "${crates[@]}" --all-targets -- -D warnings
if ! diff -rq .sqlx "$fresh" >"$fresh.diff"; then
  cat "$fresh.diff"
  rm -f "$fresh.diff"
  fail ".sqlx is not what the code and the schema say" "run: make sqlx; then commit .sqlx"
fi
rm -f "$fresh.diff"
