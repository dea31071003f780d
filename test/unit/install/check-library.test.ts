import { checkInstalled } from "../../../src/install/check-library";
import { InstallError } from "../../../src/install/install-error";
import { CDKTF, CDKTN, type Library } from "../../../src/install/libraries";

type Installed = Readonly<Record<string, string>>;

const check = (library: Library, installed: Installed) => () =>
  checkInstalled(library, (name) => installed[name] ?? null);

test.each<[string, Library, Installed]>([
  ["the one it was tried with", CDKTF, { cdktf: "0.21.0" }],
  ["a later one of the same line", CDKTF, { cdktf: "0.21.7" }],
  ["both libraries, the plain entry", CDKTF, { cdktf: "0.21.0", cdktn: "0.24.0" }],
  ["both libraries, the other entry", CDKTN, { cdktf: "0.21.0", cdktn: "0.24.0" }],
  ["cdktn alone", CDKTN, { cdktn: "0.24.3" }],
  ["a version before the release", CDKTN, { cdktn: "0.24.0-pre.1" }],
])("an entry loads with %s", (_case, library, installed) => expect(check(library, installed)).not.toThrow());

test.each<[string, Library, Installed, string]>([
  [
    "nothing is installed",
    CDKTF,
    {},
    "cdktf-greenvn needs cdktf, which is not installed; run npm install cdktf@0.21 constructs",
  ],
  [
    "nothing is installed for cdktn",
    CDKTN,
    {},
    "cdktf-greenvn/cdktn needs cdktn, which is not installed; run npm install cdktn@0.24 constructs",
  ],
  [
    "cdktn alone is installed",
    CDKTF,
    { cdktn: "0.24.0" },
    'cdktf-greenvn is the entry for cdktf, and cdktn is installed; import from "cdktf-greenvn/cdktn" instead',
  ],
  [
    "cdktf alone is installed",
    CDKTN,
    { cdktf: "0.21.0" },
    'cdktf-greenvn/cdktn is the entry for cdktn, and cdktf is installed; import from "cdktf-greenvn" instead',
  ],
  [
    "cdktn is too old",
    CDKTN,
    { cdktn: "0.23.9", cdktf: "0.21.0" },
    "cdktf-greenvn/cdktn needs cdktn 0.24, and 0.23.9 is installed; run npm install cdktn@0.24, or take a version of cdktf-greenvn that names yours",
  ],
  [
    "cdktn is too new",
    CDKTN,
    { cdktn: "0.25.0" },
    "cdktf-greenvn/cdktn needs cdktn 0.24, and 0.25.0 is installed; run npm install cdktn@0.24, or take a version of cdktf-greenvn that names yours",
  ],
  [
    "cdktn is a later one that only begins alike",
    CDKTN,
    { cdktn: "0.240.0" },
    "cdktf-greenvn/cdktn needs cdktn 0.24, and 0.240.0 is installed; run npm install cdktn@0.24, or take a version of cdktf-greenvn that names yours",
  ],
  [
    "cdktf is too old",
    CDKTF,
    { cdktf: "0.20.12" },
    "cdktf-greenvn needs cdktf 0.21, and 0.20.12 is installed; run npm install cdktf@0.21, or take a version of cdktf-greenvn that names yours",
  ],
])("one sentence where %s", (_case, library, installed, sentence) =>
  expect(check(library, installed)).toThrow(new InstallError(sentence)),
);

test("what is installed is found from this package's own place", () => {
  expect(() => checkInstalled(CDKTF)).not.toThrow();
  expect(() => checkInstalled(CDKTN)).not.toThrow();
});
