#!/usr/bin/env bash
# Measures RayNet beside its peers and floors, in one run:
#   eng/bench.sh [--peers] [--page] [--rounds N] [metric…]
#                           every metric of the targets, embedded, on worker processes and on two nodes without and with TLS: one JSON object a line, then a table of
#                           ratios with met or missed; exit code 1 when one is missed. --peers takes turns with Orleans, Proto.Remote, Akka.NET, Dask and bare sockets
#                           (../shared/peers), --page writes the tables of docs/performance.md and the plots of docs/performance. Parts of metrics' names choose.
#   eng/bench.sh gate [COMMIT] [metric…]
#                           this working tree beside a commit (its parent by default) in turn; exit code 1 when a metric has regressed
#   eng/bench.sh micro      BenchmarkDotNet
#   eng/bench.sh native     start-up and memory of a native binary beside the same program run by dotnet; needs clang or gcc
#   eng/bench.sh compiler   generator and analyzers in projects of 10 to 5,000 remote methods; writes docs/performance
#   eng/bench.sh libraries FOLDER
#                           generator and analyzers over sources that do not use RayNet: each folder of FOLDER is compiled as a library of its own, in turn
#                           with and without them; exit code 1 when they say anything or take more than 2 %
#   eng/bench.sh starts     starts of drivers and workers, with RayNet as IL, as it ships, and in a program published with ReadyToRun, in turn
#   eng/bench.sh stages [--page] [--verbose] [part of a name…]
#                           where the time goes: samples of a driver and its worker
#   eng/bench.sh lanes      the transport alone beside a bare socket: round trips, frames, blocks
set -euo pipefail
cd "$(dirname "$0")/.."

bench=tests/Benchmarks/RayNet.Benchmarks
run() { dotnet "artifacts/bin/RayNet.Benchmarks/release/RayNet.Benchmarks.dll" "$@"; }
release() { for project in "$@"; do dotnet build -c Release --nologo -v q "$project"; done; }

# What the suite runs.
programs() {
  release src/Runtime/RayNet.Cli $bench tests/Benchmarks/RayNet.Cluster.Benchmarks tests/Benchmarks/RayNet.Nodes.Benchmarks tests/Benchmarks/RayNet.Generators.Benchmarks \
    tests/Benchmarks/EmptyConsole samples/HelloTask
}

# Process start to the first result, and where there is a linker the same of a native binary.
startup() {
  dotnet build -c Release --nologo -v q tests/Benchmarks/EmptyConsole
  dotnet build -c Release --nologo -v q samples/HelloTask
  local native=
  if command -v clang > /dev/null || command -v gcc > /dev/null; then
    dotnet publish --nologo -v q --use-current-runtime -p:PublishAot=true -p:ValidateExecutableReferencesMatchSelfContained=false -o artifacts/native samples/HelloTask
    native=artifacts/native/HelloTask
  fi
  run startup artifacts/bin/HelloTask/release/HelloTask.dll artifacts/bin/EmptyConsole/release/EmptyConsole.dll $native
}

if [ "${1:-}" = micro ]; then
  shift
  release $bench
  run micro --filter '*' --artifacts artifacts/benchmarks "$@"
  exit
fi

if [ "${1:-}" = starts ]; then
  project=tests/Benchmarks/RayNet.Cluster.Benchmarks
  # RayNet as IL alone, RayNet as it ships, and a program that is published with ReadyToRun itself.
  dotnet build -c Release --nologo -v q --artifacts-path artifacts/il -p:ReadyToRunImages=false $project
  dotnet build -c Release --nologo -v q $project
  # The worker's host comes by two ways into the folder; both are the same file.
  dotnet publish -c Release --nologo -v q --use-current-runtime --self-contained false -p:PublishReadyToRun=true -p:ErrorOnDuplicatePublishOutputFiles=false --artifacts-path artifacts/published -o artifacts/readytorun $project
  for round in 1 2 3; do
    for folder in artifacts/il/bin/RayNet.Cluster.Benchmarks/release artifacts/bin/RayNet.Cluster.Benchmarks/release artifacts/readytorun; do
      echo "$folder"
      dotnet $folder/RayNet.Cluster.Benchmarks.dll --runs 3 --seconds 0.4 start | grep -v 'started driver'
    done
  done
  exit
