// Preloaded into the provider: a disk and a clock as ODD_DISK and ODD_CLOCK say.
const fs = require("node:fs");
const { syncBuiltinESMExports } = require("node:module");

/** For a test to see that it came to that. */
const append = fs.appendFileSync;
const happened = (what) => append(process.env["ODD_NOTES"], `${what}\n`);

/** `CODE FUNCTION…`: these functions fail with that code for files of the journal; a write leaves half of it. */
const [code, ...failing] = (process.env["ODD_DISK"] ?? "").split(" ").filter(Boolean);
for (const name of failing) {
  const real = fs[name];
  fs[name] = (file, data, ...rest) => {
    if (!String(file).includes("greenvn-journal")) return real(file, data, ...rest);
    happened(`disk ${name}`);
    if (name === "writeFileSync") real(file, data.slice(0, data.length / 2), ...rest);
    throw Object.assign(new Error(`${code}: odd disk`), { code });
  };
}

/** The clock is set back an hour as soon as the journal is first written: in the middle of an apply. */
if (process.env["ODD_CLOCK"] === "back") {
  const RealDate = Date;
  let offsetMs = 0;
  globalThis.Date = class extends RealDate {
    constructor(...given) {
      super(...(given.length === 0 ? [RealDate.now() - offsetMs] : given));
    }
    static now() {
      return RealDate.now() - offsetMs;
    }
  };
  const rename = fs.renameSync;
  fs.renameSync = (from, to) => {
    if (String(to).includes("greenvn-journal")) {
      offsetMs = 60 * 60 * 1000;
      happened("clock");
    }
    return rename(from, to);
  };
}
syncBuiltinESMExports();
