import { standaloneUnderTest } from "../run/standalone";

/** A test that has Node load a file before the provider, which a standalone executable refuses on purpose. */
export const testOnNodeAlone = standaloneUnderTest() === null ? test : test.skip;
