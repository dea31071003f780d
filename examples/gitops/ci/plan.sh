#!/usr/bin/env bash
# Plans one synthesized stack and reports on the plan: plan.sh STACK_FOLDER OUT_FOLDER
#
# Leaves plan.tfplan, plan.json, report.md and report.json in OUT_FOLDER.
# Exit code: 0 every gate passed, 1 a gate failed, 2 the plan can not be judged, 3 Terraform failed.
#
# Run it in a checkout of the protected branch. Policy, provider and lock file come from there, and never from the
# change under review.
set -euo pipefail

stack=$(cd "$1" && pwd)
mkdir -p "$2"
out=$(cd "$2" && pwd)

# Terraform looks for terraform.d in the folder that it is started from, whatever -chdir says.
in_stack() { (cd "$stack" && terraform "$@"); }

rm -rf "$stack/terraform.d" "$stack/.terraform" "$stack/.terraform.lock.hcl"
greenvn provider install --dir "$stack"
cp "locks/$(basename "$stack").terraform.lock.hcl" "$stack/.terraform.lock.hcl"

# With a lock file that may not change, a provider that nobody approved is never started.
in_stack init -input=false -lockfile=readonly || exit 3
in_stack plan -input=false -lock-timeout=10m -out="$out/plan.tfplan" || exit 3
in_stack show -json "$out/plan.tfplan" > "$out/plan.json" || exit 3

code=0
greenvn plan-report "$out/plan.json" --plan-file "$out/plan.tfplan" --format json > "$out/report.json" || code=$?
[ "$code" -le 1 ] || exit "$code"
greenvn plan-report "$out/plan.json" --plan-file "$out/plan.tfplan" > "$out/report.md" || code=$?
exit "$code"
