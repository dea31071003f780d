#!/bin/sh
# Tells whether a stack is as it was declared: drift.sh STACK_FOLDER OUT_FOLDER TREE
#
# Leaves what plan.sh leaves. Exit code: 0 it is, 10 it is not (report.md says how), else as plan.sh, but for gates: they
# judge what somebody wants to do. An output that holds the time of the plan is no drift: it is another one each night.
set -eu
umask 077

here=$(cd "$(dirname "$0")" && pwd)
out=$2
trap 'rm -f "$out/plan.tfplan" "$out/plan.json"' EXIT
trap 'exit 130' INT TERM

code=0
KEEP_PLAN=yes "$here/plan.sh" "$1" "$out" "$3" || code=$?
[ "$code" -le 1 ] || exit "$code"
code=0
node "$here/drifted.mjs" "$out/plan.json" || code=$?
exit "$code"
