import { type Outcome, runPromises, said } from "./test-terraform/run-promises";

const USAGE = `usage: npm run test:terraform -- PATH...

Runs the promises of the provider with each Terraform or OpenTofu that is named by its path.`;

async function main(files: readonly string[]): Promise<void> {
  if (files.length === 0 || files.some((file) => file.startsWith("-"))) {
    console.error(USAGE);
    process.exitCode = 2;
    return;
  }
  const outcomes: Outcome[] = [];
  for (const file of files) {
    try {
      outcomes.push(await runPromises(file, console.log));
    } catch (error) {
      console.error(error instanceof Error ? error.message : String(error));
      process.exitCode = 2;
    }
  }
  console.log("");
  for (const line of outcomes.flatMap(said)) console.log(line);
  if (process.exitCode === undefined && outcomes.some(({ failed }) => failed.length > 0)) process.exitCode = 1;
}

void main(process.argv.slice(2));
