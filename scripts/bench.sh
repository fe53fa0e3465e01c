#!/usr/bin/env bash
# `make bench`: fills databases, drives the release build and bare handlers with wrk from
# another process, prints how the two compare. Ratios of one run, never times.
#   USERS=200000 PROJECTS=100000 TASKS=1000000 REPORTS=1000000 PAYMENTS=200000 EXPENSES=100000 SECONDS_EACH=10 ROUNDS=3 make bench
source "$(dirname "$0")/lib.sh"

if [ "${1:-}" != inside ]; then
  if ! have wrk; then
    is_root && have apt-get || fail "wrk is missing" "install it (Debian: apt-get install wrk), then run this again"
    step "Installing wrk" "10 seconds"
    apt-get install -y -qq --no-install-recommends wrk >/dev/null
  fi
  scripts/setup.sh
  if [ ! -e target/site ]; then scripts/build.sh release; fi
  step "Building the release and the bare handlers" "10 minutes the first time, seconds after"
  cargo build --release -p server --bin birqadam -p birqadam-bench --bin birqadam-bench
  exec scripts/with-postgres.sh scripts/bench.sh inside
fi

users=${USERS:-200000} projects=${PROJECTS:-100000} tasks=${TASKS:-1000000} reports=${REPORTS:-1000000}
payments=${PAYMENTS:-200000} expenses=${EXPENSES:-100000}
small=${SMALL_PROJECTS:-1000} each=${SECONDS_EACH:-10} rounds=${ROUNDS:-3} sockets=${SOCKETS:-32}
release="$CARGO_TARGET_DIR/release"
work=$(mktemp -d /tmp/birqadam-bench.XXXXXX)
started_here=()
stop() {
  for process in "${started_here[@]}"; do kill -INT "$process" 2>/dev/null || true; done
  for process in "${started_here[@]}"; do wait "$process" 2>/dev/null || true; done
  rm -rf "$work"
}
trap stop EXIT
trap 'exit 130' INT TERM
server_url="${DATABASE_URL%/*}"
admin_url="$server_url/postgres"
free_port() { echo $((20000 + RANDOM % 20000)); }

wait_for() { # wait_for <address> <log>
  for _ in $(seq 240); do
    if curl -s -o /dev/null "$1"; then return; fi
    sleep 0.25
  done
  tail -n 20 "$2"
  fail "nothing answers at $1" "see the log above"
}

# database <name> <projects> <users> <tasks> <reports> <payments> <expenses> <how long>: migrated and filled.
database() {
  step "Filling $1: $2 projects, $4 tasks, $5 reports, $3 users, $6 payments, $7 expenses" "${8}"
  psql -X -q "$admin_url" -c "create database $1"
  env -u TEST_DATABASE_URL DATABASE_URL="$server_url/$1" BIRQADAM_DATA="$work/$1" "$release/birqadam" migrate >"$work/$1.migrate" 2>&1 ||
    { cat "$work/$1.migrate"; fail "$1 could not be migrated" "see above"; }
  PGOPTIONS="-c client_min_messages=warning" psql -X -q -t "$server_url/$1" -v projects="$2" -v users="$3" -v tasks="$4" \
    -v reports="$5" -v payments="$6" -v expenses="$7" -f scripts/bench/fill.sql | grep users
  # Filled without triggers: nothing has marked itself.
  env -u TEST_DATABASE_URL DATABASE_URL="$server_url/$1" BIRQADAM_DATA="$work/$1" "$release/birqadam" analytics rebuild \
    >"$work/$1.rebuild" 2>&1 || { cat "$work/$1.rebuild"; fail "the figures of $1 could not be counted" "see above"; }
  psql -X -q "$server_url/$1" -c "vacuum analyze"
}

# platform <database> → its address in $address
platform() {
  local port
  port=$(free_port)
  address="http://127.0.0.1:$port"
  env -u TEST_DATABASE_URL DATABASE_URL="$server_url/$1" BIRQADAM_DATA="$work/$1" BIRQADAM_ADDR="127.0.0.1:$port" \
    BASE_URL="$address" API_PER_MINUTE=0 SITE_ROOT="$root/target/site" RUST_LOG=warn \
    "$release/birqadam" serve >"$work/$1.log" 2>&1 &
  started_here+=($!)
  wait_for "$address/health/ready" "$work/$1.log"
}

# bare <database> → its address in $address
bare() {
  local port
  port=$(free_port)
  address="http://127.0.0.1:$port"
  DATABASE_URL="$server_url/$1" BENCH_ADDR="127.0.0.1:$port" "$release/birqadam-bench" >"$work/bare.log" 2>&1 &
  started_here+=($!)
  wait_for "$address/api/volunteer/projects" "$work/bare.log"
}

