import { randomUUID } from "node:crypto";
import { samePhoneNumber } from "../../domain/phone-number";
import type { RemoteAllocation, WriteOutcome } from "../../exobridge";
import type { Invoking } from "../../plugin/sdk/action";
import type { Diagnostic } from "../../plugin/sdk/diagnostic";
import type { Known } from "../../plugin/sdk/value";
import { pinnedNumber } from "../../rules/vn-rule";
import { remoteNumber } from "../common/remote";
import { cannotCall, type Ready, type Session } from "../common/session";
import type { ChangeEntry, Rotated } from "../memory/journal-entries";
import type { SentWrite } from "../memory/notes";
import { hasLanded } from "../steps/adopt-lost-writes";
import { grantedAnother, readNumber, vnRequest } from "../steps/change-number";
import { awaitOtherWriters, type Clearance, lookAt, rivalOf } from "../steps/other-writers";
import { showsAnother } from "../steps/refresh";
import type { RotateConfig } from "./config";
import {
  anotherIsAtIt,
  couldNotLookAt,
  earlierOneLanded,
  hasAnother,
  isInForceAlready,
  journalCanNotBeWritten,
  looksAt,
  noAllocationToRotate,
  numberNotTold,
  resourceIsInDoubt,
  rotationRefused,
  rotationUnresolved,
  stillInDoubt,
  stoppedBeforeLooking,
  takesAnother,
} from "./messages";

type Wanted = Known<RotateConfig>;
type Invocation = Pick<Invoking<Session>, "progress" | "onDelivery">;

/** Takes another number by one charged call, unless an earlier one is in doubt. */
export async function invokeRotation({
  config,
  session,
  progress,
  onDelivery,
}: Invocation & { readonly config: Wanted; readonly session: Session }): Promise<readonly Diagnostic[]> {
  const id = config.greenvn_id ?? "";
  const cannot = cannotCall(session, {}, "rotate", id);
  if (cannot || session.kind !== "ready") return cannot ? [cannot] : [];
  const holder: Rotated = { resource: "greenvn_rotate", greenvnId: id };
  progress(looksAt(id));
  const inTheWay = (await resourcesAtIt(session, id)) ?? (await earlierRotation(session, holder));
  return inTheWay === null ? sendRotation(session, holder, config, { progress, onDelivery }) : [inTheWay];
}

/** A change of a resource that is under way, or in doubt: what a rotation does to the number would pass for its result. */
async function resourcesAtIt(session: Ready, greenvnId: string): Promise<Diagnostic | null> {
  for (const resource of ["greenvn_allocation", "greenvn_assignment"] as const) {
    const clearance = await awaitOtherWriters(session, { resource, greenvnId }, {}, "apply");
    if (clearance.kind === "taken") return anotherIsAtIt(greenvnId);
    const open = clearance.standing.filter(({ entry }) => !entry.done && entry.sent.operation === "vn");
    if (open.some(({ writer }) => writer === "outwaited")) return anotherIsAtIt(greenvnId);
    if (open.length > 0) return resourceIsInDoubt(greenvnId);
  }
  return null;
}

/** What became of an earlier rotation whose outcome Terraform was never told. Null: there is none in the way. */
async function earlierRotation(session: Ready, holder: Rotated): Promise<Diagnostic | null> {
  const { greenvnId: id } = holder;
  const clearance = await awaitOtherWriters(session, holder, {}, "apply");
  if (clearance.kind === "taken") return anotherIsAtIt(id);
  const earlier = clearance.standing.map(({ entry }) => entry);
  const [latest] = earlier.slice(-1);
  if (latest === undefined) return null;
  const seen = await lookAt(
    session,
    clearance.atMs,
    () => session.api.read(id),
    (read) => read.kind !== "found" || settledIn(earlier, read.allocation),
  );
  switch (seen?.kind) {
    case undefined:
      return stoppedBeforeLooking(id);
    case "gone":
      session.journal.endAllOf(id, null);
      return noAllocationToRotate(id, seen);
    case "failed":
      return couldNotLookAt(id, seen.failure);
    case "found": {
      if (!settledIn(earlier, seen.allocation))
        return isStillSent(clearance) ? anotherIsAtIt(id) : stillInDoubt(id, latest.at);
      session.journal.endChanges(
        holder,
        earlier.map(({ write }) => write),
      );
      return earlierOneLanded(id, remoteNumber(seen.allocation, []), latest.before.green_vn);
    }
  }
}

