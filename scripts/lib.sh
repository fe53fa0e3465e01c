# What every script needs. Sourced, not run.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

cache="${XDG_CACHE_HOME:-$HOME/.cache}/birqadam"
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$HOME/.cache/birqadam/target}"
export CARGO_TERM_COLOR="${CARGO_TERM_COLOR:-auto}"
# The SQL was checked when .sqlx was written; building needs no database.
export SQLX_OFFLINE="${SQLX_OFFLINE:-true}"

# One compiler for server and browser: setup.sh links Debian's here when rustup has no WASM target.
if [ -d "$cache/bin" ]; then PATH="$cache/bin:$PATH"; fi

# The same selection of crates everywhere, so that their dependencies are built once.
crates=(--workspace --exclude frontend --exclude bundle)
wasm=wasm32-unknown-unknown

started=$SECONDS

# step <what> [<how long it usually takes>]
step() {
  printf '\n\033[1m==> %s\033[0m%s\n' "$1" "${2:+  (usually $2)}"
}

# done_in <what>: how long it really took, since the script began.
done_in() {
  local seconds=$((SECONDS - started))
  printf '\n\033[1m==> %s in %d:%02d\033[0m\n' "$1" $((seconds / 60)) $((seconds % 60))
}

# fail <what is wrong> <what to do about it>
fail() {
  printf '\nbirqadam: %s\n  → %s\n' "$1" "$2" >&2
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

is_root() { [ "$(id -u)" = 0 ]; }

# The folder with the programs of the newest PostgreSQL.
postgres_bin() {
  local folder
  for folder in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t/ -k5 -n -r) \
    "$(pg_config --bindir 2>/dev/null || true)" "$(dirname "$(command -v initdb 2>/dev/null || echo /none/initdb)")"; do
    if [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ]; then
      echo "$folder"
      return
    fi
  done
  return 1
}
