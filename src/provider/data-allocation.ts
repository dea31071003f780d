import { checkDeclaration } from "../domain/declaration";
import { normalizeNumber } from "../domain/phone-number";
import type { Told } from "../exobridge";
import type { DataSource } from "../plugin/sdk/resource";
import { allocationDataSchema } from "./common/schema";
import { cannotCall, type Session } from "./common/session";
import type { AllocationData } from "./common/state";
import { couldNotReadAllocation, invalidId, noAllocationToRead } from "./messages";

/** Data source `greenvn_allocation`: what the API tells of an allocation. Source: docs/data-sources/allocation.md. */
export const allocationData: DataSource<AllocationData, Session> = {
  type: "greenvn_allocation",
  schema: allocationDataSchema,

  validate: (config) => checkDeclaration({ greenvnId: config.id }).map(({ expected }) => invalidId(expected)),

  async read({ config, session }) {
    const id = config.id as string;
    const cannot = cannotCall(session, null, "read", id);
    if (cannot || session.kind !== "ready") return { state: null, diagnostics: cannot ? [cannot] : [] };
    const read = await session.api.read(id);
    switch (read.kind) {
      case "found":
        return { state: { ...dataOf(read.allocation), id, account_sid: session.accountSid }, diagnostics: [] };
      case "gone":
        return { state: null, diagnostics: [noAllocationToRead(id)] };
      case "failed":
        return { state: null, diagnostics: [couldNotReadAllocation(id, read.failure)] };
    }
  },
};

function dataOf(told: Told): Omit<AllocationData, "id" | "account_sid"> {
  return {
    connection_id: told.connectionId ?? null,
    aparty_numbers: told.apartyNumbers?.map(normalizeNumber) ?? null,
    bparty_numbers: told.bpartyNumbers?.map(normalizeNumber) ?? null,
    aparty_pins: told.apartyPins ?? null,
    bparty_pins: told.bpartyPins ?? null,
    usage: told.usage ?? null,
    flow_id: told.flowId ?? null,
    green_vn: told.greenVn === undefined ? null : normalizeNumber(told.greenVn),
    state: told.state ?? null,
  };
}
