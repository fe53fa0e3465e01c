#!/usr/bin/env bash
# `make run`: sets up, builds the release, serves. Ctrl-C stops all that was started.
source "$(dirname "$0")/lib.sh"
scripts/setup.sh
scripts/build.sh release
done_in "Built"
export SITE_ROOT="${SITE_ROOT:-$root/target/site}"
exec "$CARGO_TARGET_DIR/release/birqadam" serve
