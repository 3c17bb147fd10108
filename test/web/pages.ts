import { LABEL, NO_LABEL } from './fixtures/people.ts';
import { TOKEN } from './fixtures/storage.ts';
import type { FixtureOptions } from './fixtures/web-fixture.ts';

const GUILD = `/g/${LABEL}`;
const DEMO = `${GUILD}/submissions/1042`;
const STORAGE = `${GUILD}/settings/storage`;
const CONNECT = `${STORAGE}/connect`;
const LINK = `/connect/${LABEL}/${TOKEN}`;
const CONSOLE_PAGES = {
  operator: '/operator',
  'operator-moves': '/operator/moves',
  'operator-failed': '/operator/moves?state=failed',
  'operator-secrets': '/operator/secrets',
  'operator-clusters': '/operator/clusters',
  'operator-migrations': '/operator/migrations',
  'operator-audit': '/operator/audit',
  'operator-audit-none': '/operator/audit?operator=nobody',
};

/** Every page in the states that people see it in: its address, by name. */
export const PAGES = {
  full: {
    landing: '/',
    privacy: '/privacy',
    servers: '/servers',
    overview: GUILD,
    inbox: `${GUILD}/submissions`,
    demo: DEMO,
    rejected: `${GUILD}/submissions/1035`,
    reject: `${DEMO}?act=reject`,
    label: `${GUILD}/settings`,
    plan: `${GUILD}/settings/plan`,
    404: `/g/${NO_LABEL}`,
    400: `${GUILD}/submissions?status=loved`,
  },
  console: { ...CONSOLE_PAGES, 'operator-ask': '/operator/moves' },
  managed: {
    storage: STORAGE,
    estimate: `${STORAGE}?to=ap-sg`,
    connect: CONNECT,
    link: LINK,
    'link-expired': `${LINK}-another`,
  },
  empty: {
    servers: '/servers',
    ...CONSOLE_PAGES,
    overview: GUILD,
    inbox: `${GUILD}/submissions`,
    label: `${GUILD}/settings`,
  },
  hostile: {
    overview: GUILD,
    inbox: `${GUILD}/submissions`,
    demo: DEMO,
    label: `${GUILD}/settings`,
  },
  free: { inbox: `${GUILD}/submissions`, storage: STORAGE, connect: CONNECT },
  own: { storage: STORAGE, leave: `${STORAGE}?to=us-west` },
  away: { storage: STORAGE, overview: GUILD, inbox: `${GUILD}/submissions` },
  staff: { inbox: `${GUILD}/submissions` },
  copying: { storage: STORAGE, overview: GUILD },
  verifying: { storage: STORAGE },
  observing: { storage: STORAGE },
  failed: { storage: STORAGE },
  ended: { storage: STORAGE, overview: GUILD },
  setup: { connect: CONNECT, fields: CONNECT, 'connect-tls': CONNECT },
  passed: { connect: CONNECT },
  rotating: { connect: CONNECT },
  fault: { overview: GUILD },
  silent: { inbox: `${GUILD}/submissions` },
  discord: { overview: GUILD },
  service: { overview: GUILD },
} as const;

/** The label behind the pages of a state. */
export const FIXTURE_OPTIONS: Record<keyof typeof PAGES, FixtureOptions> = {
  full: {},
  console: {},
  managed: {},
  empty: { kind: 'empty' },
  hostile: { kind: 'hostile' },
  free: { plan: 'free' },
  own: { scene: 'own' },
  away: { scene: 'away' },
  staff: { scene: 'away', role: 'staff' },
  copying: { scene: 'copying' },
  verifying: { scene: 'verifying' },
  observing: { scene: 'observing' },
  failed: { scene: 'failed' },
  ended: { scene: 'ended', plan: 'starter' },
  setup: { setup: 'empty' },
  passed: { setup: 'passed' },
  rotating: { scene: 'own', setup: 'passed' },
  fault: { failure: 'fault' },
  silent: { failure: 'storage' },
  discord: { failure: 'discord' },
  service: { failure: 'service' },
};
