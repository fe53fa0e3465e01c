#!/usr/bin/env bash
# Runs the browser tests against a server of their own: embedded database, demo data, a free
# port, nothing left behind. Arguments go to Playwright.
source "$(dirname "$0")/lib.sh"

data=$(mktemp -d /tmp/birqadam-end2end.XXXXXX)
server=
stop() {
  if [ -n "$server" ]; then
    kill -INT "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  rm -rf "$data"
}
trap stop EXIT
trap 'exit 130' INT TERM

port=$((20000 + RANDOM % 20000))
# Their own database, whatever the surroundings have configured.
unset DATABASE_URL TEST_DATABASE_URL S3_ENDPOINT SMTP_URL
export BIRQADAM_ADDR="127.0.0.1:$port" BASE_URL="http://127.0.0.1:$port" BIRQADAM_DATA="$data" API_PER_MINUTE=0
export SITE_ROOT="$root/target/site-dev"
"$CARGO_TARGET_DIR/debug/birqadam" serve >"$data.log" 2>&1 &
server=$!
for _ in $(seq 240); do
  if curl -fs "$BASE_URL/health/ready" >/dev/null 2>&1; then break; fi
  kill -0 "$server" 2>/dev/null || { cat "$data.log"; fail "the server does not start" "see its log above"; }
  sleep 0.5
done

status=0
(cd end2end && npx playwright test "$@") || status=$?
if [ "$status" != 0 ]; then
  echo "The server's log is kept in $data.log"
else
  rm -f "$data.log"
fi
exit "$status"
