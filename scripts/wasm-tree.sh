#!/usr/bin/env bash
# Proves that no crate of the server is built into the browser part.
source "$(dirname "$0")/lib.sh"

forbidden='sqlx|sqlx-.*|tokio|mio|hyper|hyper-.*|axum|axum-.*|tower-sessions|aws-.*|argon2|jsonwebtoken|ring|rustls|lettre|graphile_worker.*|s3s.*|image|kamadak-exif|zxcvbn|leptos_axum|utoipa|server'
tree=$(cargo tree --locked -p frontend --target "$wasm" -e normal,no-proc-macro --prefix none --format '{p}')
if found=$(grep -E "^($forbidden) v" <<<"$tree" | sort -u); then
  echo "$found"
  fail "the browser part contains crates of the server" "see how it gets there: cargo tree -p frontend --target $wasm -i <crate>"
fi
echo "$(sort -u <<<"$tree" | wc -l) crates, none of the server"
