import type { MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { titled } from '../catalogues/titled.ts';
import { DemoPage } from '../detail/demo-page.tsx';
import { PanelError } from '../errors/panel-error.tsx';
import { presentDemo } from '../presenters/demo.ts';
import { guildAction } from '../routing/guild-action.server.ts';
import { guildLoader } from '../routing/guild-loader.server.ts';
import { keepForm } from '../routing/keep-form.ts';
import {
  messageForm,
  noInput,
  reasonForm,
  statusForm,
  submissionParams,
} from '../routing/schemas.server.ts';

export const loader = guildLoader(
  { needs: 'staff', feature: 'dashboard', params: submissionParams },
  async ({ actor, acts, params }) => ({
    demo: presentDemo(await acts.submissions.get(actor, params.number)),
    /** One for each form of the page: a form posted twice acts once. */
    requestIds: {
      decide: crypto.randomUUID(),
      status: crypto.randomUUID(),
      message: crypto.randomUUID(),
    },
  }),
);

export const action = guildAction({
  needs: 'staff',
  feature: 'dashboard',
  params: submissionParams,
  intents: {
    approve: {
      schema: noInput,
      run: async ({ actor, acts, params: { number }, input: { requestId } }) => {
        const done = await acts.review.decide(actor, { requestId, number, decision: 'approved' });
        return { number, status: done.status, undoUntil: done.undoUntil };
      },
    },
    reject: {
      schema: reasonForm,
      run: async ({ actor, acts, params: { number }, input: { requestId, reason } }) => {
        const done = await acts.review.decide(actor, {
          requestId,
          number,
          decision: 'rejected',
          ...(reason ? { reason } : {}),
        });
        return { number, status: done.status, undoUntil: done.undoUntil };
      },
    },
    undo: {
      schema: noInput,
      run: async ({ actor, acts, params: { number }, input: { requestId } }) => {
        return { number, status: await acts.review.undo(actor, { requestId, number }) };
      },
    },
    status: {
      schema: statusForm,
      run: async ({ actor, acts, params: { number }, input: { requestId, status } }) => {
        return {
          number,
          status: await acts.review.setStatus(actor, { requestId, number, status }),
        };
      },
    },
    message: {
      schema: messageForm,
      run: async ({ actor, acts, params: { number }, input: { requestId, body } }) => {
        await acts.messages.toArtist(actor, { requestId, number, body });
        return { number };
      },
    },
  },
});

export const clientAction = keepForm;

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data?.demo ? titled({ text: `${data.demo.title} – ${data.demo.artist}` }) : titled('inbox.title');

export default function Page() {
  return <DemoPage {...useLoaderData<typeof loader>()} outcome={useActionData<typeof action>()} />;
}

export const ErrorBoundary = PanelError;
