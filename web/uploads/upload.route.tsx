import '../theme/form-styles.ts';
import '@mantine/dropzone/styles.layer.css';
import type { HeadersFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ErrorPage } from '../errors/error-page.tsx';
import { guildAction } from '../routing/guild-action.server.ts';
import { guildLoader } from '../routing/guild-loader.server.ts';
import { keepPageWhenUnsent } from '../routing/keep-page-when-unsent.ts';
import { preserveFormOnNetworkError } from '../routing/preserve-form-on-network-error.ts';
import { pageMeta } from '../strings/page-meta.ts';
import type { UploadResults } from './outcome.ts';
import { sendInput, uploadParams } from './schemas.server.ts';
import { uploadsStrings } from './strings.en.ts';
import { UploadPage } from './upload-page.tsx';
import { presentUploadSession } from './upload-view.ts';

/** The link that the bot gives an artist; for that artist alone, whoever else opens it. */
export const loader = guildLoader(
  { access: 'member', params: uploadParams },
  async ({ actor, operations, params: { sessionId } }) => ({
    guildId: actor.guildId,
    session: presentUploadSession(await operations.uploads.get(actor, { sessionId })),
    requestId: crypto.randomUUID(),
    asOf: Date.now(),
  }),
);

export const action = guildAction<UploadResults>()({
  access: 'member',
  params: uploadParams,
  intents: {
    send: {
      schema: sendInput,
      run: ({ actor, operations, params: { sessionId }, input: { requestId, uploadIds } }) =>
        operations.uploads.finish(actor, {
          sessionId,
          requestId,
          ...(uploadIds ? { uploadIds } : {}),
        }),
    },
  },
});

export const clientAction = preserveFormOnNetworkError;

export const shouldRevalidate = keepPageWhenUnsent;

/** The address is the artist's own. */
export const headers: HeadersFunction = () => ({ 'Referrer-Policy': 'no-referrer' });

export const meta = pageMeta(uploadsStrings, (t) => ({ title: t('uploads.title') }));

export default function Page() {
  return (
    <UploadPage {...useLoaderData<typeof loader>()} outcome={useActionData<typeof action>()} />
  );
}

export const ErrorBoundary = ErrorPage;
