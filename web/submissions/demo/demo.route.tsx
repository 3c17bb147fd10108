import { useActionData, useLoaderData } from '@remix-run/react';
import { submissionSubject } from '../../../domain/subjects/submission-subject.ts';
import { PanelError } from '../../errors/panel-error.tsx';
import { presentListens } from '../../listens/listens-view.ts';
import { listenedForm } from '../../listens/schemas.server.ts';
import { presentNotes } from '../../notes/note-view.ts';
import { noteForm, noteRemovalForm } from '../../notes/schemas.server.ts';
import { guildAction } from '../../routing/guild-action.server.ts';
import { guildLoader } from '../../routing/guild-loader.server.ts';
import { keepPageWhenUnsent } from '../../routing/keep-page-when-unsent.ts';
import { preserveFormOnNetworkError } from '../../routing/preserve-form-on-network-error.ts';
import { noInput } from '../../routing/schemas.server.ts';
import { pageMeta } from '../../strings/page-meta.ts';
import { submissionsStrings } from '../strings.en.ts';
import { DemoPage } from './demo-page.tsx';
import { type Demo, presentDemo } from './demo-view.ts';
import { presentTracks } from './file-view.ts';
import type { DemoResults } from './outcome.ts';
import { presentReasonChoices } from './reason-choices.ts';
import {
  fileForm,
  messageForm,
  priorityForm,
  ratingForm,
  reasonForm,
  statusForm,
  submissionParams,
  tagForm,
} from './schemas.server.ts';

export const loader = guildLoader(
  { access: 'staff', feature: 'dashboard', params: submissionParams },
  async ({ actor, operations, params }) => {
    const subject = submissionSubject(params.number);
    const [demo, tags, notes, listens, reasons] = await Promise.all([
      operations.submissions.get(actor, params.number),
      operations.tags.list(actor),
      operations.notes.list(actor, subject),
      operations.listens.list(actor, subject),
      operations.savedReasons.list(actor),
    ]);
    const presented = presentDemo(demo, actor.guildId);
    return {
      demo: presented,
      tracks: presentTracks(actor.guildId, presented, demo.files, notes),
      notes: presentNotes(notes, demo.files),
      listens: presentListens(listens),
      isAssignedToMe: demo.assignee?.id === actor.userId,
      myStars: demo.ratings.find(({ userId }) => userId === actor.userId)?.stars ?? null,
      /** The label's, as suggestions. */
      tags,
      reasons: presentReasonChoices(reasons),
      /** One for each form of the page: a form posted twice runs once. */
      requestIds: {
        decide: crypto.randomUUID(),
        status: crypto.randomUUID(),
        message: crypto.randomUUID(),
        tag: crypto.randomUUID(),
        untag: crypto.randomUUID(),
        removeFile: crypto.randomUUID(),
        note: crypto.randomUUID(),
        removeNote: crypto.randomUUID(),
        assign: crypto.randomUUID(),
        priority: crypto.randomUUID(),
        rate: crypto.randomUUID(),
        unrate: crypto.randomUUID(),
      },
    };
  },
);

export const action = guildAction<DemoResults>()({
  access: 'staff',
  feature: 'dashboard',
  params: submissionParams,
  intents: {
    approve: {
      schema: noInput,
      run: async ({ actor, operations, params: { number }, input: { requestId } }) => {
        const result = await operations.review.decide(actor, {
          requestId,
          number,
          decision: 'approved',
        });
        return { number, status: result.status, undoUntil: result.undoUntil };
      },
    },
    reject: {
      schema: reasonForm,
      run: async ({ actor, operations, params: { number }, input }) => {
        const result = await operations.review.decide(actor, {
          ...input,
          number,
          decision: 'rejected',
        });
        return { number, status: result.status, undoUntil: result.undoUntil };
      },
    },
    undo: {
      schema: noInput,
      run: async ({ actor, operations, params: { number }, input: { requestId } }) => {
        return { number, status: await operations.review.undo(actor, { requestId, number }) };
      },
    },
    status: {
      schema: statusForm,
      run: async ({ actor, operations, params: { number }, input: { requestId, status } }) => {
        return {
          number,
          status: await operations.review.setStatus(actor, { requestId, number, status }),
        };
      },
    },
    message: {
      schema: messageForm,
      run: async ({ actor, operations, params: { number }, input: { requestId, body } }) => {
        await operations.messages.sendToArtist(actor, { requestId, number, body });
        return { number };
      },
    },
    tag: {
      schema: tagForm,
      run: async ({ actor, operations, params: { number }, input: { requestId, tag } }) => {
        await operations.tags.add(actor, { requestId, subject: submissionSubject(number), tag });
        return { number };
      },
    },
    remove_file: {
      schema: fileForm,
      run: async ({ actor, operations, params: { number }, input: { requestId, fileId } }) => {
        await operations.files.remove(actor, { requestId, fileId });
        return { number };
      },
    },
    note: {
      schema: noteForm,
      run: async ({ actor, operations, params: { number }, input: { requestId, ...note } }) => {
        await operations.notes.add(actor, {
          requestId,
          subject: submissionSubject(number),
          ...note,
        });
        return { number };
      },
    },
    remove_note: {
      schema: noteRemovalForm,
      run: async ({ actor, operations, params: { number }, input: { requestId, noteId } }) => {
        const subject = submissionSubject(number);
        await operations.notes.remove(actor, { requestId, subject, noteId });
        return { number };
      },
    },
    assign: {
      schema: noInput,
      run: async ({ actor, operations, params: { number }, input: { requestId } }) => {
        const subject = submissionSubject(number);
        await operations.assignments.assign(actor, { requestId, subject });
        return { number };
      },
    },
    unassign: {
      schema: noInput,
      run: async ({ actor, operations, params: { number }, input: { requestId } }) => {
        const subject = submissionSubject(number);
        await operations.assignments.unassign(actor, { requestId, subject });
        return { number };
      },
    },
    rate: {
      schema: ratingForm,
      run: async ({ actor, operations, params: { number }, input: { requestId, stars } }) => {
        const subject = submissionSubject(number);
        await operations.ratings.rate(actor, { requestId, subject, stars });
        return { number };
      },
    },
    unrate: {
      schema: noInput,
      run: async ({ actor, operations, params: { number }, input: { requestId } }) => {
        await operations.ratings.remove(actor, { requestId, subject: submissionSubject(number) });
        return { number };
      },
    },
    priority: {
      schema: priorityForm,
      run: async ({ actor, operations, params: { number }, input: { requestId, priority } }) => {
        await operations.review.setPriority(actor, { requestId, number, priority });
        return { number };
      },
    },
    /** Sent by the player, not by a form. */
    listened: {
      schema: listenedForm,
      run: async ({ actor, operations, params: { number }, input }) => {
        await operations.listens.record(actor, { ...input, subject: submissionSubject(number) });
        return { number };
      },
    },
    untag: {
      schema: tagForm,
      run: async ({ actor, operations, params: { number }, input: { requestId, tag } }) => {
        await operations.tags.remove(actor, { requestId, subject: submissionSubject(number), tag });
        return { number };
      },
    },
  },
});

export const clientAction = preserveFormOnNetworkError;

export const shouldRevalidate = keepPageWhenUnsent;

export const meta = pageMeta(submissionsStrings, (t, data?: { demo: Demo }) => ({
  title: data ? `${data.demo.title} – ${data.demo.artist}` : t('inbox.title'),
}));

export default function Page() {
  return <DemoPage {...useLoaderData<typeof loader>()} outcome={useActionData<typeof action>()} />;
}

export const ErrorBoundary = PanelError;
