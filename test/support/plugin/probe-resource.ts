import { appendFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { Reached, Resource } from "../../../src/plugin/sdk/resource";
import { computed, optional, required } from "../../../src/plugin/sdk/schema";
import { type JsonValue, UNKNOWN, type Unknown, type Value } from "../../../src/plugin/sdk/value";

export interface ProbeState {
  readonly id: string | null | Unknown;
  readonly name: string | Unknown;
  readonly size: Value;
  readonly members: readonly Value[] | null | Unknown;
  readonly tags: { readonly [key: string]: Value } | null | Unknown;
  readonly options: { readonly region: Value; readonly level: Value } | null | Unknown;
  readonly secret: string | null | Unknown;
  /** What the resource is to do wrong, and in which step: `create:throw`, `update:wait 500`. */
  readonly behave: string | null | Unknown;
}

/** What the probe's resources share: a file in which each step is noted as a line. */
export interface ProbeSession {
  readonly ledger: string | null;
}

/** A resource that can be told to misbehave, for tests of the runtime. */
export function probeResource(schemaVersion: number): Resource<ProbeState, ProbeSession> {
  return {
    type: "probe_thing",
    schema: {
      version: schemaVersion,
      description: "A thing to probe the runtime with.",
      attributes: {
        id: computed.string("Its name in capitals."),
        name: required.string("Its name."),
        size: optional.number("Any number."),
        members: optional.set("string", "A set."),
        tags: optional.map("string", "A map."),
        options: optional.nested(
          { region: optional.string("A region."), level: optional.number("A level.") },
          "An object.",
        ),
        secret: optional.string("Not to be shown.", { sensitive: true }),
        behave: optional.string("How to misbehave."),
      },
    },
    validate: (config) =>
      config.name === ""
        ? [{ severity: "error", summary: "Empty name", detail: "Give a name.", path: [{ attribute: "name" }] }]
        : [],
    async plan({ prior, config, notes, stop, session }) {
      await misbehave("plan", config, session, stop);
      const planned: ProbeState = { ...config, id: prior === null ? UNKNOWN : prior.id };
      if (config.behave === "plan:contradict")
        return { planned: { ...planned, name: "another" }, replace: [], notes, diagnostics: [] };
      return { planned, replace: [], notes, diagnostics: [] };
    },
    planDestroy: ({ notes }) => ({ notes, diagnostics: [] }),
    async read({ state, notes, session, stop }) {
      await misbehave("read", state, session, stop);
      return { state, notes, diagnostics: [] };
    },
    create: async ({ planned, notes, session, stop }) =>
      reached(planned, await misbehave("create", planned, session, stop), notes),
    update: async ({ planned, notes, session, stop }) =>
      reached(planned, await misbehave("update", planned, session, stop), notes),
    async destroy({ prior, session, stop }) {
      await misbehave("destroy", prior, session, stop);
      return { state: null, notes: {}, diagnostics: [] };
    },
    importState: ({ id }) => ({
      state: {
        id,
        name: id.toLowerCase(),
        size: null,
        members: null,
        tags: null,
        options: null,
        secret: null,
        behave: null,
      },
      notes: {},
      diagnostics: [],
    }),
    upgrades: { 0: upgradeFromFirst },
  };
}

/** Version 1 says `title` where version 0 said `name`: here it goes back and forth, so that both can be told apart. */
function upgradeFromFirst(state: Readonly<Record<string, JsonValue>>): Record<string, JsonValue> {
  return { ...state, tags: { ...(state["tags"] as Record<string, JsonValue> | null), upgraded: "from 0" } };
}

type Mischief = { readonly kind: "none" } | { readonly kind: "leave unknown" } | { readonly kind: "change name" };

async function misbehave(
  step: string,
  { behave, name }: ProbeState,
  { ledger }: ProbeSession,
  stop: AbortSignal,
): Promise<Mischief> {
  const note = (text: string): void => (ledger === null ? undefined : appendFileSync(ledger, `${text}\n`));
  const [at, what = ""] = typeof behave === "string" ? behave.split(":") : [];
  note(`${step} begins ${String(name)}`);
  if (at === step && what === "throw") throw new Error("the token is hunter2\n    at hunter2:1:1");
  if (at === step && what === "print") printToStdout();
  if (at === step && what === "reject later") void Promise.reject(new Error("hunter2"));
  if (at === step && what.startsWith("wait ")) await sleep(Number(what.slice("wait ".length)));
  note(`${step} ends ${String(name)} ${stop.aborted ? "stopped" : "not stopped"}`);
  return at === step && (what === "leave unknown" || what === "change name") ? { kind: what } : { kind: "none" };
}

function printToStdout(): void {
  console.log("printed by console.log");
  process.stdout.write("printed by write\n");
}

function reached(
  planned: ProbeState,
  mischief: Mischief,
  notes: Readonly<Record<string, JsonValue>>,
): Reached<ProbeState> {
  const done: ProbeState = { ...planned, id: String(planned.name).toUpperCase() };
  const steps = typeof notes["steps"] === "number" ? notes["steps"] + 1 : 1;
  switch (mischief.kind) {
    case "none":
      return { state: done, notes: { steps }, diagnostics: [] };
    case "leave unknown":
      return { state: { ...done, id: UNKNOWN }, notes: { steps }, diagnostics: [] };
    case "change name":
      return { state: { ...done, name: "another" }, notes: { steps }, diagnostics: [] };
  }
}
