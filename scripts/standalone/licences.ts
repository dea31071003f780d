import { readFile } from "node:fs/promises";
import path from "node:path";
import { licencesOf } from "../build/licences";
import { ROOT } from "../project";
import { standaloneProgram } from "./compile";
import { BUN_VERSION } from "./runtimes";

/** The runtime's packages bring no text of a licence, so what has to travel with it stands here. */
const RUNTIME = `Bun ${BUN_VERSION} (MIT), the runtime inside the executable

Copyright (c) Oven and the contributors of Bun

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.

It is changed: names of variables of the environment that would have it run other code are gone from it. It contains
JavaScriptCore and WebKit (LGPL 2), whose sources Bun publishes at https://github.com/oven-sh/WebKit, and further
libraries; https://github.com/oven-sh/bun/blob/bun-v${BUN_VERSION}/LICENSE.md lists all of them with their licences.
`;

/** The licence of the provider, of the packages in it, and of its runtime. */
export async function standaloneLicences(): Promise<string> {
  const { inputs } = await standaloneProgram();
  const own = await readFile(path.join(ROOT, "LICENSE"), "utf8");
  const line = `\n${"-".repeat(80)}\n`;
  return [`cdktf-greenvn\n\n${own.trim()}\n`, RUNTIME, await licencesOf(inputs)].join(line);
}
