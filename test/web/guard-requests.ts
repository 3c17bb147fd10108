import type { ExecutionContext } from 'ava';
import { bindOperatorOperations } from '../../domain/index.ts';
import { createLabelWithBucket, createLabelWithBucketAfterPlan } from './bucket-states.ts';
import { createLabelInGracePeriod, createLabelWithCandidate } from './page-states.ts';
import { moveToOwnDatabase, startMove } from './storage-states.ts';
import type { WebApp } from './web-app.ts';
import { createWebLabel, type WebLabel } from './web-label.ts';

/** Labels for all tests of a file, of which none looks at what another did. */
export async function createGuardLabels(t: Pick<ExecutionContext, 'teardown'>, app: WebApp) {
  const label = await createWebLabel(app, { labelName: 'Nocturne Records' });
  const [other, free, untried, unpaid, moving, own, ended, tested, bucket, bucketEnded] =
    await Promise.all([
      createWebLabel(app),
      createWebLabel(app, { plan: null }),
      createWebLabel(app, { plan: null }),
      createWebLabel(app, { plan: null }),
      createWebLabel(app),
      createWebLabel(app),
      createLabelInGracePeriod(t, app),
      createLabelWithCandidate(t, app),
      createLabelWithBucket(t, app),
      createLabelWithBucketAfterPlan(t, app),
    ]);
  await moveToOwnDatabase(t, own);
  return { label, other, free, untried, unpaid, moving, own, ended, tested, bucket, bucketEnded };
}
export type GuardLabels = Awaited<ReturnType<typeof createGuardLabels>>;

/** The form of an intent that can succeed on a label; `number` is the demo's. */
async function createForm(label: WebLabel, intent: string): Promise<Record<string, string>> {
  const { operations, admin, reviewer, newRequestId } = label;
  switch (intent) {
    case 'reject':
      return { reason: 'Not for us.' };
    case 'status':
      return { status: 'shortlisted' };
    case 'message':
      return { body: 'Hello.' };
    case 'tag':
    case 'untag':
      return { tag: 'Techno' };
    case 'remove_file': {
      const file = { name: 'a.wav', url: 'https://cdn.discordapp.com/a.wav', sizeBytes: 1 };
      const number = await label.submit({ files: [file] });
      const { files } = await operations.submissions.get(reviewer, number);
      return { fileId: files[0]?.id ?? '' };
    }
    case 'note':
      return { note: 'The break is too long.' };
    case 'remove_note': {
      const number = await label.submit();
      const subject = { type: 'submission' as const, id: String(number) };
      const note = { requestId: newRequestId(), subject, body: 'Too long.' };
      const { noteId } = await operations.notes.add(reviewer, note);
      return { noteId };
    }
    case 'listened':
      return { track: 'file:1', positionMs: '15000', heardMs: '15000' };
    case 'rate':
      return { stars: '4' };
    case 'priority':
      return { priority: 'high' };
    case 'redeem': {
      const { tenancy, discord } = label.app;
      const deps = { tenancy, now: Date.now, discordUrl: discord.url };
      return bindOperatorOperations(deps).plans.createCoupon(
        { userId: 'cli:test', name: 'test', signedInAt: 'command-line' },
        { plan: 'pro_plus', days: 1, maxUses: 1, expiresAt: null, reason: 'test' },
      );
    }
    case 'add_reason':
      return { title: `Full ${newRequestId()}`, text: 'We’re full until autumn.' };
    case 'change_reason':
    case 'remove_reason':
    case 'move_up':
    case 'move_down': {
      const reason = { title: `Mix ${newRequestId()}`, text: 'Not yet.' };
      const request = { requestId: newRequestId(), ...reason };
      const { reasonId } = await operations.savedReasons.add(reviewer, request);
      return { ...reason, reasonId, revision: '0' };
    }
    case 'unblock': {
      const artist = { artistId: '600000000000000009', artistName: 'Spammer' };
      await operations.blockedArtists.block(admin, artist);
      return { artistId: artist.artistId };
    }
    case 'intake':
      return { isOpen: 'yes' };
    case 'rules':
      // None that would refuse the demos of other requests.
      return {
        ...{ cooldownHours: '0', duplicates: 'flag', maxOpen: '0' },
        ...{ maxPerPeriod: '0', periodDays: '7' },
      };
    case 'add_question':
      return { kind: 'short', label: 'Which BPM?' };
    case 'add_part':
      return { kind: 'genre' };
    case 'change_part':
      return { partId: 'message', label: 'Tell us more' };
    case 'move_part':
      return { move: 'up:message' };
    case 'remove_part':
      return { partId: 'message' };
    case 'hours':
      return { monFrom: '09:00', monTo: '18:00' };
    case 'time_zone':
      return { timeZone: 'Europe/Berlin' };
    case 'templates':
      return { approved: 'Yes, {artist}!', rejected: '', success: '', footer: '', logoUrl: '' };
    case 'routing':
      return { approvedChannelId: label.demosChannel, rejectedChannelId: '' };
    case 'rename':
      return { labelName: 'Another name' };
    case 'move':
      return { region: 'ap-sg' };
    case 'abort': {
      const { move } = await operations.storage.get(admin);
      return { moveId: move?.canAbort ? move.id : await startMove(label, 'ap-sg') };
    }
    case 'test':
      await operations.storage.startSetup(admin, {});
      return { by: 'url', url: 'postgres://vektra:secret@127.0.0.1:1/vektra' };
    case 'undo':
      await operations.review.decide(reviewer, {
        requestId: newRequestId(),
        number: await label.submit(),
        decision: 'approved',
      });
      return {};
    default:
      return {};
  }
}

