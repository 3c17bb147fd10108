import {
  type ClientLoaderFunctionArgs,
  type ShouldRevalidateFunction,
  useActionData,
  useLoaderData,
} from '@remix-run/react';
import { submissionSubject } from '../../domain/subjects/submission-subject.ts';
import { PanelError } from '../errors/panel-error.tsx';
import { guildAction } from '../routing/guild-action.server.ts';
import { guildLoader } from '../routing/guild-loader.server.ts';
import { isOutcome, isUnsent } from '../routing/outcome.ts';
import { preserveFormOnNetworkError } from '../routing/preserve-form-on-network-error.ts';
import { pageMeta } from '../strings/page-meta.ts';
import { presentReasonChoices } from '../submissions/index.ts';
import { ListenPage } from './listen-page.tsx';
import { presentFocus, presentQueue } from './listen-view.ts';
import type { ListenResults } from './outcome.ts';
import { loadQueuePage } from './page-cache.ts';
import {
  demoForm,
  demoNoteForm,
  listenSearch,
  placeForm,
  rejectForm,
  statusForm,
} from './schemas.server.ts';
import { listenStrings } from './strings.en.ts';

export const loader = guildLoader(
  { access: 'staff', feature: 'listening_queue', search: listenSearch },
  async ({ actor, operations, search }) => {
    const { guildId } = actor;
    const readFocus = async (number: number) => {
      const [demo, notes] = await Promise.all([
        operations.submissions.get(actor, number),
        operations.notes.list(actor, submissionSubject(number)),
      ]);
      return presentFocus(demo, notes, guildId);
    };
    const after = search.demo ? search.demo - 1 : search.after;
    const [queue, asked, reasons] = await Promise.all([
      operations.listeningQueue.get(actor, after === undefined ? {} : { after }),
      search.demo ? readFocus(search.demo) : null,
      operations.savedReasons.list(actor),
    ]);
    const first = queue.items[0];
    const focus = asked ?? (first ? await readFocus(first.number) : null);
    return {
      state: 'loaded' as const,
      focus,
      /** Saved ones, for a rejection. */
      reasons: presentReasonChoices(reasons),
      queue: presentQueue(queue, focus?.demo.number ?? null, guildId),
      /** For forms that are posted without script; one that is posted twice runs once. */
      requestIds: {
        decide: crypto.randomUUID(),
        status: crypto.randomUUID(),
        note: crypto.randomUUID(),
        place: crypto.randomUUID(),
      },
    };
  },
);

export type ListenData = Awaited<ReturnType<typeof loader>>;

/** In the browser: what was loaded ahead opens at once, and without a connection. */
export const clientLoader = (args: ClientLoaderFunctionArgs) => loadQueuePage<ListenData>(args);

export const action = guildAction<ListenResults>()({
  access: 'staff',
  feature: 'listening_queue',
  intents: {
    approve: {
      schema: demoForm,
      run: async ({ actor, operations, input: { requestId, number } }) => {
        const change = { requestId, number, decision: 'approved' } as const;
        const { status, undoUntil } = await operations.review.decide(actor, change);
        return { number, status, undoUntil };
      },
    },
    reject: {
      schema: rejectForm,
      run: async ({ actor, operations, input }) => {
        const { status, undoUntil } = await operations.review.decide(actor, {
          ...input,
          decision: 'rejected',
        });
        return { number: input.number, status, undoUntil };
      },
    },
    undo: {
      schema: demoForm,
      run: async ({ actor, operations, input: { requestId, number } }) => {
        return { number, status: await operations.review.undo(actor, { requestId, number }) };
      },
    },
    status: {
      schema: statusForm,
      run: async ({ actor, operations, input: { requestId, number, status } }) => {
        const change = { requestId, number, status };
        return { number, status: await operations.review.setStatus(actor, change) };
      },
    },
    note: {
      schema: demoNoteForm,
      run: async ({ actor, operations, input: { requestId, number, ...note } }) => {
        const subject = submissionSubject(number);
        await operations.notes.add(actor, { requestId, subject, ...note });
        return { number };
      },
    },
    place: {
      schema: placeForm,
      run: async ({ actor, operations, input: { number } }) => {
        await operations.listeningQueue.setPlace(actor, { number });
        return { number };
      },
    },
  },
});

export const clientAction = preserveFormOnNetworkError;

/**
 * The queue shows by itself what its own actions change. A note belongs to the page, and after a
 * refusal the demo is another than it seemed.
 */
export const shouldRevalidate: ShouldRevalidateFunction = ({
  formMethod,
  actionResult,
  defaultShouldRevalidate,
}) => {
  if (formMethod === undefined) return defaultShouldRevalidate;
  if (isUnsent(actionResult) || !isOutcome(actionResult)) return false;
  return !actionResult.ok || ['note', 'undo', 'status'].includes(actionResult.intent);
};

export const meta = pageMeta(listenStrings, (t) => ({ title: t('listen.title') }));

export default function Page() {
  const data = useLoaderData<typeof clientLoader>();
  return <ListenPage data={data} outcome={useActionData<typeof action>()} />;
}

export const ErrorBoundary = PanelError;
