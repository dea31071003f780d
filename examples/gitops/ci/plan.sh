#!/bin/sh
# Plans one synthesized stack, reports on the plan and takes its digest: plan.sh STACK_FOLDER OUT_FOLDER TREE
#
# TREE is git's hash of what is planned (tree.sh). Leaves report.md, report.json, digest.json, counts.json for a forge's
# own view, and in `changes` whether there are any (yes or no). The plan itself holds secrets: it is removed, but where
# KEEP_PLAN is set, for whoever applies it.
# STACK and COMMIT, where they are set, are named in the report; exemptions may ask for the stack.
# Exit code: 0 every gate passed, 1 a gate failed, 2 the plan can not be judged, 3 Terraform failed.
#
# Run it in a checkout of the protected branch. Policy, provider and lock file come from there, and never from the
# change under review.
set -eu
umask 077

here=$(cd "$(dirname "$0")" && pwd)
stack=$(cd "$1" && pwd)
mkdir -p "$2"
out=$(cd "$2" && pwd)
tree=$3
# Of an earlier run, they would be taken for this one's.
for file in plan.tfplan plan.json report.md report.json digest.json counts.json changes; do rm -f "$out/$file"; done
[ -n "${KEEP_PLAN:-}" ] || trap 'rm -f "$out/plan.tfplan" "$out/plan.json"' EXIT
trap 'exit 130' INT TERM
# Last, so that no package stands in for git, node or terraform.
PATH="$PATH:$PWD/node_modules/.bin"
shown() { "$here/shown.sh" "$here/terraform.sh" "$stack" "$@"; }

rm -rf "$stack/terraform.d" "$stack/.terraform" "$stack/.terraform.lock.hcl"
greenvn provider install --dir "$stack" > /dev/null || exit 2
lock="locks/$(basename "$stack").terraform.lock.hcl"
cp "$lock" "$stack/.terraform.lock.hcl" || exit 2

# With a lock file that may not change, a provider that nobody approved is never started.
shown init -input=false -no-color -lockfile=readonly || exit 3
code=0
shown plan -input=false -no-color -lock-timeout=10m -detailed-exitcode -out="$out/plan.tfplan" || code=$?
case $code in
  0) echo no > "$out/changes" ;;
  2) echo yes > "$out/changes" ;;
  *) exit 3 ;;
esac
# Its output is no text that could be masked; what it complains of is.
if ! "$here/terraform.sh" "$stack" show -json "$out/plan.tfplan" > "$out/plan.json" 2> "$out/complaint"; then
  greenvn mask < "$out/complaint" >&2
  exit 3
fi
rm -f "$out/complaint"

set -- "$out/plan.json" --plan-file "$out/plan.tfplan"
[ -z "${STACK:-}" ] || set -- "$@" --stack "$STACK"
[ -z "${COMMIT:-}" ] || set -- "$@" --commit "$COMMIT"
code=0
greenvn plan-report "$@" --format json > "$out/report.json" || code=$?
[ "$code" -le 1 ] || exit "$code"
greenvn plan-report "$@" --format markdown > "$out/report.md" || code=$?
[ "$code" -le 1 ] || exit "$code"
node "$here/counts.mjs" "$out/plan.json" > "$out/counts.json"
greenvn plan-digest "$out/plan.json" --lock-file "$lock" --tree "$tree" > "$out/digest.json" || exit 2
exit "$code"
