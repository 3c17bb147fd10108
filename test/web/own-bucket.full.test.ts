import test, { type ExecutionContext } from 'ava';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { saveScreenshots } from '../end-to-end/page-checks.ts';
import { findViolations } from '../helpers/axe.ts';
import {
  connectBucket,
  createLabelWithBucket,
  createLabelWithBucketAfterPlan,
  gatherFiles,
  keepFile,
  revokeBucket,
  startBucket,
} from './bucket-states.ts';
import { openWindowAs, waitUntilHydrated } from './open-window.ts';
import { callHandler, findHandler } from './route-handlers.ts';
import { sharedWebApp } from './web-app.ts';
import { createWebLabel, type WebLabel } from './web-label.ts';

// A label's own bucket for files: connecting, testing, replacing its keys, returning the files.

const getApp = sharedWebApp({ regions: ['eu-uk'] });

const openPage = (t: ExecutionContext, label: WebLabel, options: BrowserContextOptions = {}) =>
  openWindowAs(t, { app: label.app, personId: label.owner }, options);

const bucketPath = (label: WebLabel) => `${label.storagePath}/bucket`;

/** Fills in the form of the bucket page. */
async function fillForm(page: Page, input: Record<string, string>): Promise<void> {
  const labels: Record<string, string> = {
    endpoint: 'Endpoint',
    bucket: 'Bucket name',
    region: 'Region',
    accessKeyId: 'Access key ID',
    secretAccessKey: 'Secret access key',
  };
  for (const [field, value] of Object.entries(input))
    await page.getByLabel(labels[field]!, { exact: true }).fill(value);
}

const readSteps = (page: Page) =>
  page
    .getByRole('list', { name: 'Test steps' })
    .getByRole('listitem')
    .evaluateAll((all) => all.map((each) => each.getAttribute('data-state')));

test.serial(
  'wrong keys: the step, what to do, and everything typed; right ones: files go there, and return',
  async (t) => {
    const app = await getApp();
    const label = await createWebLabel(app, { plan: 'pro_plus' });
    await keepFile(label);
    const { input } = await startBucket(t);
    const { page, problems } = await openPage(t, label);
    await page.goto(label.storagePath);
    await waitUntilHydrated(page);
    await page.getByRole('link', { name: 'Connect your own bucket' }).click();
    await page.waitForURL('**/settings/storage/bucket');
    await page.getByRole('heading', { name: 'Connect your own bucket' }).waitFor();

    const wrong = { ...input, region: 'us-east-1', secretAccessKey: 'wr0ng-s3cret-key' };
    await fillForm(page, wrong);
    await page.getByText(`arn:aws:s3:::${input.bucket}/*`).waitFor();
    await page.getByRole('button', { name: 'Test and connect' }).click();
    await page.getByRole('alert').filter({ hasText: 'The keys are wrong' }).waitFor();
    t.deepEqual(await readSteps(page), ['failed', ...Array(5).fill('waits')]);
    t.is(await page.getByLabel('Endpoint').inputValue(), input.endpoint);
    t.is(
      await page.getByLabel('Secret access key', { exact: true }).inputValue(),
      wrong.secretAccessKey,
    );
    await saveScreenshots(page, 'bucket-failed');
    t.deepEqual(await findViolations(page), []);

    await fillForm(page, { endpoint: 'http:/oops' });
    await page.getByRole('button', { name: 'Test and connect' }).click();
    await page.getByRole('alert').filter({ hasText: 'Check the endpoint.' }).waitFor();
    const endpoint = page.getByLabel('Endpoint');
    t.is(await endpoint.getAttribute('aria-invalid'), 'true');
    await page.getByText('Enter the address of the S3 API').waitFor();
    await saveScreenshots(page, 'bucket-field');

    await fillForm(page, input);
    await page.getByRole('button', { name: 'Test and connect' }).click();
    await page.waitForURL('**/settings/storage#files');
    const files = page.getByRole('region', { name: 'Files', exact: true });
    await files.getByText('Your own bucket', { exact: true }).waitFor();
    await files.getByText('Files are being moved to your bucket').waitFor();
    t.is(await files.getByRole('progressbar').count(), 0, 'there is no limit');
    t.false((await page.content()).includes(input.endpoint));
    t.like((await label.operations.storage.get(label.admin)).bucket, { isUsable: true });

    await files.getByRole('button', { name: 'Test again' }).click();
    await files.getByText('Test passed').waitFor();
    t.deepEqual(await readSteps(page), Array(6).fill('passed'));
    await files.scrollIntoViewIfNeeded();
    await saveScreenshots(page, 'storage-bucket');
    t.deepEqual(await findViolations(page), []);

    await files.getByText('Return files to Vektra').click();
    await files.getByText('leave the bucket and its keys as they are').waitFor();
    await saveScreenshots(page, 'storage-bucket-return');
    t.deepEqual(await findViolations(page), []);
    await gatherFiles(label);
    await files.getByRole('button', { name: 'Return files' }).click();
    await files.getByText('Files are being moved to file storage of Europe (UK)').waitFor();
    await files.getByRole('link', { name: 'Connect your own bucket' }).waitFor();
    t.is((await label.operations.storage.get(label.admin)).bucket, null);
    t.deepEqual(problems, []);
  },
);