# token <address>: an access token of a fresh volunteer, so that no visitors' cache answers.
token() {
  curl -fs "$1/api/register" -H 'content-type: application/json' -d "{\"email\":\"bench-$RANDOM$RANDOM@example.kz\",\
\"password\":\"steppe wind nine horses\",\"name\":\"Bench\",\"role\":\"volunteer\"}" | sed -E 's/.*"token":"([^"]*)".*/\1/'
}

# staff <database> <address>: access tokens of an administrator and of the busiest organizer.
staff() {
  env -u TEST_DATABASE_URL DATABASE_URL="$server_url/$1" BIRQADAM_DATA="$work/$1" BIRQADAM_ADMIN_PASSWORD="$password" \
    "$release/birqadam" admin create --email bench-admin@example.kz --name Bench >"$work/$1.admin" 2>&1
  local organizer
  organizer=$(psql -X -q -t -A "$server_url/$1" -c "update accounts.users set password_hash = \
    (select password_hash from accounts.users where email = 'bench-admin@example.kz') where id = \
    (select organizer_id from analytics.project_facts where measure = 'reports_sent' group by 1 order by sum(n) desc limit 1) \
    returning email")
  admin_token="authorization: Bearer $(sign_in "$2" bench-admin@example.kz)"
  organizer_token="authorization: Bearer $(sign_in "$2" "$organizer")"
}
# giving <database> <address>: the project with the most gifts, and tokens of its organizer and of who
# gave most; after staff, whose password they get.
giving() {
  busiest=$(sql "$1" "select project_id from funding.sponsorships group by 1 order by count(*) desc, 1 limit 1")
  local given="(select sponsor_id from funding.sponsorships group by 1 order by count(*) desc, 1 limit 1)"
  keeper_token="authorization: Bearer $(sign_in "$2" "$(known "$1" "(select organizer_id from volunteering.projects where id = $busiest)")")"
  sponsor_token="authorization: Bearer $(sign_in "$2" "$(known "$1" "$given")")"
}
# known <database> <user>: gives them the administrator's password, may they sign in or not; prints the address.
known() {
  sql "$1" "update accounts.users set is_approved = true, blocked_at = null, blocked_reason = null, rejection_reason = null, \
    password_hash = (select password_hash from accounts.users where email = 'bench-admin@example.kz') where id = $2 returning email" | head -1
}
sql() { psql -X -q -t -A "$server_url/$1" -c "$2"; }
password="steppe wind nine horses"
sign_in() {
  curl -fs "$1/api/login" -H 'content-type: application/json' -d "{\"email\":\"$2\",\"password\":\"$password\"}" |
    sed -E 's/.*"token":"([^"]*)".*/\1/'
}

# drive <address> <header or empty>: prints "<requests per second> <p99 in ms>".
drive() {
  local header=()
  if [ -n "$2" ]; then header=(-H "$2"); fi
  wrk -t1 -c"$sockets" -d"${each}s" --latency "${header[@]}" "$1" >"$work/wrk"
  if grep -q 'Non-2xx' "$work/wrk"; then fail "$1 refuses requests: $(grep 'Non-2xx' "$work/wrk")" "see $work"; fi
  awk '/99%/ { value = $2; unit = value; sub(/[0-9.]+/, "", unit); sub(/[a-z]+/, "", value)
               p99 = unit == "us" ? value / 1000 : unit == "s" ? value * 1000 : value }
       /Requests\/sec/ { rate = $2 } END { print rate, p99 }' "$work/wrk"
}

