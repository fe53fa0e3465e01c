#!/usr/bin/env bash
# `make test`: sets up, checks, runs every test; ends with the runners' own summaries.
source "$(dirname "$0")/lib.sh"
logs="$CARGO_TARGET_DIR/test-logs"
rm -rf "$logs" && mkdir -p "$logs"

scripts/setup.sh test
scripts/check.sh

step "Tests of rules, operations and API" "8 minutes the first time, two after a change"
if have cargo-nextest; then
  scripts/with-postgres.sh cargo nextest run "${crates[@]}" --no-fail-fast 2>&1 | tee "$logs/rust"
else
  scripts/with-postgres.sh cargo test "${crates[@]}" --no-fail-fast 2>&1 | tee "$logs/rust"
fi
cargo test -q -p bundle 2>&1 | tee "$logs/bundle"

if [ -e end2end/package.json ]; then
  scripts/build.sh dev
  step "Tests in the browser" "5 minutes"
  npm test --prefix end2end --silent 2>&1 | tee "$logs/browser"
fi

done_in "All tests"
grep -hE '^ *(Summary|test result:|[0-9]+ (passed|failed|flaky|skipped))' "$logs"/* || true
