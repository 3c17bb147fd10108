/** A call did not leave before its time was over: Discord knows nothing of it. */
export class CallNotSentError extends Error {}
