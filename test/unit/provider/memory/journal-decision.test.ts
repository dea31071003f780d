import fc from "fast-check";
import {
  type Asked,
  decide,
  decideAfterLook,
  type Decision,
  type Phase,
  type WriterThen,
} from "../../../../src/provider/memory/journal-decision";
import { runs } from "../../../support/random/runs";

const PHASES: readonly Phase[] = ["sent", "unanswered", "answered", "delivered"];
const WRITERS: readonly WriterThen[] = ["this apply", "alive", "outwaited", "gone", "unknown"];

describe("the create of an allocation meets", () => {
  test.each<[string, Phase, WriterThen, Decision]>([
    ["a creation of this very apply: the name is taken", "sent", "this apply", "taken"],
    ["one that this apply has made", "answered", "this apply", "taken"],
    ["one that this apply has made and told", "delivered", "this apply", "taken"],
    ["a run that still waits for its answer: it is waited for", "sent", "alive", "wait"],
    ["a run that has the answer, and has not told it yet", "answered", "alive", "wait"],
    ["a run that was waited for in vain: nothing is sent beside it", "sent", "outwaited", "busy"],
    ["a run that has the id, and was waited for in vain", "answered", "outwaited", "explain"],
    ["a run that was killed on its way: the name is charged once, so it is sent again", "sent", "gone", "go on"],
    ["a run that was killed after the answer: adopted", "answered", "gone", "adopt"],
    ["one that Terraform was told of, by a run that is gone: never adopted", "delivered", "gone", "explain"],
    ["one that Terraform was told of, by a run that goes on", "delivered", "alive", "explain"],
    ["an answer that was lost, and told as lost", "unanswered", "gone", "go on"],
    ["a writer that nobody can judge: never adopted", "answered", "unknown", "explain"],
    ["a writer that nobody can judge, and no answer", "sent", "unknown", "go on"],
  ])("%s", (_rule, phase, writer, decision) => expect(decide("create an allocation", phase, writer)).toBe(decision));
});

describe.each<Asked>(["apply", "create an assignment"])("%s meets a change", (asked) => {
  test.each<[string, Phase, WriterThen, Decision]>([
    ["of another resource of this apply: an error", "sent", "this apply", "taken"],
    ["that is under way: its run is waited for", "sent", "alive", "wait"],
    ["that was waited for in vain: several looks", "sent", "outwaited", "look well"],
    ["that was killed on its way: several looks", "sent", "gone", "look well"],
    ["of a writer that nobody can judge: several looks", "sent", "unknown", "look well"],
    ["whose answer was lost and told as lost: one look", "unanswered", "gone", "look"],
    ["whose answer is known, whoever wrote it", "answered", "gone", "look"],
    ["whose answer is known, by a run that goes on: nothing is under way any more", "answered", "alive", "look"],
    ["that Terraform was told of: whether it was saved, only state tells", "delivered", "gone", "look"],
  ])("%s", (_rule, phase, writer, decision) => expect(decide(asked, phase, writer)).toBe(decision));
});

describe("after the look", () => {
  test.each<[string, Phase, WriterThen, boolean, ReturnType<typeof decideAfterLook>]>([
    ["what is seen is taken over, with no call", "sent", "gone", true, "take it over"],
    ["also beside a run that still waits", "sent", "outwaited", true, "take it over"],
    ["what is not seen may be sent, once its writer is gone", "sent", "gone", false, "may send"],
    ["and never beside a writer that lives", "sent", "outwaited", false, "busy"],
    ["nor beside one that nobody has waited for", "sent", "alive", false, "busy"],
    ["a call that is over stands in nobody's way", "unanswered", "outwaited", false, "may send"],
  ])("%s", (_rule, phase, writer, isSeen, expected) => expect(decideAfterLook(phase, writer, isSeen)).toBe(expected));
});

const anyCase = fc.record({
  asked: fc.constantFrom<Asked>("create an allocation", "create an assignment", "read", "apply", "destroy"),
  phase: fc.constantFrom(...PHASES),
  writer: fc.constantFrom(...WRITERS),
});

test("whatever is met: what must never be", () =>
  fc.assert(
    fc.property(anyCase, ({ asked, phase, writer }) => {
      const decision = decide(asked, phase, writer);
      // Adopted only what was never delivered and whose writer is gone.
      if (decision === "adopt") expect([asked, phase, writer]).toEqual(["create an allocation", "answered", "gone"]);
      // Nothing is sent beside a call that is under way.
      if (
        phase === "sent" &&
        (writer === "alive" || writer === "this apply") &&
        asked !== "read" &&
        asked !== "destroy"
      )
        expect(["wait", "taken"]).toContain(decision);
      // Nobody waits for itself, nor once more.
      if (decision === "wait") expect(writer).toBe("alive");
      // Reads and destroys never wait, and never fail by the journal.
      if (asked === "read") expect(decision).toBe("look");
      if (asked === "destroy") expect(decision).toBe("keep unless gone");
      // What is read by its id has one.
      if (decision === "explain") expect(["answered", "delivered"]).toContain(phase);
    }),
    runs(100),
  ));
