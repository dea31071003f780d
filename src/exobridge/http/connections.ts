import type { Agent } from "node:http";
import type { Socket } from "node:net";
import type { Reuse } from "./agents";
import { MAX_CONNECTIONS } from "./limits";

/** The connections to one API. */
export interface Connections {
  /** The agent of a request that begins now, which holds one connection of those that there may be. */
  agentFor(reuse: Reuse): Agent;
}

export function createConnections(agentOf: (reuse: Reuse) => Agent): Connections {
  const agents = { kept: agentOf("kept"), fresh: agentOf("fresh") };
  return {
    agentFor(reuse) {
      if (reuse === "fresh") makeRoom(agents.kept, agents.fresh);
      return agents[reuse];
    },
  };
}

/** Closes an idle connection where a further one would be one too many. */
function makeRoom(kept: Agent, fresh: Agent): void {
  const idle = listed(kept.freeSockets);
  if (idle.length + listed(kept.sockets).length + listed(fresh.sockets).length >= MAX_CONNECTIONS) idle[0]?.destroy();
}

/** Those that were closed a moment ago are still listed. */
function listed(sockets: Agent["sockets"]): Socket[] {
  return Object.values(sockets).flatMap((some = []) => some.filter(({ destroyed }) => !destroyed));
}
