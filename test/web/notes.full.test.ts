import test, { type ExecutionContext } from 'ava';
import type { Page } from 'playwright-core';
import { submissionSubject } from '../../domain/index.ts';
import { assertAccessible, saveScreenshot, saveScreenshots } from '../end-to-end/page-checks.ts';
import { messageText, submitDemo, waitForMessage } from '../helpers/label.ts';
import { makeWav } from '../worker/audio/wav-files.ts';
import { openWindowAs, waitUntilHydrated, waitUntilLive } from './open-window.ts';
import { sharedWebApp } from './web-app.ts';
import { createWebLabel } from './web-label.ts';

const getApp = sharedWebApp({ regions: ['eu-uk'], processes: ['server', 'worker', 'bot'] });

const WAV = makeWav(20);

/** A label with a demo that has a link and a file, and its owner's window. */
async function openDemo(t: ExecutionContext, options: Parameters<typeof openWindowAs>[2] = {}) {
  const app = await getApp();
  const label = await createWebLabel(app);
  await submitDemo(app, label, { trackTitle: 'Glass Horizon' }, label.artist, [
    { name: 'glass.wav', content: WAV },
  ]);
  await waitForMessage(app, { channelId: label.staffChannel, contains: 'glass.wav · 0:20' });
  const browserWindow = await openWindowAs(t, { app, personId: label.owner }, options);
  await browserWindow.page.goto(`${label.inboxPath}/1`);
  return { app, label, ...browserWindow };
}

const notesOf = (page: Page) => page.getByRole('region', { name: 'Notes' });
const fieldOf = (page: Page) => page.getByRole('textbox', { name: 'Add a note for your team' });
const positionOf = (page: Page) => notesOf(page).getByRole('textbox', { name: /^Position/ });
const send = (page: Page) => notesOf(page).getByRole('button', { name: 'Add note' }).click();
const seekBarOf = (page: Page) =>
  page
    .getByRole('region', { name: 'Player', exact: true })
    .getByRole('slider', { name: 'Position in Glass Horizon' });
/** Until the sound is there. */
const waitForPosition = (page: Page, fromMs: number, toMs: number) =>
  page.waitForFunction(
    ([from, to]) =>
      [...document.querySelectorAll<HTMLInputElement>('section[aria-label="Player"] input')].some(
        (input) => input.valueAsNumber >= Number(from) && input.valueAsNumber < Number(to),
      ),
    [fromMs, toMs] as const,
  );

test.serial('a note is pinned to where the file is, marked there, and in the thread', async (t) => {
  const { app, label, page, problems } = await openDemo(t);
  await waitUntilLive(page);
  await page.getByRole('button', { name: 'Play Glass Horizon', exact: true }).click();
  await waitForPosition(page, 500, 20_000);
  await seekBarOf(page).fill('7000');
  await page.keyboard.press('Space');
  await page
    .getByRole('region', { name: 'Player', exact: true })
    .getByRole('button', { name: 'Play', exact: true })
    .waitFor();
  await notesOf(page)
    .getByRole('button', { name: /^Pin to 0:0\d$/ })
    .click();
  const position = await positionOf(page).inputValue();
  t.regex(position, /^0:0[789]$/);
  await page.keyboard.type('The break is **too** long.');
  await saveScreenshots(page, 'note-pinned');
  await send(page);
  await notesOf(page).getByText('The break is **too** long.').waitFor();
  t.is(await fieldOf(page).inputValue(), '');
  t.is(await positionOf(page).inputValue(), '');

  const marker = page.getByRole('button', { name: /^Mara at \d seconds: The break is/ });
  await marker.nth(1).waitFor();
  t.is(await marker.count(), 2, 'on the waveform, and on the player’s line');
  const thread = await app.discord.control.waitForThread({
    channelId: label.staffChannel,
    contains: '#1 · ',
  });
  const contains = 'The break is';
  const message = messageText(await app.discord.control.wait({ channelId: thread.id, contains }));
  t.true(message.includes(`**Mara** at ${position} of *glass.wav*\nThe break`), message);

  // By its time in the list, and by its mark.
  await seekBarOf(page).fill('16000');
  await notesOf(page)
    .getByRole('button', { name: /^Play glass\.wav from/ })
    .click();
  await waitForPosition(page, 7_000, 12_000);
  await seekBarOf(page).fill('16000');
  // By keyboard: then the focus is shown, and with it what the mark says.
  await page.keyboard.press('Tab');
  await marker.last().focus();
  await page.getByRole('tooltip').getByText(`Mara at ${position}`).waitFor();
  await page.keyboard.press('Enter');
  await waitForPosition(page, 7_000, 12_000);
  await page.getByText(`added a note at ${position}`).waitFor();
  await saveScreenshots(page, 'note-mark');
  await fieldOf(page).focus();
  await page.getByRole('tooltip').waitFor({ state: 'detached' });
  await fieldOf(page).scrollIntoViewIfNeeded();
  await saveScreenshots(page, 'notes');
  await page.setViewportSize({ width: 390, height: 844 });
  await notesOf(page).evaluate((element) => scrollBy(0, element.getBoundingClientRect().top - 80));
  await saveScreenshot(page, 'notes-list-phone');
  await page.setViewportSize({ width: 1440, height: 900 });
  t.deepEqual(problems, []);
  await assertAccessible(t, page, 'notes');
  await page.emulateMedia({ colorScheme: 'light' });
  await assertAccessible(t, page, 'notes, light');

  await notesOf(page).getByLabel('Remove the note by Mara').click();
  await notesOf(page).getByRole('button', { name: 'Remove note' }).click();
  await marker.first().waitFor({ state: 'detached' });
  await page.getByText('removed a note').waitFor();
  t.is(await notesOf(page).getByRole('listitem').count(), 0);
});

