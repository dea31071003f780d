import { checkDeclaration } from "../domain/declared/declaration";
import type { DataSource } from "../plugin/sdk/resource";
import { mergeRemote } from "./common/remote";
import { allocationDataSchema } from "./common/schema";
import { cannotCall, type Session } from "./common/session";
import type { AllocationData } from "./common/state";
import { blankState, toBeApplied } from "./common/whole-state";
import { couldNotReadAllocation, invalidId, noAllocationToRead } from "./messages";

/** Data source `greenvn_allocation`: what the API tells of an allocation. Source: docs/data-sources/allocation.md. */
export const allocationData: DataSource<AllocationData, Session> = {
  type: "greenvn_allocation",
  schema: allocationDataSchema,

  validate: (config) => checkDeclaration({ greenvnId: config.id }).map(({ expected }) => invalidId(expected)),

  async read({ config, session }) {
    const id = toBeApplied(config).id ?? "";
    const cannot = cannotCall(session, {}, "read", id);
    if (cannot || session.kind !== "ready") return { state: null, diagnostics: cannot ? [cannot] : [] };
    const read = await session.api.read(id);
    switch (read.kind) {
      case "found":
        return {
          state: { ...mergeRemote("data", blankState("data"), read.allocation), id, account_sid: session.accountSid },
          diagnostics: [],
        };
      case "gone":
        return { state: null, diagnostics: [noAllocationToRead(id)] };
      case "failed":
        return { state: null, diagnostics: [couldNotReadAllocation(id, read.failure)] };
    }
  },
};
