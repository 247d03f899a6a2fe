#!/usr/bin/env bash
# Measures RayNet on the embedded cluster beside its baselines, in one run:
#   eng/bench.sh            paired hot paths, start-up and generator; exit code 1 when a target is missed
#   eng/bench.sh micro      BenchmarkDotNet
set -euo pipefail
cd "$(dirname "$0")/.."

bench=tests/Benchmarks/RayNet.Benchmarks
dotnet build -c Release --nologo -v q $bench
run() { dotnet "artifacts/bin/RayNet.Benchmarks/release/RayNet.Benchmarks.dll" "$@"; }

if [ "${1:-}" = micro ]; then
  shift
  run micro --filter '*' --artifacts artifacts/benchmarks "$@"
  exit
fi

dotnet build -c Release --nologo -v q tests/Benchmarks/EmptyConsole
dotnet build -c Release --nologo -v q samples/HelloTask
status=0
run paired || status=1
run startup artifacts/bin/HelloTask/release/HelloTask.dll artifacts/bin/EmptyConsole/release/EmptyConsole.dll || status=1
dotnet build -c Release --nologo -v q tests/Benchmarks/RayNet.Generators.Benchmarks
dotnet artifacts/bin/RayNet.Generators.Benchmarks/release/RayNet.Generators.Benchmarks.dll || status=1
exit $status
