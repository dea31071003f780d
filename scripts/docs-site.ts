import { buildSite } from "./docs-site/build";

buildSite(console.log).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
