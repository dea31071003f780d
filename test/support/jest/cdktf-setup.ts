// CDKTF asks `terraform version` at synth where a declaration needs a newer one: unit tests need none, so an echo
// answers.
process.env["TERRAFORM_BINARY_NAME"] = "echo Terraform v1.11.4 #";
