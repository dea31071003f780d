#!/bin/sh
# Applies what was reviewed: apply.sh STACK_FOLDER REVIEWED_FOLDER OUT_FOLDER TREE
#
# STACK_FOLDER is synthesized from the merged branch, and planned and judged anew. REVIEWED_FOLDER holds digest.json of
# the plan that was reviewed, or none.txt, which says why there is none. Where the fresh plan does the same, that very
# plan is applied; where nothing is left to do, nothing is; else it stops.
# Exit code: as plan.sh, and 4 where the fresh plan is not the reviewed one.
set -eu
umask 077

here=$(cd "$(dirname "$0")" && pwd)
stack=$(cd "$1" && pwd)
reviewed=$(cd "$2" && pwd)
mkdir -p "$3"
out=$(cd "$3" && pwd)
tree=$4
# Last, so that no package stands in for git, node or terraform.
PATH="$PATH:$PWD/node_modules/.bin"
shown() { "$here/shown.sh" "$here/terraform.sh" "$stack" "$@"; }
trap 'rm -f "$out/plan.tfplan" "$out/plan.json"' EXIT
# Once Terraform has ended: it saves what was reached.
trap 'exit 130' INT TERM

code=0
KEEP_PLAN=yes "$here/plan.sh" "$stack" "$out" "$tree" || code=$?
[ ! -s "$out/report.md" ] || cat "$out/report.md"
[ "$code" -eq 0 ] || exit "$code"

if [ "$(cat "$out/changes")" = no ]; then
  echo "Everything is as the merged commit declares it: there is nothing to apply."
  exit 0
fi
if [ ! -s "$reviewed/digest.json" ]; then
  cat "$reviewed/none.txt" 2> /dev/null || echo "No digest of a reviewed plan is there."
  echo "Nothing was applied. Plan and review again."
  exit 4
fi
lock="locks/$(basename "$stack").terraform.lock.hcl"
greenvn plan-digest "$out/plan.json" --lock-file "$lock" --tree "$tree" --compare "$reviewed/digest.json" || exit 4

shown apply -input=false -no-color -lock-timeout=10m "$out/plan.tfplan" || exit 3
shown output -no-color || exit 3
