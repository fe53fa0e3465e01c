//! `tools/bundle` cuts the module into pieces and needs to know who refers to whom.

fn main() {
    println!("cargo:rustc-link-arg-cdylib=--emit-relocs");
    println!("cargo:rerun-if-changed=build.rs");
}
