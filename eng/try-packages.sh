#!/usr/bin/env bash
# Tries the packages as a stranger would: outside of the repository, with empty caches of its own.
#   eng/try-packages.sh               packs first, under the version without a suffix (the caches are empty, so it cannot be stale)
#   eng/try-packages.sh --feed DIR    takes the packages that are there
# Prints "ok: ..." or "FAILED: ..." for each check.
set -euo pipefail
cd "$(dirname "$0")/.."
repository=$PWD

feed=""
if [ "${1:-}" = "--feed" ]; then
  feed=$(cd "$2" && pwd)
else
  eng/pack.sh --version "$(sed -n 's:.*<VersionPrefix>\(.*\)</VersionPrefix>.*:\1:p' Directory.Build.props)"
  feed="$repository/artifacts/packages"
fi

scratch=$(mktemp -d)
end() {
  if [ -x "$scratch/tools/raynet" ]; then "$scratch/tools/raynet" stop --force > /dev/null || true; fi
  rm -rf "$scratch"
}
trap end EXIT
export NUGET_PACKAGES="$scratch/packages" DOTNET_CLI_HOME="$scratch/home" DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
# MSBuild reads it as a property, so that every project finds the feed without a file that names it.
export RestoreAdditionalProjectSources="$feed"
cp -r tests/Packaging samples "$scratch"
rm "$scratch/samples/Directory.Build.props"

failures=0
ok() { echo "ok: $1"; }
fail() { echo "FAILED: $1"; sed 's/^/    /' "$scratch/log"; failures=$((failures + 1)); }

# check NAME COMMAND...: the command succeeds.
check() {
  local name=$1; shift
  if "$@" > "$scratch/log" 2>&1; then ok "$name"; else fail "$name"; fi
}

# prints NAME EXPECTED COMMAND...: the command succeeds and prints exactly this.
prints() {
  local name=$1 expected=$2; shift 2
  if "$@" > "$scratch/log" 2>&1 && [ "$(cat "$scratch/log")" = "$expected" ]; then ok "$name"; else fail "$name"; fi
}

# reports NAME PATTERN COMMAND...: the command fails and its output holds the pattern.
reports() {
  local name=$1 pattern=$2; shift 2
  if ! "$@" > "$scratch/log" 2>&1 && grep -Eq "$pattern" "$scratch/log"; then ok "$name"; else fail "$name"; fi
}

build() { dotnet build "$1" --nologo -v q -tl:off; }
build_strictly() { dotnet build "$1" --nologo -v q -tl:off -warnaserror; }
run_built() { local project=$1; shift; dotnet run --no-build --project "$project" -- "$@"; }

# A program that references RayNet.
check "a program builds without warnings" build_strictly "$scratch/Packaging/App"
prints "a program runs" $'3\n11\n3\nTrue\nTrue' run_built "$scratch/Packaging/App"
prints "a program runs on worker processes" $'3\n11\n3\nTrue\nFalse' run_built "$scratch/Packaging/App" 2
publish() { dotnet publish "$1" --nologo -v q -tl:off -o "$2"; }
check "a program publishes" publish "$scratch/Packaging/App" "$scratch/published"
prints "a published program runs on worker processes" $'3\n11\n3\nTrue\nFalse' dotnet "$scratch/published/App.dll" 2

# The same program as one native binary, where there is a linker. Any warning is an error.
has_native=0
command -v clang > /dev/null || command -v gcc > /dev/null || { apt-get update -qq && apt-get install -y -qq clang; } > /dev/null 2>&1 || true
publish_natively() { dotnet publish "$1" --nologo -v q -tl:off -warnaserror -p:StripSymbols=true -o "$2"; }
if command -v clang > /dev/null || command -v gcc > /dev/null; then
  has_native=1
  check "a program publishes as a native binary without warnings" publish_natively "$scratch/Packaging/NativeApp" "$scratch/native"
  prints "a native program runs" $'3\n11\n3\nTrue\nTrue' "$scratch/native/NativeApp"
  prints "a native program runs on worker processes" $'3\n11\n3\nTrue\nFalse' "$scratch/native/NativeApp" 2
else
  echo "skipped: native binaries, because there is neither clang nor gcc, and neither can be installed"
fi

