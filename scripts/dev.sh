#!/usr/bin/env bash
# `make dev`: builds the development profile, serves, and does both again after each change.
# With a build that fails the last good one keeps running.
source "$(dirname "$0")/lib.sh"
export SITE_ROOT="$root/target/site-dev"
watched=(domain app frontend server migrations style public Cargo.toml Cargo.lock)
stamp=$(mktemp)
server=

stop() {
  if [ -n "$server" ]; then
    kill -INT "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
    server=
  fi
}
trap 'stop; rm -f "$stamp"' EXIT
trap 'exit 130' INT TERM

scripts/setup.sh
while true; do
  touch "$stamp"
  if scripts/build.sh dev; then
    stop
    # A copy: the next build must not write into a running program.
    cp "$CARGO_TARGET_DIR/debug/birqadam" "$CARGO_TARGET_DIR/debug/birqadam-dev"
    "$CARGO_TARGET_DIR/debug/birqadam-dev" serve &
    server=$!
  fi
  until [ -n "$(find "${watched[@]}" -type f -newer "$stamp" -print -quit)" ]; do sleep 1; done
  step "Something changed"
done