test.serial('without script: the other fields come back, the secret key does not', async (t) => {
  const app = await getApp();
  const label = await createWebLabel(app, { plan: 'pro_plus' });
  await keepFile(label);
  const { input } = await startBucket(t);
  const { page } = await openPage(t, label, { javaScriptEnabled: false });
  await page.goto(bucketPath(label));
  await fillForm(page, { ...input, bucket: 'another-bucket', region: 'us-east-1' });
  await page.getByLabel('Address of the bucket').selectOption('path');
  await page.getByRole('button', { name: 'Test and connect' }).click();
  await page.getByRole('alert').filter({ hasText: 'There’s no bucket with this name' }).waitFor();
  t.is(await page.getByLabel('Endpoint').inputValue(), input.endpoint);
  t.is(await page.getByLabel('Bucket name').inputValue(), 'another-bucket');
  t.is(await page.getByLabel('Access key ID').inputValue(), input.accessKeyId);
  t.is(await page.getByLabel('Secret access key', { exact: true }).inputValue(), '');
  t.false((await page.content()).includes(input.secretAccessKey));
  await page.getByText('we cleared the secret access key').waitFor();
  await page.getByText('arn:aws:s3:::another-bucket/*').waitFor();

  await fillForm(page, { bucket: input.bucket, secretAccessKey: input.secretAccessKey });
  await page.getByRole('button', { name: 'Test and connect' }).click();
  await page.waitForURL('**/settings/storage#files');
  const files = page.getByRole('region', { name: 'Files', exact: true });
  await files.getByRole('button', { name: 'Test again' }).click();
  await files.getByText('Test passed').waitFor();
  await files.getByText('Return files to Vektra').click();
  await gatherFiles(label);
  await files.getByRole('button', { name: 'Return files' }).click();
  await files.getByText('Files are being moved to file storage of Europe (UK)').waitFor();
  t.is((await label.operations.storage.get(label.admin)).bucket, null);
});

test.serial('keys are replaced: the address is not shown, and no file moves', async (t) => {
  const app = await getApp();
  const label = await createLabelWithBucket(t, app);
  await gatherFiles(label);
  const { page } = await openPage(t, label);
  await page.goto(label.storagePath);
  await waitUntilHydrated(page);
  const files = page.getByRole('region', { name: 'Files', exact: true });
  t.is(await files.getByText('Files are being moved').count(), 0);
  await files.getByRole('link', { name: 'Replace keys' }).click();
  await page.getByRole('heading', { name: 'Replace keys or switch buckets' }).waitFor();
  t.is(await page.getByLabel('Endpoint').inputValue(), '', 'an address is never shown');
  await saveScreenshots(page, 'bucket-replace');
  t.deepEqual(await findViolations(page), []);
  await fillForm(page, label.bucket.input);
  await page.getByLabel('Secret access key', { exact: true }).press('Enter');
  await page.waitForURL('**/settings/storage#files');
  await files.getByText('Your own bucket', { exact: true }).waitFor();
  t.is(await files.getByText('Files are being moved').count(), 0, 'it is the same bucket');
});

test.serial('the page follows when the files have been brought to the bucket', async (t) => {
  const app = await getApp();
  const label = await createLabelWithBucket(t, app);
  const { page, problems } = await openPage(t, label);
  await page.clock.install();
  await page.goto(label.storagePath);
  await waitUntilHydrated(page);
  const files = page.getByRole('region', { name: 'Files', exact: true });
  const notice = files.getByText('Files are being moved to your bucket');
  await notice.waitFor();
  await gatherFiles(label);
  await page.clock.fastForward(31_000);
  await notice.waitFor({ state: 'detached' });
  t.deepEqual(problems, []);
});

