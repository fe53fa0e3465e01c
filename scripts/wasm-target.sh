# The compiler's WASM target: by rustup where that can download, else Debian's own compiler
# with a standard library built here. Sourced by setup.sh.

# has_target [<rustc>]
has_target() {
  local folder
  folder=$("${1:-rustc}" --print target-libdir --target "$wasm" 2>/dev/null) || return 1
  compgen -G "$folder/libstd-*.rlib" >/dev/null
}

ensure_wasm_target() {
  if have rustc && has_target rustc; then return; fi
  if have rustup; then
    step "Adding the WASM target by rustup" "10 seconds"
    if timeout 120 rustup target add "$wasm" && has_target rustc; then return; fi
    echo "rustup cannot download it here; trying Debian's compiler."
  fi
  use_debian_compiler
}

# Debian's rustc-web is the recent compiler that Debian builds its browsers with.
use_debian_compiler() {
  if ! is_root || ! apt-cache show rustc-web >/dev/null 2>&1; then
    fail "the compiler's WASM target is missing" \
      "run: rustup target add $wasm; or, on Debian, run this once as root: it then installs Debian's compiler"
  fi
  apt_install "Debian's Rust compiler" rustc-web cargo-web rust-web-src rust-web-clippy rustfmt-web
  local rustc=/usr/bin/rustc sysroot
  sysroot=$("$rustc" --print sysroot)
  link_lld "$sysroot"
  has_target "$rustc" || build_std "$rustc" "$sysroot"
  has_target "$rustc" || fail "Debian's compiler has no WASM target after all" "run: rustup target add $wasm"

  # From now on this compiler does everything: two in one target folder would rebuild all.
  mkdir -p "$cache/bin"
  local program
  for program in cargo rustc rustdoc rustfmt cargo-fmt cargo-clippy clippy-driver; do
    if [ -x "/usr/bin/$program" ]; then ln -sf "/usr/bin/$program" "$cache/bin/$program"; fi
  done
  PATH="$cache/bin:$PATH"
}

# Debian's package lacks the linker for WASM; rustup's tool-chain and LLVM's package have it.
link_lld() {
  local host place found
  host=$("/usr/bin/rustc" -vV | sed -n 's/^host: //p')
  place="$1/lib/rustlib/$host/bin/rust-lld"
  if [ -x "$place" ]; then return; fi
  found=$(ls "${RUSTUP_HOME:-$HOME/.rustup}"/toolchains/*/lib/rustlib/"$host"/bin/rust-lld 2>/dev/null | head -n 1 || true)
  if [ -z "$found" ]; then
    have wasm-ld || apt_install "the WASM linker" lld
    found=$(command -v lld || ls /usr/lib/llvm-*/bin/lld | head -n 1)
  fi
  mkdir -p "$(dirname "$place")"
  ln -sf "$found" "$place"
}

build_std() {
  step "Building the standard library for WASM" "under a minute, once"
  local work library
  work=$(mktemp -d)
  (
    cd "$work"
    mkdir src
    printf '[package]\nname = "empty"\nversion = "0.0.0"\nedition = "2021"\n[lib]\n[workspace]\n' >Cargo.toml
    echo '#![no_std]' >src/lib.rs
    RUSTC_BOOTSTRAP=1 RUSTC="$1" CARGO_TARGET_DIR="$work/target" /usr/bin/cargo build --quiet --release \
      -Zbuild-std=std,panic_abort --target "$wasm"
  ) || fail "the standard library for WASM could not be built" "see the message above, or: rustup target add $wasm"
  library="$2/lib/rustlib/$wasm/lib"
  mkdir -p "$library"
  find "$work/target/$wasm/release/deps" -name '*.rlib' ! -name 'libempty-*' -exec cp {} "$library/" \;
  rm -rf "$work"
}
