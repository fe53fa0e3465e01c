# BirQadam. `make run` is all that is needed to see it, `make test` all to prove it.
# Each step says what it does and how long that usually takes.

export CARGO_TARGET_DIR ?= $(HOME)/.cache/birqadam/target
SHELL := /bin/bash

.PHONY: help run dev check test sqlx openapi format bench clean

help:
	@echo "make run     install what is missing, build, start, print the address (Ctrl-C stops)"
	@echo "make dev     the same in the development profile, again after each change"
	@echo "make test    make check, and every test"
	@echo "make check   format, clippy, WASM tree, fresh SQL data"
	@echo "make sqlx    refresh .sqlx after changing a query or a migration"
	@echo "make openapi refresh docs/openapi.json after changing the API"
	@echo "make format  format the code"
	@echo "make bench   compare the speed with bare handlers and plain SQL"
	@echo "make clean   remove what was built (not .data)"

run:
	@scripts/run.sh

dev:
	@scripts/dev.sh

check:
	@scripts/setup.sh test
	@scripts/check.sh

test:
	@scripts/test.sh

sqlx:
	@scripts/setup.sh
	@scripts/sqlx.sh

openapi:
	@scripts/setup.sh
	@scripts/openapi.sh

format:
	@cargo fmt --all

bench:
	@scripts/bench.sh

clean:
	@cargo clean
	@rm -rf target/site target/site-dev
