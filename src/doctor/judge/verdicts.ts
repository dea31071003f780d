import { type CheckName, type Finding } from "../found/finding";

export const fine = (check: CheckName, says: string): Finding => ({ check, verdict: "fine", says, mend: [] });
export const note = (check: CheckName, says: string): Finding => ({ check, verdict: "note", says, mend: [] });

/** `mend`: lines for a shell, each of which is enough. */
export const fault = (check: CheckName, says: string, ...mend: readonly string[]): Finding => ({
  check,
  verdict: "fault",
  says,
  mend,
});
