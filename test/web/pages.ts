import type { ExecutionContext } from 'ava';
import { NIGHTFALL, PEOPLE } from '../../sandbox/demo/demo-guilds.ts';
import { HISTORY } from '../../sandbox/demo/history.ts';
import {
  createLabelWithBucket,
  createLabelWithBucketAfterPlan,
  revokeBucket,
} from './bucket-states.ts';
import {
  breakRegion,
  createHostileLabel,
  createLabelAway,
  createLabelInGracePeriod,
  createLabelWithCandidate,
  createLabelWithFailedMove,
  createLabelWithLostChannel,
  createMovingLabel,
  createNightfall,
  createRotatingLabel,
} from './page-states.ts';
import { moveToOwnDatabase } from './storage-states.ts';
import { OPERATOR, type WebApp } from './web-app.ts';
import { type ActingLabel, createWebLabel, type WebLabel } from './web-label.ts';

/** A state of labels or services, and the pages on which people see it. */
export interface PageState {
  /** Whose pages they are. */
  personId: string;
  /** Addresses by name. */
  pages: Record<string, string>;
  /** Makes the state, when it is one of all labels. @returns how to end it */
  begin?: () => Promise<() => unknown> | (() => unknown);
}

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

/** To be looked at before there is any label. */
export const NO_LABELS: PageState = {
  personId: OPERATOR.id,
  pages: { servers: '/servers', ...CONSOLE_PAGES },
};

/** What is there for everybody: the states in the order in which they are looked at. */
export const STATE_NAMES = [
  'full',
  'managed',
  'empty',
  'hostile',
  'free',
  'own',
  'away',
  'staff',
  'lost',
  'copying',
  'verifying',
  'observing',
  'failed',
  'ended',
  'setup',
  'passed',
  'rotating',
  'bucket',
  'bucket_ended',
  'console',
  'fault',
  'silent',
  'discord',
  'service',
] as const;
export type StateName = (typeof STATE_NAMES)[number];

export interface Pages {
  states: Record<StateName, PageState>;
  /** Labels whose texts the pages show. */
  labels: ActingLabel[];
}

const newestNumber = (title: string) => HISTORY.findIndex((demo) => demo.title === title) + 1;

