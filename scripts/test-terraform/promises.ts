/**
 * The tests that hold what is promised whatever Terraform or OpenTofu drives the provider, by their path in `test/e2e`.
 * None of them needs to see what is printed before a command ends.
 */
export const PROMISES = [
  "allocation/main-job",
  "allocation/allocation",
  "allocation/drift",
  "allocation/import",
  "allocation/protection",
  "allocation/validation",
  "allocation/terraform-features",
  "assignment/assignment",
  "assignment/replacement",
  "data-source/data-source",
  "functions/functions",
  "actions/rotate",
  "runtime/newer-parts",
  "configuration/api-origin",
  "configuration/credentials",
  "money-safety/stale-plan",
  "money-safety/lost-untold",
] as const;
