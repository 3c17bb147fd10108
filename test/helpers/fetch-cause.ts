const { fetch } = globalThis;

/** Says in the message why a request could not be made: AVA prints no causes. */
globalThis.fetch = async (...request) => {
  try {
    return await fetch(...request);
  } catch (error) {
    if (error instanceof TypeError && error.cause instanceof Error)
      error.message += `: ${(error.cause as NodeJS.ErrnoException).code ?? error.cause.message}`;
    throw error;
  }
};
