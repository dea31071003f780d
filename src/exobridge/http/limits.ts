/** How many requests are under way at once, whatever Terraform's parallelism: each holds a connection. */
export const MAX_CONNECTIONS = 32;

/** The largest answer that is read, in bytes, after it is unpacked. */
export const MAX_ANSWER_BYTES = 1024 * 1024;