/** Makes labels in every state that people see, by what brings it about. */
export async function createPages(
  t: Pick<ExecutionContext, 'teardown'>,
  app: WebApp,
): Promise<Pages> {
  // It runs a worker, which would carry on the moves of the others.
  const hostile = await createHostileLabel(t, app);
  const [
    empty,
    free,
    own,
    away,
    copying,
    verifying,
    observing,
    failed,
    ended,
    setup,
    passed,
    lost,
    bucket,
    bucketEnded,
    demoLabel,
  ] = await Promise.all([
    createWebLabel(app, { labelName: 'Basement' }),
    createWebLabel(app, { plan: null }),
    createWebLabel(app),
    createLabelAway(t, app),
    createMovingLabel(app, 'copy'),
    createMovingLabel(app, 'verify'),
    createMovingLabel(app, 'end'),
    createLabelWithFailedMove(t, app),
    createLabelInGracePeriod(t, app),
    createWebLabel(app),
    createLabelWithCandidate(t, app),
    createLabelWithLostChannel(app),
    createLabelWithBucket(t, app),
    createLabelWithBucketAfterPlan(t, app),
    createNightfall(app),
  ]);
  const rotating = await createRotatingLabel(t, app);
  const broken = await createWebLabel(app, { region: 'ap-sg' });
  const unvisited = await createWebLabel(app);
  await moveToOwnDatabase(t, own);
  await revokeBucket(bucketEnded);
  await setup.operations.storage.startSetup(setup.admin, {});
  const { token } = await own.operations.storage.createSetupLink(own.admin);

  const { sessionId } = await free.operations.uploads.start(free.admin, {
    requestId: free.newRequestId(),
    form: { artistName: 'KITE', trackTitle: 'Glass Horizon' },
  });

  const nightfall = `/g/${NIGHTFALL.id}`;
  const demo = `${nightfall}/submissions/${newestNumber('Ceniza (Acústico)')}`;
  const ofOwner = ({ owner: personId }: WebLabel, pages: Record<string, string>): PageState => ({
    personId,
    pages,
  });
  // A set-up lasts fifteen minutes; in the full run its pages may come later.
  const duringSetup = (label: WebLabel, pages: Record<string, string>): PageState => ({
    ...ofOwner(label, pages),
    async begin() {
      await label.operations.storage.startSetup(label.admin, {});
      return () => {};
    },
  });
  const storageOf = (label: WebLabel) => ofOwner(label, { storage: label.storagePath });
  const connectPath = (label: WebLabel) => `${label.storagePath}/connect`;
  const bucketPath = (label: WebLabel) => `${label.storagePath}/bucket`;
  const states: Record<StateName, PageState> = {
    full: {
      personId: PEOPLE.mara.id,
      pages: {
        landing: '/',
        privacy: '/privacy',
        servers: '/servers',
        overview: nightfall,
        inbox: `${nightfall}/submissions`,
        demo,
        rejected: `${nightfall}/submissions/${newestNumber('Rain on Plastic')}`,
        reject: `${nightfall}/submissions/${HISTORY.length}?act=reject`,
        listen: `${nightfall}/listen`,
        'listen-reject': `${nightfall}/listen?act=reject`,
        'listen-end': `${nightfall}/listen?after=99999`,
        label: `${nightfall}/settings`,
        form: `${nightfall}/settings/form`,
        'form-add': `${nightfall}/settings/form?add=choice`,
        rules: `${nightfall}/settings/rules`,
        reasons: `${nightfall}/settings/reasons`,
        routing: `${nightfall}/settings/routing`,
        templates: `${nightfall}/settings/templates`,
        plan: `${nightfall}/settings/plan`,
        404: '/g/700000000000000099',
        400: `${nightfall}/submissions?status=loved`,
      },
    },
    managed: {
      personId: PEOPLE.mara.id,
      pages: {
        storage: `${nightfall}/settings/storage`,
        estimate: `${nightfall}/settings/storage?to=ap-sg`,
        connect: `${nightfall}/settings/storage/connect`,
      },
    },
    empty: ofOwner(empty, {
      overview: empty.path,
      inbox: empty.inboxPath,
      listen: `${empty.path}/listen`,
      label: `${empty.path}/settings`,
    }),
    hostile: ofOwner(hostile, {
      overview: hostile.path,
      inbox: hostile.inboxPath,
      demo: `${hostile.inboxPath}/8`,
      listen: `${hostile.path}/listen?demo=8`,
      label: `${hostile.path}/settings`,
    }),
    free: ofOwner(free, {
      inbox: free.inboxPath,
      listen: `${free.path}/listen`,
      storage: free.storagePath,
      connect: connectPath(free),
      bucket: bucketPath(free),
      upload: `/upload/${free.guildId}/${sessionId}`,
    }),
    own: ofOwner(own, {
      storage: own.storagePath,
      leave: `${own.storagePath}?to=us-west`,
      link: `/connect/${own.guildId}/${token}`,
      'link-expired': `/connect/${own.guildId}/${token}-another`,
    }),
    away: ofOwner(away, {
      storage: away.storagePath,
      overview: away.path,
      inbox: away.inboxPath,
    }),
    staff: { personId: away.staff, pages: { overview: away.path, inbox: away.inboxPath } },
    lost: ofOwner(lost, { overview: lost.path }),
    copying: ofOwner(copying, { storage: copying.storagePath, overview: copying.path }),
    verifying: storageOf(verifying),
    observing: storageOf(observing),
    failed: storageOf(failed),
    ended: ofOwner(ended, { storage: ended.storagePath, overview: ended.path }),
    setup: duringSetup(setup, {
      connect: connectPath(setup),
      fields: connectPath(setup),
      'connect-tls': connectPath(setup),
      'connect-certificate': connectPath(setup),
    }),
    passed: duringSetup(passed, { connect: connectPath(passed) }),
    rotating: duringSetup(rotating, { connect: connectPath(rotating) }),
    bucket: ofOwner(bucket, {
      storage: bucket.storagePath,
      bucket: bucketPath(bucket),
      'bucket-failed': bucketPath(bucket),
    }),
    bucket_ended: storageOf(bucketEnded),
    console: {
      personId: OPERATOR.id,
      pages: { ...CONSOLE_PAGES, 'operator-ask': '/operator/moves' },
    },
    fault: { ...ofOwner(broken, { overview: broken.path }), begin: () => breakRegion(app, 2) },
    silent: {
      ...ofOwner(broken, { inbox: broken.inboxPath }),
      begin() {
        app.proxies.regions[2]?.disconnect();
        return () => app.proxies.regions[2]?.restore();
      },
    },
    discord: {
      ...ofOwner(unvisited, { overview: unvisited.path }),
      async begin() {
        await app.signIn(unvisited.owner);
        await app.discord.control.injectFault({
          method: 'GET',
          route: '/guilds/:guild_id',
          status: 502,
          times: 10,
        });
        return () => app.discord.control.clearFaults();
      },
    },
    service: {
      ...ofOwner(setup, { overview: setup.path }),
      begin() {
        app.proxies.control.disconnect();
        return () => app.proxies.control.restore();
      },
    },
  };
  const labels = [
    demoLabel,
    empty,
    hostile,
    free,
    own,
    away,
    copying,
    verifying,
    observing,
    failed,
    ended,
    lost,
  ];
  return {
    states,
    labels: [...labels, setup, passed, rotating, bucket, bucketEnded, broken, unvisited],
  };
}
