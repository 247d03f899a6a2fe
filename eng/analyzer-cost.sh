#!/usr/bin/env bash
# What RayNet's analyzers cost a project that does not use RayNet: compiles the C# files of a folder with and without them, in turns,
# and compares processor time, which other work on the machine disturbs less than the clock.
#   eng/analyzer-cost.sh FOLDER [DEFINES] [ROUNDS]
set -euo pipefail
folder=$(realpath "$1")
defines=${2:-NET;NETSTANDARD}
rounds=${3:-5}
cd "$(dirname "$0")/.."

dotnet build -c Release --nologo -v q src/Generators/RayNet.Analyzers
analyzers=$(realpath artifacts/bin/RayNet.Analyzers/release/RayNet.Analyzers.dll)
sdk=$(dotnet --list-sdks | tail -1 | sed 's/\(.*\) \[\(.*\)\]/\2\/\1/')
packs=$(ls -d "$(dirname "$(dirname "$sdk")")"/packs/Microsoft.NETCore.App.Ref/*/ref/net* | tail -1)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

{
    echo "-noconfig -nostdlib -target:library -unsafe -langversion:latest -nowarn:1701 -warn:0 -out:$work/out.dll -define:$defines"
    printf -- '-reference:"%s"\n' "$packs"/*.dll
    find "$folder" -name '*.cs' -not -path '*/obj/*' -not -path '*/bin/*' -printf '"%p"\n'
} > "$work/args.rsp"

# Prints the processor time of one compilation in milliseconds.
compile() {
    local before after
    before=$(cut -d' ' -f16,17 /proc/$$/stat)
    dotnet "$sdk/Roslyn/bincore/csc.dll" "@$work/args.rsp" "$@" > "$work/output.txt" 2>&1 || true
    after=$(cut -d' ' -f16,17 /proc/$$/stat)
    echo $(( (${after% *} + ${after#* } - ${before% *} - ${before#* }) * 1000 / $(getconf CLK_TCK) ))
}

median() { sort -n | sed -n "$(( (rounds + 1) / 2 ))p"; }

for (( i = 0; i < rounds; i++ )); do
    compile >> "$work/without"
    compile "-analyzer:$analyzers" >> "$work/with"
done

reported=$(grep -c ' RN[0-9]\{4\}' "$work/output.txt" || true)
errors=$(grep -c ' error ' "$work/output.txt" || true)
without=$(median < "$work/without")
with=$(median < "$work/with")
compile "-analyzer:$analyzers" -reportanalyzer > /dev/null
echo "$(find "$folder" -name '*.cs' | wc -l) files, $errors errors of the compiler, $reported diagnostics of RayNet"
awk -v a="$without" -v b="$with" 'BEGIN { printf "without %d ms, with %d ms of processor time: %+.2f %%\n", a, b, 100 * (b - a) / a }'
grep -i -A3 'analyzer execution time' "$work/output.txt" || true