/** The label on which a route's intent is possible. */
export const getLabelFor = (
  labels: GuardLabels,
  { routeId, intent }: { routeId: string; intent: string | null },
): WebLabel => {
  if (routeId === 'routes/bucket') return labels.bucket;
  switch (intent) {
    case 'trial':
      return labels.untried;
    case 'move':
    case 'abort':
      return labels.moving;
    case 'retest':
      return labels.own;
    case 'connect':
      return labels.tested;
    case 'retest_bucket':
    case 'disconnect_bucket':
      return labels.bucket;
    default:
      return labels.label;
  }
};

/** A label whose plan includes no feature, and on which the intent is possible all the same. */
export const getLabelWithoutPlan = (labels: GuardLabels, intent: string | null): WebLabel => {
  switch (intent) {
    case 'retest':
    case 'abort':
      return labels.ended;
    case 'retest_bucket':
    case 'disconnect_bucket':
      return labels.bucketEnded;
    // What gives a plan.
    case 'trial':
    case 'redeem':
      return labels.unpaid;
    default:
      return labels.free;
  }
};

/** A request that can succeed, if the person may make it. */
export async function createRequest(label: WebLabel, intent: string | null) {
  const form = intent ? { intent, ...(await createForm(label, intent)) } : undefined;
  const { operations, admin } = label;
  const isAboutNewest = intent === 'undo' || intent === 'remove_note';
  const number = isAboutNewest ? await getNewest(label) : await label.submit();
  // The queue's forms name their demo; its page's address has none.
  if (form) Object.assign(form, { number: String(number) });
  const hasSetup = await operations.plans.get(admin).then((plan) => plan !== 'free');
  const token = hasSetup ? (await operations.storage.createSetupLink(admin)).token : 'x'.repeat(32);
  return { form, params: { guildId: label.guildId, number: String(number), token } };
}

const getNewest = async ({ operations, admin }: WebLabel) =>
  (await operations.submissions.list(admin, { limit: 1 })).items[0]?.number ?? 0;

/** As createForm, for a label whose plan may not include it. */
export const createFormOnPlan = (label: WebLabel, intent: string) =>
  [
    'test',
    'undo',
    'remove_note',
    'change_reason',
    'move_up',
    'move_down',
    'remove_reason',
  ].includes(intent)
    ? Promise.resolve<Record<string, string>>({
        by: 'url',
        url: 'postgres://u:p@127.0.0.1:1/x',
        noteId: crypto.randomUUID(),
        reasonId: crypto.randomUUID(),
        title: 'Mix',
        text: 'Not yet.',
        revision: '0',
      })
    : createForm(label, intent);