test.serial('revoked credentials: a warning, and a way to new ones', async (t) => {
  const app = await getApp();
  const label = await createLabelWithBucket(t, app);
  await revokeBucket(label);
  const { page, problems } = await openPage(t, label);
  await page.goto(label.storagePath);
  const files = page.getByRole('region', { name: 'Files', exact: true });
  await files.getByText('Your bucket’s keys were revoked').waitFor();
  t.is(await files.getByRole('button', { name: 'Test again' }).count(), 0);
  await files.getByRole('link', { name: 'Replace keys' }).waitFor();
  await files.getByText('Return files to Vektra').click();
  await files.getByText('so the files in it can’t be moved').waitFor();
  await saveScreenshots(page, 'storage-bucket-revoked');
  t.deepEqual(await findViolations(page), []);
  await connectBucket(label, label.bucket);
  await page.reload();
  await files.getByRole('button', { name: 'Test again' }).waitFor();
  t.is(await files.getByText('Your bucket’s keys were revoked').count(), 0);
  t.deepEqual(problems, []);
});

test.serial(
  'a plan that went down: the bucket stays in use, with limits, and files can return',
  async (t) => {
    const app = await getApp();
    const label = await createLabelWithBucketAfterPlan(t, app);
    const { page, problems } = await openPage(t, label);
    await page.goto(label.storagePath);
    await waitUntilHydrated(page);
    const files = page.getByRole('region', { name: 'Files', exact: true });
    await files.getByText('Your plan no longer includes your own bucket').waitFor();
    await files.getByRole('progressbar').waitFor({ state: 'attached' });
    t.is(await files.getByRole('link', { name: 'Replace keys' }).count(), 0);
    await saveScreenshots(page, 'storage-bucket-plan');
    t.deepEqual(await findViolations(page), []);
    await files.getByText('Return files to Vektra').click();
    await files.getByRole('button', { name: 'Return files' }).click();
    await files.getByText('Available on Pro+').waitFor();
    t.deepEqual(problems, []);
  },
);

test('a plan without it: the offer names the plan that has it, and so does the page', async (t) => {
  const app = await getApp();
  const label = await createWebLabel(app);
  const { page } = await openPage(t, label);
  await page.goto(label.storagePath);
  const files = page.getByRole('region', { name: 'Files', exact: true });
  await files.getByText('Available on Pro+').waitFor();
  t.is(await files.getByRole('link', { name: 'Connect your own bucket' }).count(), 0);
  await saveScreenshots(page, 'storage-bucket-offer');
  const response = await page.goto(bucketPath(label));
  t.is(response?.status(), 402);
  await page.getByText('Available on Pro+').waitFor();
});

/** What the server answers to the form, as the page's script gets it. */
async function postForm(t: ExecutionContext, label: WebLabel, form: Record<string, string>) {
  const { status, body } = await callHandler(label.app, findHandler('routes/bucket action'), {
    personId: label.owner,
    params: { guildId: label.guildId },
    form: { intent: 'connect', ...form },
  });
  t.is(status, 200);
  return body;
}

test('the answer to a test that failed has all that was typed but the secret key', async (t) => {
  const label = await createWebLabel(await getApp(), { plan: 'pro_plus' });
  const { input } = await startBucket(t);
  const { secretAccessKey, ...others } = { ...input, secretAccessKey: 'wr0ng-s3cret-key' };
  const body = await postForm(t, label, { ...others, secretAccessKey });
  for (const text of ['DENIED', ...Object.values(others)]) t.true(body.includes(`"${text}"`), text);
  t.false(body.includes(secretAccessKey));
});

test('servers that are refused and those that are not there cannot be told apart', async (t) => {
  const label = await createWebLabel(await getApp(), { plan: 'pro_plus' });
  const { input } = await startBucket(t);
  const results = new Set<string>();
  for (const endpoint of ['https://nowhere.invalid', 'https://10.0.0.1', 'http://127.0.0.1:1'])
    results.add((await postForm(t, label, { ...input, endpoint })).replace(endpoint, ''));
  t.is(results.size, 1, [...results].join('\n'));
  t.true([...results][0]?.includes('"UNREACHABLE"'));
});
