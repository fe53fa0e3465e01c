# Sourced by scripts/bench.sh: how much memory it takes to make a large file.

# file_memory <what> <wanted> <address> <header> <list> <query> <format>: asks for the file, waits until it
# is ready, and prints its rows and the peak of the server's memory above idle.
file_memory() {
  local what="$1" wanted="$2" address="$3" header="$4" server='' process export state idle peak
  for process in "${started_here[@]}"; do
    if tr '\0' '\n' <"/proc/$process/environ" | grep -qx "BIRQADAM_ADDR=127.0.0.1:${address##*:}"; then server=$process; fi
  done
  [ -n "$server" ] || fail "nothing of ours listens at $address" "see $work"
  idle=$(awk '/^VmRSS/ { print $2 }' "/proc/$server/status")
  # From now on the kernel counts the peak anew.
  echo 5 >"/proc/$server/clear_refs"
  export=$(curl -fs "$address/api/exports" -H "$header" -H 'content-type: application/json' \
    -d "{\"list\":\"$5\",\"query\":\"$6\",\"format\":\"$7\",\"locale\":\"kk\"}" | sed -E 's/.*"id":([0-9]+).*/\1/')
  for _ in $(seq 600); do
    state=$(curl -fs "$address/api/exports/$export" -H "$header")
    case "$state" in
      *'"state":"ready"'*) break ;;
      *'"state":"failed"'*) fail "$what failed: $state" "see $work" ;;
    esac
    sleep 1
  done
  peak=$(awk '/^VmHWM/ { print $2 }' "/proc/$server/status")
  printf '%-66s %8s rows %6s MB above idle   %s\n' "$what" \
    "$(echo "$state" | sed -E 's/.*"rows_done":([0-9]+).*/\1/')" "$(((peak - idle) / 1024))" "$wanted" | tee -a "$work/table"
}
