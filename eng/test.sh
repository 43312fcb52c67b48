#!/usr/bin/env bash
# Runs every built test assembly, two at a time, and ends with one line: "N passed, N failed, N skipped".
# Fails when a test failed, an assembly broke off before its summary, or no test ran at all.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

configuration=${1:-Release}
lanes=${TEST_LANES:-2}
# An assembly that hangs must not take the rest of the run with it.
limit=${TEST_TIMEOUT_SECONDS:-720}
results=TestResults
rm -rf "$results"
mkdir -p "$results"

run_one() {
  local project=$1 log="$4/$1.log" status=0
  local assembly="tests/$project/bin/$2/net10.0/$project.dll"
  if [[ ! -f $assembly ]]; then
    echo "$assembly is not built" > "$log"
  else
    timeout --kill-after=10 "$3" dotnet "$assembly" -noColor -noLogo > "$log" 2>&1 < /dev/null || status=$?
  fi
  if grep -q '=== TEST EXECUTION SUMMARY ===' "$log" && [[ $status -eq 0 ]]; then
    grep -A 1 '=== TEST EXECUTION SUMMARY ===' "$log" | tail -n 1
  else
    # One write, so that two lanes do not mix their lines.
    printf '%s\n' "---- $project (exit code $status)" "$(tail -n 200 "$log")"
  fi
}
export -f run_one

# The longest first, so that the lanes end together.
mapfile -t projects < <(find tests -mindepth 2 -maxdepth 2 -name 'FedScaler.*.Tests.csproj' -exec basename {} .csproj \; | sed 's/^FedScaler.EndToEnd/0&/' | sort | sed 's/^0//')
printf '%s\n' "${projects[@]}" \
  | xargs -P "$lanes" -I '{}' bash -c 'run_one "$@"' _ '{}' "$configuration" "$limit" "$results"

passed=0 failed=0 skipped=0
for project in "${projects[@]}"; do
  summary=$(grep -E "^ *$project +Total: [0-9]+" "$results/$project.log" | tail -n 1 || true)
  if [[ $summary =~ Total:\ ([0-9]+),\ Errors:\ ([0-9]+),\ Failed:\ ([0-9]+),\ Skipped:\ ([0-9]+),\ Not\ Run:\ ([0-9]+) ]]; then
    bad=$((BASH_REMATCH[2] + BASH_REMATCH[3]))
    passed=$((passed + BASH_REMATCH[1] - BASH_REMATCH[3] - BASH_REMATCH[4] - BASH_REMATCH[5]))
    failed=$((failed + bad))
    skipped=$((skipped + BASH_REMATCH[4]))
  elif [[ ! $summary =~ Total:\ 0$ ]]; then
    echo "$project broke off before its summary: counted as one failure"
    failed=$((failed + 1))
  fi
done

# Named once more at the end: whoever sees no more than the last lines sees which.
if [[ $failed -gt 0 ]]; then grep -hE '\[FAIL\]|^---- ' -A 8 "$results"/*.log | cut -c 1-200 || true; fi
echo "$passed passed, $failed failed, $skipped skipped"
[[ $failed -eq 0 && $passed -gt 0 ]]
