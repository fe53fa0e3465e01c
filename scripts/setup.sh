#!/usr/bin/env bash
# Checks what building and running need and installs what is missing, as far as it may.
#   scripts/setup.sh         for `make run`
#   scripts/setup.sh test    also what the tests need
# A second run only looks, and is done at once.
source "$(dirname "$0")/lib.sh"
source scripts/wasm-target.sh
purpose="${1:-run}"

# apt_install <what for> <package>…
apt_install() {
  local what="$1"
  shift
  if ! is_root || ! have apt-get; then
    fail "$what is missing" "install it as root (Debian: apt-get install $*), then run this again"
  fi
  step "Installing $what" "under a minute"
  if [ ! -e "$cache/apt-updated" ] || [ -n "$(find "$cache/apt-updated" -mmin +1440)" ]; then
    apt-get update -qq
    mkdir -p "$cache" && touch "$cache/apt-updated"
  fi
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null ||
    fail "$what could not be installed" "see the message above; by hand: apt-get install $*"
}

# npm_install <folder>: as its lock file says, once per lock file.
npm_install() {
  local stamp="$1/node_modules/.installed-lock"
  if cmp -s "$1/package-lock.json" "$stamp"; then return; fi
  step "Installing Node packages for $1" "10 seconds"
  npm ci --prefix "$1" --no-audit --no-fund --loglevel=error ||
    fail "the Node packages of $1 could not be installed" "is the npm registry reachable? then run this again"
  cp "$1/package-lock.json" "$stamp"
}

have cargo || [ -x "$cache/bin/cargo" ] || have rustup || is_root ||
  fail "Rust is missing" "install it from https://rustup.rs, then run this again"
have cc || apt_install "a C compiler" gcc libc6-dev
have node && have npm || apt_install "Node.js" nodejs npm
ensure_wasm_target

if [ -z "${DATABASE_URL:-}" ] || [ "$purpose" = test ]; then
  if ! postgres_bin >/dev/null; then
    if is_root && [ -d /etc ]; then
      # Debian's package would start a server of its own; ours needs only the programs.
      mkdir -p /etc/postgresql-common/createcluster.d
      echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.d/birqadam.conf
    fi
    apt_install "PostgreSQL" postgresql
  fi
fi

npm_install tools/bundle

if [ "$purpose" = test ]; then
  have chromium || [ -n "${CHROMIUM:-}" ] || apt_install "Chromium" chromium
  have pdftotext || apt_install "poppler, which reads PDF files back" poppler-utils
  if [ -e end2end/package-lock.json ]; then npm_install end2end; fi
fi
