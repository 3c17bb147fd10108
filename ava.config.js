/** What takes longest begins first, so that no core waits for a last long file. */
const LONG = [
  'rolling/',
  'web/screenshots',
  'malicious-tenant/',
  'worker/workers',
  'sandbox/demo/',
  'end-to-end/browser',
  'chaos/',
  'domain/',
  'sandbox/client/client',
  'server/',
  'web/',
  'worker/',
  'tenancy/moves/',
];

const rank = (file) => {
  const index = LONG.findIndex((part) => file.includes(`/test/${part}`));
  return index === -1 ? LONG.length : index;
};

export default {
  extensions: ['ts'],
  files: ['test/**/*.test.ts', ...(process.env.TEST_FULL ? [] : ['!test/**/*.full.test.ts'])],
  workerThreads: false,
  // Of `fetch failed` AVA does not print the cause.
  require: ['./test/helpers/fetch-cause.ts'],
  // Loading the modules allocates more than the default young generation holds.
  nodeArguments: ['--min-semi-space-size=64', '--max-semi-space-size=64'],
  concurrency: 3,
  timeout: '4m',
  sortTestFiles: (a, b) => rank(a) - rank(b) || a.localeCompare(b),
};
