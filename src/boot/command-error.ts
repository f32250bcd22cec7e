/** A command that was called wrongly, or that cannot do what it is asked for; told without a stack. */
export class CommandError extends Error {}
