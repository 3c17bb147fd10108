// For HEALTHCHECK: exit 0 when the process answers /healthz, a server on PORT, the others on HEALTH_PORT.
const { PORT = '3000', HEALTH_PORT = '9464' } = process.env;
const answers = await Promise.allSettled(
  [PORT, HEALTH_PORT].map((port) =>
    fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(2_000) }),
  ),
);
process.exit(answers.some(({ value }) => value?.ok) ? 0 : 1);
