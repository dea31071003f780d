import childProcess from "node:child_process";

// CDKTF asks `terraform version` at synth where a declaration needs a newer one: unit tests need none, so an echo
// answers. It is answered here without a process of its own: hundreds of tests synthesize.
const ECHO = "echo Terraform v1.11.4 #";
const PATCHED = Symbol.for("greenvn.test.version-without-a-process");
process.env["TERRAFORM_BINARY_NAME"] = ECHO;

// One worker runs many test files, which share Node's own modules.
const shared = childProcess as typeof childProcess & { [PATCHED]?: true };
if (shared[PATCHED] !== true) {
  const { execSync } = childProcess;
  shared[PATCHED] = true;
  childProcess.execSync = ((command: string, ...more: []) =>
    command.startsWith(ECHO) ? Buffer.from("Terraform v1.11.4\n") : execSync(command, ...more)) as typeof execSync;
}
