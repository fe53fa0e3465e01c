#!/usr/bin/env bash
# `make check`: format, clippy, the WASM tree without server crates, fresh SQL data.
source "$(dirname "$0")/lib.sh"

step "Format" "a second"
cargo fmt --all --check || fail "the code is not formatted" "run: cargo fmt --all"

step "The browser part contains nothing of the server" "a second"
scripts/wasm-tree.sh

# What the verdict on server and queries depends on; unchanged, it stands.
state=$({ rustc -V; cat Cargo.lock Cargo.toml clippy.toml; find domain app server migrations .sqlx -type f -print0 | sort -z | xargs -0 sha256sum; } | sha256sum)
stamp="$CARGO_TARGET_DIR/checked"
if [ "$(cat "$stamp" 2>/dev/null)" = "$state" ]; then
  step "Clippy and SQL data: nothing changed since they were found good"
else
  step "Clippy and fresh SQL data" "6 minutes the first time, a minute after a change"
  scripts/sqlx.sh compare
  echo "$state" >"$stamp"
fi

step "Clippy for the browser" "3 minutes the first time, half a minute after a change"
cargo clippy -p frontend -p birqadam-app --target "$wasm" --profile wasm-dev -- -D warnings