function settledIn(earlier: readonly ChangeEntry[], told: RemoteAllocation): boolean {
  return earlier.some((entry) => entry.done || showsAnother(entry, told));
}

function isStillSent({ standing }: Extract<Clearance, { kind: "look" }>): boolean {
  return standing.some(({ phase, writer }) => phase === "sent" && writer === "outwaited");
}

async function sendRotation(
  session: Ready,
  holder: Rotated,
  { preferences, strictness }: Wanted,
  { progress, onDelivery }: Invocation,
): Promise<readonly Diagnostic[]> {
  const { greenvnId: id } = holder;
  const asked = { preferences, strictness: strictness === true, rotation_triggers: null };
  const pinned = pinnedNumber(asked);
  let write: SentWrite = {
    write: randomUUID(),
    at: new Date(session.now()).toISOString(),
    before: { green_vn: null, aparty_numbers: [], bparty_numbers: [], usage: null },
    sent: { operation: "vn", ...asked },
  };
  const entry = await session.journal.beginChange(holder, write, { by: "update" });
  const isWritten = session.journal.currentChangesOf(holder).some((one) => one.write === write.write);
  if ((await rivalOf(session, holder, {}, write.write)) !== "none") {
    entry.end();
    return [anotherIsAtIt(id)];
  }
  let isKnown = false;
  onDelivery({
    begins: () => (isKnown ? entry.end() : entry.delivery.begins()),
    fails: () => (isKnown ? entry.restore() : entry.delivery.fails()),
  });
  const outcome = await session.api.changeVn(id, vnRequest(asked), {
    seen: null,
    checked(told) {
      const number = remoteNumber(told, pinned === null ? [] : [pinned]);
      if (pinned !== null && number !== null && samePhoneNumber(number, pinned)) return "changed";
      write = { ...write, before: { ...write.before, green_vn: number } };
      try {
        if (!isWritten) progress(journalCanNotBeWritten());
        progress(takesAnother(id, number));
      } catch (thrown) {
        // The call has ended, and nothing was sent.
        entry.end();
        throw thrown;
      }
      entry.found(write.before);
      return "send";
    },
    landed: (told) => hasLanded(write, told),
  });
  switch (outcome.kind) {
    case "refused":
      entry.end();
      return [rotationRefused(id, outcome.failure)];
    case "not-sent":
      entry.end();
      return [barred(id, outcome, pinned)];
    case "unresolved":
      return [rotationUnresolved(id, outcome, { isRemembered: isWritten })];
    case "done": {
      const told = remoteNumber(outcome.allocation, pinned === null ? [] : [pinned]);
      entry.answered(told ?? undefined);
      const granted = told ?? (await readNumber(session, id, NO_NAME));
      entry.answered(granted);
      isKnown = true;
      if (granted === null) return [numberNotTold(id)];
      progress(hasAnother(id, granted, write.before.green_vn));
      return grantedAnother(asked, granted);
    }
  }
}

/** Whose name it is that an answer gives is not known. */
const NO_NAME = { connection_id: null };

function barred(id: string, { check }: Extract<WriteOutcome, { kind: "not-sent" }>, pinned: string | null): Diagnostic {
  switch (check.kind) {
    case "gone":
      return noAllocationToRotate(id, check);
    case "failed":
      return couldNotLookAt(id, check.failure);
    case "found":
      return isInForceAlready(id, pinned ?? "");
  }
}
