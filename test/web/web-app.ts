import { createHttpVisitor, type HttpVisitor } from '../../sandbox/demo/http-visitor.ts';
import type { StartedTestApp } from '../helpers/app.ts';
import { sharedApp } from '../helpers/shared-app.ts';

/** The regions of a web test's deployment: the first is every new label's home. */
export const REGIONS = [
  { key: 'eu-uk', name: 'Europe (UK)', latitude: 51.5, longitude: -0.1 },
  { key: 'us-west', name: 'US West', latitude: 37.4, longitude: -122.1 },
  { key: 'ap-sg', name: 'Asia Pacific', latitude: 1.35, longitude: 103.8 },
] as const;

/** Whoever runs the deployment. */
export const OPERATOR = {
  id: '1180000000000000900',
  username: 'maya',
  globalName: 'Maya Lindqvist',
};

export interface WebApp extends StartedTestApp {
  /** A session of this person, who signs in with Discord the first time. */
  signIn(personId: string): Promise<HttpVisitor>;
}

const ALL_REGION_KEYS = REGIONS.map(({ key }) => key);

/**
 * The dashboard's server on real databases: one for all tests of a file.
 * @param options.regions keys of REGIONS, the first of them first; a database each
 */
export function sharedWebApp(options: Parameters<typeof sharedApp>[0] = {}): () => Promise<WebApp> {
  const getApp = sharedApp({
    processes: ['server'],
    regions: ALL_REGION_KEYS,
    ...options,
    variables: {
      OPERATORS: OPERATOR.id,
      OWN_DATABASE_ALLOW: '127.0.0.0/8',
      OWN_DATABASE_EGRESS: '203.0.113.7/32,203.0.113.8/32',
      SUPPORT_ADDRESS: 'support@vektra.example',
      ...nameRegions(options.regions ?? ALL_REGION_KEYS),
      ...options.variables,
    },
  });
  let webApp: Promise<WebApp> | undefined;
  return () => (webApp ??= getApp().then(addPeople));
}

async function addPeople(app: StartedTestApp): Promise<WebApp> {
  await app.discord.control.createPerson(OPERATOR);
  const visitors = new Map<string, Promise<HttpVisitor>>();
  const openSession = async (personId: string) => {
    const visitor = createHttpVisitor(app.url, app.discord.url);
    await visitor.logIn(personId);
    return visitor;
  };
  return {
    ...app,
    signIn(personId) {
      const visitor = visitors.get(personId) ?? openSession(personId);
      visitors.set(personId, visitor);
      return visitor;
    },
  };
}

const nameRegions = (keys: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    REGIONS.filter(({ key }) => keys.includes(key)).flatMap(
      ({ key, name, latitude, longitude }) => {
        const prefix = `REGION_${key.toUpperCase().replaceAll('-', '_')}`;
        return [
          [`${prefix}_NAME`, name],
          [`${prefix}_LATITUDE`, String(latitude)],
          [`${prefix}_LONGITUDE`, String(longitude)],
        ];
      },
    ),
  );
