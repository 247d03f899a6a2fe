#!/usr/bin/env bash
# Measures RayNet on the embedded cluster beside its baselines, in one run:
#   eng/bench.sh            paired hot paths, start-up and generator; exit code 1 when a target is missed
#   eng/bench.sh micro      BenchmarkDotNet
#   eng/bench.sh scheduling
#                           what a placement decision costs with 2,000 nodes, and a simulated cluster of that size; exit code 1 when a limit is missed
#   eng/bench.sh native     start-up and memory of a native binary beside the same program run by dotnet; needs clang or gcc
#   eng/bench.sh compiler   generator and analyzers in projects of 10 to 5,000 remote methods; writes docs/performance
#   eng/bench.sh libraries FOLDER
#                           generator and analyzers over sources that do not use RayNet: each folder of FOLDER is compiled as a library of its own, in turn
#                           with and without them; exit code 1 when they say anything or take more than 2 %
#   eng/bench.sh cluster [--peers] [metric…]
#                           a driver and a worker process, one JSON object a line by the peers' names; with --peers also Orleans, Proto.Remote
#                           and the bare sockets of ../shared/peers, one after the other in the same run
#   eng/bench.sh starts     starts of drivers and workers, compiled as they run and published with ReadyToRun, in turn
#   eng/bench.sh nodes [metric…]
#                           objects between nodes beside a bare socket
#   eng/bench-nodes.sh [metric…]
#                           calls and objects between nodes that are processes, without TLS and with it
set -euo pipefail
cd "$(dirname "$0")/.."

bench=tests/Benchmarks/RayNet.Benchmarks
run() { dotnet "artifacts/bin/RayNet.Benchmarks/release/RayNet.Benchmarks.dll" "$@"; }

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

if [ "${1:-}" = scheduling ]; then
  dotnet build -c Release --nologo -v q $bench
  run scheduling
  exit
fi

if [ "${1:-}" = micro ]; then
  shift
  dotnet build -c Release --nologo -v q $bench
  run micro --filter '*' --artifacts artifacts/benchmarks "$@"
  exit
fi

if [ "${1:-}" = nodes ]; then
  shift
  dotnet build -c Release --nologo -v q tests/Benchmarks/RayNet.Nodes.Benchmarks
  dotnet artifacts/bin/RayNet.Nodes.Benchmarks/release/RayNet.Nodes.Benchmarks.dll "$@"
  exit
fi

if [ "${1:-}" = starts ]; then
  project=tests/Benchmarks/RayNet.Cluster.Benchmarks
  dotnet build -c Release --nologo -v q $project
  # The worker's host comes by two ways into the folder; both are the same file.
  dotnet publish -c Release --nologo -v q --use-current-runtime --self-contained false -p:PublishReadyToRun=true -p:ErrorOnDuplicatePublishOutputFiles=false -o artifacts/readytorun $project
  for round in 1 2 3; do
    for folder in artifacts/bin/RayNet.Cluster.Benchmarks/release artifacts/readytorun; do
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

if [ "${1:-}" = cluster ]; then
  shift
  peers=
  if [ "${1:-}" = --peers ]; then
    peers=1
    shift
  fi
  dotnet build -c Release --nologo -v q tests/Benchmarks/RayNet.Cluster.Benchmarks
  dotnet artifacts/bin/RayNet.Cluster.Benchmarks/release/RayNet.Cluster.Benchmarks.dll "$@"
  if [ -n "$peers" ]; then
    # The peers are kept where this script may not write, and are not built by this repository's rules.
    peers=$(mktemp -d)
    trap 'rm -rf "$peers"' EXIT
    cp -r ../shared/peers/. "$peers"
    chmod -R u+w "$peers"
    PEER_ONLY="${1:-}" "$peers/run.sh" orleans proto-remote pipelines-uds | grep '^{'
    dotnet artifacts/bin/RayNet.Cluster.Benchmarks/release/RayNet.Cluster.Benchmarks.dll "$@"
  fi
  exit
fi

dotnet build -c Release --nologo -v q $bench
status=0
run paired || status=1
startup || status=1
dotnet build -c Release --nologo -v q tests/Benchmarks/RayNet.Generators.Benchmarks
dotnet artifacts/bin/RayNet.Generators.Benchmarks/release/RayNet.Generators.Benchmarks.dll || status=1
exit $status
