#!/usr/bin/env bash
# Builds server, browser part and bundle.
#   scripts/build.sh release   → target/site,     as it is run
#   scripts/build.sh dev       → target/site-dev, quick to build
source "$(dirname "$0")/lib.sh"
profile="${1:-release}"

if [ "$profile" = release ]; then
  step "Building the server" "10 minutes the first time, seconds after"
  cargo build --release -p server --bin birqadam
  wasm_profile=wasm-release site=target/site
  wasm_duration="5 minutes the first time, two after a change"
  bundle_options=(--release --wasm-opt tools/bundle/node_modules/.bin/wasm-opt)
else
  step "Building the server" "5 minutes the first time, half a minute after a change"
  # With the selection of the tests, so that nothing is built twice.
  cargo build "${crates[@]}" --bin birqadam
  wasm_profile=wasm-dev site=target/site-dev
  wasm_duration="3 minutes the first time, half a minute after a change"
  bundle_options=()
fi

step "Building the browser part" "$wasm_duration"
cargo build -p frontend --lib --target "$wasm" --profile "$wasm_profile"

step "Bundling" "a minute the first time, half a minute after a change"
cargo build -p bundle
"$CARGO_TARGET_DIR/debug/bundle" --wasm "$CARGO_TARGET_DIR/$wasm/$wasm_profile/frontend.wasm" \
  --out "$site" --style style --public public \
  --chart app/src/ui/chart/browser/chart.mjs --esbuild tools/bundle/node_modules/.bin/esbuild "${bundle_options[@]}"
