import test from 'ava';
import { parseDiscordText } from '../../web/components/parse-discord-text.ts';
import { assertAccessible, saveScreenshots } from '../end-to-end/page-checks.ts';
import { createActor } from '../helpers/actor.ts';
import { openWindowAs, waitUntilHydrated } from './open-window.ts';
import { sharedWebApp } from './web-app.ts';
import { createWebLabel } from './web-label.ts';

const getApp = sharedWebApp({ regions: ['eu-uk'] });

test('texts are drawn as they are typed, and an unknown variable is named with its place', async (t) => {
  const app = await getApp();
  const label = await createWebLabel(app);
  const { operations, admin } = label;
  const { page, problems } = await openWindowAs(t, { app, personId: label.owner });
  await page.goto(`${label.path}/settings/templates`);
  await waitUntilHydrated(page);
  const approved = page.getByRole('textbox', { name: 'When a demo is approved' });
  const preview = page.getByRole('figure', { name: 'Preview: When a demo is approved' });
  await preview.getByText('Vektra’s own text.').waitFor();
  await approved.fill('## Yes, {artist}!\nWe love **{title}**.\n\n{track} is next.');
  await preview.getByText('Yes, KITE!').waitFor();
  t.is(await preview.getByText('Glass Horizon').evaluate((each) => each.tagName), 'STRONG');
  await page.getByRole('textbox', { name: 'Footer' }).fill('*Nocturne Records*, since 2009');
  await page.getByRole('textbox', { name: 'Logo' }).fill('https://nocturne.example/logo.png');
  await page.getByRole('button', { name: 'Save' }).click();
  await page
    .getByText('Line 4, character 1: there’s no “track” to fill in here. Use one of those above.')
    .waitFor();
  await assertAccessible(t, page, 'templates');
  await preview.scrollIntoViewIfNeeded();
  await saveScreenshots(page, 'templates');
  await approved.fill('## Yes, {artist}!\nWe love **{title}**.');
  // Somebody else's change is not overwritten unseen, and what was typed stays.
  await operations.templates.set(admin, { rejected: 'No.' });
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Someone else just changed this').waitFor();
  t.is(await approved.inputValue(), '## Yes, {artist}!\nWe love **{title}**.');
  await page.reload();
  await waitUntilHydrated(page);
  await page.waitForFunction(
    () =>
      document.querySelector<HTMLTextAreaElement>('textarea[name=approved]')?.value ===
      '## Yes, {artist}!\nWe love **{title}**.',
  );
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Saved' }).waitFor();
  const { templates } = await operations.settings.get(admin);
  t.is(templates.approved, '## Yes, {artist}!\nWe love **{title}**.');
  t.deepEqual(
    problems.filter((problem) => !/40[09]/.test(problem)),
    [],
  );
});

test('without script texts are saved and drawn, and the upload page says the label’s own', async (t) => {
  const app = await getApp();
  const label = await createWebLabel(app);
  const { page } = await openWindowAs(
    t,
    { app, personId: label.owner },
    { javaScriptEnabled: false },
  );
  await page.goto(`${label.path}/settings/templates`);
  await page
    .getByRole('textbox', { name: 'When a demo has arrived' })
    .fill('Thanks, **{artist}**!');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.waitForURL(/did=templates/);
  const preview = page.getByRole('figure', { name: 'Preview: When a demo has arrived' });
  await preview.getByText('KITE').waitFor();

  const artist = { ...createActor(label.guildId, 'Kite'), userId: label.artist };
  const { sessionId } = await label.operations.uploads.start(artist, {
    requestId: label.newRequestId(),
    form: { artistName: '**KITE**', trackTitle: 'Glass Horizon' },
  });
  await app.tenancy.write(label.guildId, (db) =>
    db.table('upload_sessions').where('id', sessionId).update({ sent_number: 1 }),
  );
  const { page: upload } = await openWindowAs(t, { app, personId: label.artist });
  await upload.goto(`/upload/${label.guildId}/${sessionId}`);
  t.is(await upload.locator('strong').textContent(), '**KITE**');
  await assertAccessible(t, upload, 'sent with own text');
});

test('what people wrote is plain text in a preview', (t) => {
  t.deepEqual(parseDiscordText('# *a* \\*b\\*\n-# c **d'), [
    {
      kind: 'heading',
      spans: [
        { text: 'a', isBold: false, isItalic: true },
        { text: ' *b*', isBold: false, isItalic: false },
      ],
    },
    {
      kind: 'subtext',
      spans: [
        { text: 'c ', isBold: false, isItalic: false },
        { text: 'd', isBold: true, isItalic: false },
      ],
    },
  ]);
});