# compare <what> <wanted> <address a> <header a> <address b> <header b> <rate|both>
# Turn by turn, so that a noisy minute hits both; the median of the ratios counts.
compare() {
  local what="$1" wanted="$2" rates=() tails=() a b
  drive "$3" "$4" >/dev/null
  drive "$5" "$6" >/dev/null
  for _ in $(seq "$rounds"); do
    a=$(drive "$3" "$4")
    b=$(drive "$5" "$6")
    rates+=("$(awk -v a="${a% *}" -v b="${b% *}" 'BEGIN { printf "%.2f", a / b }')")
    tails+=("$(awk -v a="${a#* }" -v b="${b#* }" 'BEGIN { printf "%.2f", a / b }')")
  done
  local rate tail
  rate=$(printf '%s\n' "${rates[@]}" | sort -n | sed -n "$(((rounds + 1) / 2))p")
  tail=$(printf '%s\n' "${tails[@]}" | sort -n | sed -n "$(((rounds + 1) / 2))p")
  printf '%-66s %8s × %11s ×   %s\n' "$what" "$rate" "$tail" "$wanted" | tee -a "$work/table"
}

small_payments=$((small * 2))
database bench_small "$small" "$((small * 2))" "$((small * 10))" "$((small * 10))" "$small_payments" "$small" "5 seconds"
database bench_large "$projects" "$users" "$tasks" "$reports" "$payments" "$expenses" "6 minutes at full size"

step "Driving them: $rounds rounds of $each seconds each, $sockets sockets" "8 minutes"
platform bench_large && large=$address
platform bench_small && little=$address
bare bench_large && bare_large=$address
large_token="authorization: Bearer $(token "$large")"
little_token="authorization: Bearer $(token "$little")"
staff bench_small "$little" && little_admin=$admin_token
staff bench_large "$large"
giving bench_small "$little" && little_busiest=$busiest little_keeper=$keeper_token little_sponsor=$sponsor_token
giving bench_large "$large"

list="/api/volunteer/projects?city=Almaty&type=environmental"
first="/api/volunteer/projects"
active="volunteering.projects where status = 'active'"
project=$(sql bench_large "select id from $active order by published_at desc, id desc offset 500 limit 1")
detail="/api/volunteer/projects/$project"
pages=$((projects * 9 / 10 / 20 > 1000 ? 1000 : projects * 9 / 10 / 20 - 1))
cursor=$(sql bench_large "select to_hex((extract(epoch from published_at) * 1000000)::bigint) || '-' || to_hex(id) \
  from $active order by published_at desc, id desc offset $((pages * 20 - 21)) limit 1")

printf '\n%-66s %10s %13s   %s\n' "" "throughput" "p99" "wanted"
compare "list of 20 by type and city, signed in : bare handler" "≥ 0.8, p99 ≤ 1.5" "$large$list" "$large_token" "$bare_large$list" ""
compare "project detail, signed in : bare handler" "≥ 0.8, p99 ≤ 1.5" "$large$detail" "$large_token" "$bare_large$detail" ""
compare "list, visitors from the cache : bare handler" "≥ 3" "$large$list" "" "$bare_large$list" ""
compare "project detail, visitors from the cache : bare handler" "≥ 3" "$large$detail" "" "$bare_large$detail" ""
compare "list at $small projects : at $projects (signed in)" "≤ 1.3" "$little$list" "$little_token" "$large$list" "$large_token"
compare "first page : page $pages (signed in, at $projects)" "≤ 1.3" "$large$first" "$large_token" "$large$first?cursor=$cursor" "$large_token"
# The list of users as an administrator sees it: the larger against the smaller.
people="/api/lists/users"
for what in "first page:" "by name:sort=name" "a filter:status=active&role=volunteer"; do
  compare "users list, ${what%%:*}, at $users : at $((small * 2))" "p99 ≤ 1.3" \
    "$large$people?${what#*:}" "$admin_token" "$little$people?${what#*:}" "$little_admin"
done
# Each asks for dozens of figures: what counts is that none of them grows with the tables.
year="?period=year&compare=true"
compare "platform statistics of a year at $small projects : at $projects" "≤ 4" \
  "$little/api/admin/platform-statistics$year" "$little_admin" "$large/api/admin/platform-statistics$year" "$admin_token"
compare "platform statistics of 30 days : a single indexed read" "≥ 0.02" \
  "$large/api/admin/platform-statistics" "$admin_token" "$bare_large/api/statistics" ""
compare "organizer's statistics of 30 days : a single indexed read" "≥ 0.05" \
  "$large/api/organizer/analytics" "$organizer_token" "$bare_large/api/statistics" ""

# Money: whose history is as long must wait as long, however much others give.
compare "sponsor's home, at $payments payments : at $small_payments" "p99 ≤ 1.3" \
  "$large/web/sponsor/home" "$sponsor_token" "$little/web/sponsor/home" "$little_sponsor"
compare "a project's money, at $payments payments : at $small_payments" "p99 ≤ 1.3" \
  "$large/web/money/account?id=$busiest" "$keeper_token" "$little/web/money/account?id=$little_busiest" "$little_keeper"
compare "project with its raised sum, at $payments payments : at $small_payments" "p99 ≤ 1.3" \
  "$large/api/volunteer/projects/$busiest/money" "$large_token" \
  "$little/api/volunteer/projects/$little_busiest/money" "$little_token"
compare "page of payments, at $payments payments : at $small_payments" "p99 ≤ 1.3" \
  "$large/admin/payments" "$admin_token" "$little/admin/payments" "$little_admin"

# Rows go to disk as they come: the peak is that of a page of them.
source scripts/bench/files.sh
file_memory "XLSX of all projects, by a job" "≤ 150 MB" "$large" "$admin_token" projects "" xlsx

printf '\nThe same, together:\n'
cat "$work/table"
done_in "Bench"
