#!/usr/bin/env bash
# Fuzzes every target, one after the other: tests/fuzz/run.sh [TARGET...]; all of them if none is named.
#
# In the environment:
#   SECONDS_EACH  for each target; 300 if not said, an hour over all
# Ends with 1 if there was a finding, after all targets had their time. Findings lie in tests/fuzz/artifacts.
set -euo pipefail
cd "$(dirname "$0")/../.."
each=${SECONDS_EACH:-300}
folder=tests/fuzz
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT

if ! cargo fuzz --version >/dev/null 2>&1; then
    echo "run: needs cargo-fuzz: cargo install --locked cargo-fuzz" >&2
    exit 2
fi
if [ $# -gt 0 ]; then
    targets=("$@")
else
    mapfile -t targets < <(basename -s .rs "$folder"/targets/*.rs)
fi
export RUSTC_BOOTSTRAP=1
options=(--fuzz-dir "$folder" -O -a --sanitizer none)

# The dictionary of what a target reads, if there is one.
dictionary() {
    case $1 in
        page | fragment) echo html ;;
        json | xml | date | warc) echo "$1" ;;
        *) echo text ;;
    esac
}

"$folder/seeds.sh" >/dev/null
for target in "${targets[@]}"; do
    cargo fuzz build "${options[@]}" "$target"
done

n_findings=0
printf '%-12s %10s %12s %10s %8s  %s\n' target seconds runs coverage inputs result
for target in "${targets[@]}"; do
    mkdir -p "$folder/corpus/$target"
    flags=(-max_len=4096 -timeout=5 -rss_limit_mb=2048 -print_final_stats=1 "-max_total_time=$each")
    words=$folder/dictionaries/$(dictionary "$target").dict
    [ ! -f "$words" ] || flags+=("-dict=$words")
    since=$SECONDS
    if cargo fuzz run "${options[@]}" "$target" "$folder/corpus/$target" "$folder/seeds/$target" -- "${flags[@]}" \
        > "$logs/$target" 2>&1; then
        result=ok
    else
        result=FINDING
        n_findings=$((n_findings + 1))
    fi
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$logs/$target" | tail -1)
    coverage=$(grep -o 'cov: [0-9]*' "$logs/$target" | tail -1 | cut -d' ' -f2 || true)
    n_inputs=$(find "$folder/corpus/$target" -type f | wc -l)
    printf '%-12s %10s %12s %10s %8s  %s\n' "$target" $((SECONDS - since)) "${runs:--}" "${coverage:--}" "$n_inputs" "$result"
    if [ "$result" = FINDING ]; then
        grep -E 'panicked|ERROR|SUMMARY|Test unit written|artifacts/' -A2 "$logs/$target" | tail -20 | sed 's/^/    /'
    fi
done
echo "$n_findings of ${#targets[@]} targets have a finding"
[ "$n_findings" -eq 0 ]
