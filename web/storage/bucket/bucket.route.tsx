import { storageStrings } from '../strings.en.ts';
import '../../theme/form-styles.ts';
import { type HeadersFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { PanelError } from '../../errors/panel-error.tsx';
import { guildAction } from '../../routing/guild-action.server.ts';
import { guildLoader } from '../../routing/guild-loader.server.ts';
import { keepPageWhenUnsent } from '../../routing/keep-page-when-unsent.ts';
import { preserveFormOnSignOut } from '../../routing/preserve-form-on-sign-out.ts';
import { pageMeta } from '../../strings/page-meta.ts';
import { BucketPage } from './bucket-page.tsx';
import { presentBucketTest, presentTypedBucket } from './bucket-test-view.ts';
import type { BucketResults } from './outcome.ts';
import { bucketForm } from './schemas.server.ts';

export const loader = guildLoader(
  { access: 'admin', feature: 'own_bucket' },
  async ({ actor, operations }) => ({
    hasBucket: (await operations.storage.get(actor)).bucket !== null,
    requestId: crypto.randomUUID(),
  }),
);

export const action = guildAction<BucketResults>()({
  access: 'admin',
  feature: 'own_bucket',
  // A bundle of certificates has up to 512 KB, more when it is urlencoded.
  maxBodyBytes: 1_048_576,
  intents: {
    connect: {
      schema: bucketForm,
      renderInPlace: true,
      run: async ({ actor, operations, input: { requestId: _, ...given } }) => {
        const test = await operations.storage.connectBucket(actor, given);
        if (test.passed) throw redirect(`/g/${actor.guildId}/settings/storage#files`, 303);
        return { test: presentBucketTest(test), typed: presentTypedBucket(given) };
      },
    },
  },
});

export const clientAction = preserveFormOnSignOut;

export const shouldRevalidate = keepPageWhenUnsent;

export const headers: HeadersFunction = () => ({ 'Referrer-Policy': 'no-referrer' });

export const meta = pageMeta(storageStrings, (t) => ({ title: t('bucket.title') }));

export default function Page() {
  return (
    <BucketPage {...useLoaderData<typeof loader>()} outcome={useActionData<typeof action>()} />
  );
}

export const ErrorBoundary = PanelError;
