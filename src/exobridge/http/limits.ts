/** How many connections there are at once, whatever Terraform's parallelism: each request under way holds one. */
export const MAX_CONNECTIONS = 32;

/** The largest answer that is read, in bytes: as it comes, and after each unpacking. */
export const MAX_ANSWER_BYTES = 1024 * 1024;

/** How many encodings an answer may be packed in, one inside of the other. */
export const MAX_ENCODINGS = 3;