fi

if [ "${1:-}" = compiler ]; then
  dotnet build -c Release --nologo -v q tests/Benchmarks/RayNet.Generators.Benchmarks
  dotnet artifacts/bin/RayNet.Generators.Benchmarks/release/RayNet.Generators.Benchmarks.dll growth docs/performance
  exit
fi

if [ "${1:-}" = libraries ]; then
  dotnet build -c Release --nologo -v q tests/Benchmarks/RayNet.Generators.Benchmarks
  dotnet artifacts/bin/RayNet.Generators.Benchmarks/release/RayNet.Generators.Benchmarks.dll libraries "${2:?a folder with a folder for each library}"
  exit
fi

if [ "${1:-}" = native ]; then
  command -v clang > /dev/null || command -v gcc > /dev/null || { echo "Native binaries need clang or gcc." >&2; exit 2; }
  dotnet build -c Release --nologo -v q $bench
  startup
  # A gateway has ASP.NET Core and gRPC in it, and may not use what only runs with a JIT either.
  dotnet publish --nologo -v q -warnaserror --use-current-runtime -p:PublishAot=true -p:ValidateExecutableReferencesMatchSelfContained=false -o artifacts/native/gateway samples/Expose
  [ "$(artifacts/native/gateway/Expose | head -1)" = 3 ] && echo "a native gateway serves and is called"
  exit
fi

suite() { dotnet artifacts/bin/RayNet.Benchmarks.Suite/release/RayNet.Benchmarks.Suite.dll "$@"; }

if [ "${1:-}" = stages ]; then
  release tests/Benchmarks/RayNet.Benchmarks.Suite tests/Benchmarks/RayNet.Cluster.Benchmarks src/Runtime/RayNet.Cli
  suite "$@"
  exit
fi

if [ "${1:-}" = lanes ]; then
  release tests/Benchmarks/RayNet.Runtime.Transport.Benchmarks
  dotnet artifacts/bin/RayNet.Runtime.Transport.Benchmarks/release/RayNet.Runtime.Transport.Benchmarks.dll
  exit
fi

if [ "${1:-}" = gate ]; then
  shift
  commit=HEAD~1
  case "${1:-}" in
    "" | -*) ;;
    *) if git rev-parse --verify --quiet "$1^{commit}" > /dev/null; then commit=$1; shift; fi ;;
  esac
  tree=artifacts/gate
  git worktree remove --force $tree 2> /dev/null || true
  git worktree add --quiet --detach $tree "$commit"
  trap 'git worktree remove --force '$tree EXIT
  release tests/Benchmarks/RayNet.Benchmarks.Suite tests/Benchmarks/RayNet.Cluster.Benchmarks
  (cd $tree && release tests/Benchmarks/RayNet.Cluster.Benchmarks)
  suite gate $tree "$@"
  exit
fi

arguments=()
peers=
for argument in "$@"; do
  if [ "$argument" = --peers ]; then peers=1; else arguments+=("$argument"); fi
done
if [ -n "$peers" ]; then
  # The peers are kept where this script may not write, and are not built by this repository's rules: a copy outside of its folders.
  peers=$(cd ../shared/peers && pwd)
  copy=${TMPDIR:-/tmp}/raynet-peers-$(id -u)
  mkdir -p "$copy"
  cp -r --no-preserve=mode,ownership --update "$peers/." "$copy"
  chmod +x "$copy/run.sh"
  arguments+=(--peers "$copy")
fi

programs
release tests/Benchmarks/RayNet.Benchmarks.Suite
suite ${arguments[@]+"${arguments[@]}"}