test.serial(
  'what is wrong is told, and what was typed stays, whatever comes between',
  async (t) => {
    const { app, label, page } = await openDemo(t);
    await waitUntilHydrated(page);
    // Before the script of this part has come.
    await fieldOf(page).pressSequentially('An idea');
    await page.keyboard.type(' of mine');
    t.is(await fieldOf(page).inputValue(), 'An idea of mine');
    await positionOf(page).fill('9:99');
    await send(page);
    await notesOf(page).getByText('Use minutes and seconds, such as 1:23.').waitFor();
    await positionOf(page).fill('0:21');
    await send(page);
    await notesOf(page).getByText('The track ends before that.').waitFor();
    t.is(await fieldOf(page).inputValue(), 'An idea of mine');
    await page.reload();
    await waitUntilLive(page);
    await notesOf(page).hover();
    await page.waitForFunction(
      () => document.querySelector<HTMLTextAreaElement>('#note')?.value === 'An idea of mine',
    );
    await notesOf(page).getByRole('combobox', { name: 'Track' }).selectOption('The link');
    await positionOf(page).fill('6:40');
    await page.context().setOffline(true);
    await send(page);
    await notesOf(page).getByRole('alert').getByText('No connection').waitFor();
    await page.context().setOffline(false);
    await notesOf(page).getByRole('button', { name: 'Send again' }).click();
    await notesOf(page).getByRole('listitem').getByText('An idea of mine').waitFor();
    t.regex(await notesOf(page).getByRole('listitem').innerText(), /6:40\s*The link/);
    const notes = await label.operations.notes.list(label.admin, submissionSubject(1));
    t.like(notes, [{ fileId: null, positionMs: 400_000, authorName: 'Mara' }]);

    // What colleagues add appears by itself; only one's own can be removed by who is no admin.
    const colleague = await openWindowAs(t, { app, personId: label.staff });
    await colleague.page.goto(`${label.inboxPath}/1`);
    await waitUntilLive(colleague.page);
    const note = { requestId: label.newRequestId(), subject: submissionSubject(1), body: 'Mine' };
    await label.operations.notes.add(label.reviewer, note);
    await notesOf(page).getByText('Mine', { exact: true }).waitFor();
    await notesOf(colleague.page).getByText('Mine', { exact: true }).waitFor();
    t.is(
      await notesOf(page)
        .getByLabel(/^Remove the note/)
        .count(),
      2,
    );
    t.is(
      await notesOf(colleague.page)
        .getByLabel(/^Remove the note/)
        .count(),
      1,
    );
  },
);

test.serial('without script notes are read, added and removed', async (t) => {
  const { page } = await openDemo(t, { javaScriptEnabled: false });
  await fieldOf(page).fill('The intro');
  await positionOf(page).fill('0:03');
  await send(page);
  await page.getByRole('status').getByText('Note added.').waitFor();
  t.regex(
    await notesOf(page).getByRole('listitem').innerText(),
    /Mara[\s\S]*0:03\s*glass\.wav[\s\S]*The intro/,
  );
  t.is(
    await notesOf(page)
      .getByRole('button', { name: /^(Play|Pin)/ })
      .count(),
    0,
  );
  await saveScreenshots(page, 'notes-without-script');
  await notesOf(page).getByLabel('Remove the note by Mara').click();
  await notesOf(page).getByRole('button', { name: 'Remove note' }).click();
  await page.getByRole('status').getByText('Note removed.').waitFor();
  t.is(await notesOf(page).getByRole('listitem').count(), 0);
});
