#!/usr/bin/env bash
# A driver beside one node and workers on the head's node, as processes on this machine, without TLS and with it.
#   eng/bench-nodes.sh [part of a metric's name ...]
set -euo pipefail
cd "$(dirname "$0")/.."

dotnet build -c Release --nologo -v q src/Runtime/RayNet.Cli
dotnet build -c Release --nologo -v q tests/Benchmarks/RayNet.Cluster.Benchmarks
raynet=$PWD/artifacts/bin/RayNet.Cli/release/raynet

measure() {
  local suffix=$1
  shift
  local scratch
  scratch=$(mktemp -d)
  (
    export RAYNET_SESSION_DIR="$scratch/session" RAYNET_HOME="$scratch/home"
    # Inside the subshell, so that each cluster ends before the next one starts, whatever happens.
    trap '"$raynet" stop --force > /dev/null 2>&1; rm -rf "$scratch"' EXIT
    local tls=()
    if [ "$suffix" = "2 nodes with TLS" ]; then
      printf '%s\n' "$(head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n')" > "$scratch/token"
      chmod 600 "$scratch/token"
      tls=(--token-file "$scratch/token")
      export RAYNET_TOKEN_FILE="$scratch/token"
    fi
    "$raynet" start --head --port 0 ${tls[@]+--tls "${tls[@]}"} --num-cpus 2 --resources far=1000 > "$scratch/head.txt"
    local address
    address=$(grep -o 'raynet://[^ '"'"']*' "$scratch/head.txt" | head -1 || true)
    [ -n "$address" ] || address=$(grep -oE '127\.0\.0\.1:[0-9]+' "$scratch/head.txt" | head -1)
    # Drivers prefer a node that is not the head's.
    "$raynet" start --address "$address" ${tls[@]+"${tls[@]}"} --num-cpus 2 > /dev/null
    RAYNET_ADDRESS=$address dotnet artifacts/bin/RayNet.Cluster.Benchmarks/release/RayNet.Cluster.Benchmarks.dll --nodes "$suffix" "$@"
  )
}

measure "2 nodes" "$@"
measure "2 nodes with TLS" "$@"
