#!/usr/bin/env bash
# Applies the plan that was reviewed: apply.sh STACK_FOLDER REVIEWED_FOLDER
#
# STACK_FOLDER is synthesized from the merged branch, REVIEWED_FOLDER holds the reviewed plan.tfplan. Before it is
# applied, the merged branch is planned and judged anew: unless that plan does exactly the same, nothing is applied.
# Exit code: as plan.sh, and 4 where the reviewed plan is not what the merged branch asks for.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
stack=$(cd "$1" && pwd)
reviewed=$(cd "$2" && pwd)
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT

# Terraform looks for terraform.d in the folder that it is started from, whatever -chdir says.
in_stack() { (cd "$stack" && terraform "$@"); }

"$here/plan.sh" "$stack" "$fresh" || exit
in_stack show -json "$reviewed/plan.tfplan" > "$fresh/reviewed.json" || exit 3
node "$here/same-changes.cjs" "$fresh/reviewed.json" "$fresh/plan.json" || exit 4

in_stack apply -input=false -lock-timeout=10m "$reviewed/plan.tfplan" || exit 3
in_stack output
