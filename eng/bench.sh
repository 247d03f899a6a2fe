#!/usr/bin/env bash
# Measures RayNet on the embedded cluster beside its baselines, in one run:
#   eng/bench.sh            paired hot paths, start-up and generator; exit code 1 when a target is missed
#   eng/bench.sh micro      BenchmarkDotNet
#   eng/bench.sh compiler   generator and analyzers in projects of 10 to 5,000 remote methods; writes docs/performance
#   eng/bench.sh cluster [--peers] [metric…]
#                           a driver and a worker process, one JSON object a line by the peers' names; with --peers also Orleans, Proto.Remote
#                           and the bare sockets of ../shared/peers, one after the other in the same run
#   eng/bench.sh nodes [metric…]
#                           objects between nodes beside a bare socket
#   eng/bench-nodes.sh [metric…]
#                           calls and objects between nodes that are processes, without TLS and with it
set -euo pipefail
cd "$(dirname "$0")/.."

bench=tests/Benchmarks/RayNet.Benchmarks
run() { dotnet "artifacts/bin/RayNet.Benchmarks/release/RayNet.Benchmarks.dll" "$@"; }

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

if [ "${1:-}" = compiler ]; then
  dotnet build -c Release --nologo -v q tests/Benchmarks/RayNet.Generators.Benchmarks
  dotnet artifacts/bin/RayNet.Generators.Benchmarks/release/RayNet.Generators.Benchmarks.dll growth docs/performance
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
dotnet build -c Release --nologo -v q tests/Benchmarks/EmptyConsole
dotnet build -c Release --nologo -v q samples/HelloTask
status=0
run paired || status=1
native=
if command -v clang > /dev/null || command -v gcc > /dev/null; then
  dotnet publish --nologo -v q --use-current-runtime -p:PublishAot=true -p:ValidateExecutableReferencesMatchSelfContained=false -o artifacts/native samples/HelloTask
  native=artifacts/native/HelloTask
fi
run startup artifacts/bin/HelloTask/release/HelloTask.dll artifacts/bin/EmptyConsole/release/EmptyConsole.dll $native || status=1
dotnet build -c Release --nologo -v q tests/Benchmarks/RayNet.Generators.Benchmarks
dotnet artifacts/bin/RayNet.Generators.Benchmarks/release/RayNet.Generators.Benchmarks.dll || status=1
exit $status
