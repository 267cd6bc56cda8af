/** What a command was told wrong, or what keeps it from its work: its message is all that people are shown. */
export class UsageError extends Error {}
