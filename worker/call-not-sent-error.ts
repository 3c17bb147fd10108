/** A call was not sent before its deadline, so it had no effect. */
export class CallNotSentError extends Error {}