# What is in the packages, as NuGet unpacked them.
abstractions=$(echo "$scratch"/packages/raynet.abstractions/*)
rayNet=$(echo "$scratch"/packages/raynet/*)
for part in RayNet.Generators RayNet.Analyzers RayNet.CodeFixes; do
  check "RayNet.Abstractions carries $part" test -f "$abstractions/analyzers/dotnet/cs/$part.dll"
done
check "RayNet.Abstractions carries no other assembly for the compiler" test "$(ls "$abstractions/analyzers/dotnet/cs" | wc -l)" -eq 3
analyzers_excluded() { grep 'id="RayNet.Abstractions"' "$rayNet/raynet.nuspec" | grep -q exclude; }
check "RayNet does not keep analyzers from its users" eval '! analyzers_excluded'
for package in "$scratch"/packages/raynet*/*; do
  name=$(basename "$(dirname "$package")")
  check "$name has a readme and a licence" test -f "$package/README.md" -a -f "$package/LICENSE"
  check "$name holds no path of this machine" eval "! grep -rqF --exclude=.nupkg.metadata '$repository' '$package'"
done
for package in RayNet.Abstractions RayNet.Hosting RayNet.Runtime.Core; do
  check "$package has symbols" eval "ls '$feed'/$package.[0-9]*.snupkg"
done

# Mistakes are errors at the user's line.
reports "a type that cannot travel is RN1004" 'Program\.cs\(7,.*error RN1004:.*Stream' build "$scratch/Packaging/Broken"
reports "a parameter by reference is RN1002" 'Program\.cs\(9,.*error RN1002' build "$scratch/Packaging/Broken"
reports "a dropped reference is RN2001" 'Program\.cs\(15,.*error RN2001' build "$scratch/Packaging/Broken"

# A library of tasks, and a program that uses it.
check "a library and its program build without warnings" build_strictly "$scratch/Packaging/LibraryApp"
prints "a program runs the tasks of a library" "6" run_built "$scratch/Packaging/LibraryApp"
check "a library has no runtime" eval "! grep -q 'RayNet.Runtime' '$scratch/Packaging/TaskLibrary/obj/project.assets.json'"


# What the library promises to other builds is recorded beside it.
cp -r "$scratch/Packaging/TaskLibrary" "$scratch/Changed"
sed -i 's/string text/string text, int factor/' "$scratch/Changed/Words.cs"
reports "a change that breaks running builds is RN3001" 'Words\.cs\(10,.*error RN3001' build "$scratch/Changed"

# The command, as a tool from its package, and a program on the cluster that it starts.
export RAYNET_SESSION_DIR="$scratch/session" RAYNET_HOME="$scratch/raynet"
raynet() { "$scratch/tools/raynet" "$@"; }
check "the command installs as a tool" dotnet tool install RayNet.Cli --tool-path "$scratch/tools" --prerelease --source "$feed"
check "the command starts a head" raynet start --head --port 0
address=$(sed -n 's/^Cluster .* runs at \([^ ]*\) .*/\1/p' "$scratch/log")
run_on_cluster() { RAYNET_ADDRESS="$address" run_built "$scratch/Packaging/App"; }
prints "a program runs on the cluster" $'3\n11\n3\nTrue\nFalse' run_on_cluster
if [ "$has_native" = 1 ]; then
  run_natively_on_cluster() { RAYNET_ADDRESS="$address" "$scratch/native/NativeApp"; }
  prints "a native program runs on the cluster" $'3\n11\n3\nTrue\nFalse' run_natively_on_cluster
fi
check "the command stops the head" raynet stop

# Templates.
cd "$scratch"
check "the templates install" dotnet new install "$(ls "$feed"/RayNet.Templates.*.nupkg)"
check "raynet-app makes a project" dotnet new raynet-app -o Shop
check "raynet-app builds without warnings" build_strictly Shop
prints "raynet-app runs" "3" run_built Shop
new_actor() { (cd Shop && dotnet new raynet-actor -n Basket && grep 'namespace Shop;' Basket.cs && grep 'class Basket' Basket.cs); }
check "raynet-actor makes a file in the project's namespace" new_actor
check "raynet-actor builds without warnings" build_strictly Shop
check "raynet-lib makes a project" dotnet new raynet-lib -o Library
check "raynet-lib builds without warnings" build_strictly Library

# Programs of the repository, copied out.
prints "hello.cs runs without a project" "3" dotnet run samples/hello.cs
check "a sample that is copied out builds without warnings" build_strictly samples/Counter
prints "a sample that is copied out runs" "1 2 3 4 5" run_built samples/Counter

[ "$failures" -eq 0 ]
