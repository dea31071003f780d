// The first counterexample kills a mutant: what would be the smallest one is not asked.
require("fast-check").configureGlobal({ endOnFailure: true });
