#!/usr/bin/env bash
# Runs the program in this process, on four workers, and on a cluster of a head and two nodes with token and TLS. What it computes has to be the
# same each time, and no process may be left.
#   samples/ClusterOnOneMachine/run.sh
# RAYNET names the raynet command; by default the one that is installed, or else the one that this repository builds. PROGRAM names the
# built program; by default it is built.
set -euo pipefail
if [ -n "${PROGRAM:-}" ]; then PROGRAM=$(realpath "$PROGRAM"); fi
cd "$(dirname "$0")"

scratch=$(mktemp -d)
# Folders of its own, so that it neither meets nor stops a cluster that runs already.
export RAYNET_SESSION_DIR="$scratch/session" RAYNET_HOME="$scratch/home"
unset RAYNET_ADDRESS RAYNET_TOKEN RAYNET_TOKEN_FILE RAYNET_TLS_CA

end() {
  local code=$?
  raynet stop --force > "$scratch/end.log" 2>&1 || cat "$scratch/end.log"
  rm -rf "$scratch"
  exit "$code"
}
fail() { echo "FAILED: $1" >&2; exit 1; }

raynet_command=${RAYNET:-}
if [ -z "$raynet_command" ]; then
  if command -v raynet > /dev/null; then
    raynet_command=$(command -v raynet)
  else
    dotnet build ../../src/Runtime/RayNet.Cli --nologo -v q
    raynet_command=$PWD/../../artifacts/bin/RayNet.Cli/debug/raynet
  fi
fi
raynet() { "$raynet_command" "$@"; }
trap end EXIT

assembly=${PROGRAM:-}
if [ -z "$assembly" ]; then
  dotnet build --nologo -v q
  assembly=$(dotnet msbuild -getProperty:TargetPath)
fi
program() { dotnet "$assembly" "$@"; }

echo "== in this process"
program | tee "$scratch/embedded.txt"

echo "== on four workers"
program --workers 4 | tee "$scratch/workers.txt"

echo "== on a cluster: a head and two nodes, each with two CPUs"
printf '%s\n' "$(head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n')" > "$scratch/token"
chmod 600 "$scratch/token"
raynet start --head --port 0 --tls --token-file "$scratch/token" --num-cpus 2 --node-name head | tee "$scratch/head.txt"
address=$(grep -o 'raynet://[^ '"'"']*' "$scratch/head.txt" | head -1)
[ -n "$address" ] || fail "the head printed no join address"
for node in node1 node2; do
  raynet start --address "$address" --token-file "$scratch/token" --num-cpus 2 --node-name "$node"
done
export RAYNET_ADDRESS=$address RAYNET_TOKEN_FILE=$scratch/token
raynet status
program | tee "$scratch/cluster.txt"

echo "== with a wrong token"
printf 'not the token of this cluster\n' | tr ' ' '-' > "$scratch/wrong"
chmod 600 "$scratch/wrong"
# Elsewhere: in the session's folder a program would find the right one.
if RAYNET_SESSION_DIR=$scratch/elsewhere RAYNET_TOKEN_FILE=$scratch/wrong program > "$scratch/wrong.txt" 2>&1; then fail "a wrong token opened the cluster"; fi
grep -m1 'RayException' "$scratch/wrong.txt" || fail "a wrong token was not refused by RayNet"
unset RAYNET_ADDRESS RAYNET_TOKEN_FILE

echo "== the end"
raynet stop

results() { grep -E '^(pi|sum|tasks) ' "$1"; }
for run in workers cluster; do
  [ "$(results "$scratch/embedded.txt")" = "$(results "$scratch/$run.txt")" ] || fail "$run computed something else"
done
grep -q '^ran in 1 process(es) on 1 node(s)$' "$scratch/embedded.txt" || fail "the embedded run left its process"
if grep -q '(this one)' "$scratch/workers.txt" "$scratch/cluster.txt"; then fail "tasks ran in the program's own process"; fi

# Every process of this run has the folder in its arguments or its environment.
left=$({ grep -lsaF "$scratch" /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2> /dev/null | cut -d/ -f3 | sort -u | while read -r id; do
  case "$(tr '\0' ' ' < "/proc/$id/cmdline" 2> /dev/null)" in *raynet*|*RayNet*|*ClusterOnOneMachine.dll*) echo "$id" ;; esac
done; } 2> /dev/null || true)
[ -z "$left" ] || fail "processes are left: $left"
echo "ok: the same results three times, and no process is left"
