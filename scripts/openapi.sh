#!/usr/bin/env bash
# `make openapi`: writes docs/openapi.json anew from the routes. Its difference is what changes for
# those who call the API.
source "$(dirname "$0")/lib.sh"

step "Describing the API" "a minute after a change"
cargo build "${crates[@]}" --bin birqadam
"$CARGO_TARGET_DIR/debug/birqadam" openapi >docs/openapi.json.new
mv docs/openapi.json.new docs/openapi.json
git diff --stat -- docs/openapi.json
