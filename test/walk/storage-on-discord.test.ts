import test, { type ExecutionContext } from 'ava';
import type { Page } from 'playwright-core';
import { buildClient } from '../../sandbox/client/build.ts';
import { LOCAL_APP } from '../../sandbox/world/environment.ts';
import { inSight, sharedBrowser } from '../helpers/browser.ts';
import { startHouse } from '../helpers/house.ts';
import { createLabel, DEMO, run, setUp, submitDemo, waitFor } from '../helpers/label.ts';
import { dmTo, messageOf } from '../helpers/on-discord.ts';
import { connectOwn, outageOfLong } from '../helpers/own-place.ts';
import { openDesk } from '../worker/desk.ts';
import { accessible, shot } from './look.ts';

// What storage says on Discord, as people see it there.

async function look(t: ExecutionContext, page: Page, name: string, text: string | RegExp) {
  await inSight(page.getByText(text).last());
  await shot(page, name);
  await accessible(t, page, name);
}

test('an admin asks, connects, moves and is told; an artist corrects a form', async (t) => {
  const house = await startHouse(t, {
    processes: ['worker', 'bot'],
    regions: ['eu-uk', 'us-west'],
    clientFolder: await buildClient(),
    variables: { OWN_DATABASE_ALLOW: '127.0.0.0/8', OUTBOX_SWEEP_MS: '300' },
  });
  const label = await createLabel(house, { plan: 'pro', name: 'Nightfall Records' });
  await setUp(house, label);
  const { owner, artist, general, demos, guildId } = label;
  const browser = await sharedBrowser();
  const open = async (personId: string, address: string, isPhone = false) => {
    const context = await browser.newContext(
      isPhone
        ? { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }
        : { viewport: { width: 1280, height: 800 } },
    );
    t.teardown(() => context.close());
    const page = await context.newPage();
    await page.goto(`${house.discord.url}${address}?as=${personId}`);
    await page.getByRole('textbox', { name: /^Message/ }).waitFor();
    return page;
  };

  const form = await open(artist, `/channels/${guildId}/${demos}`);
  await submitDemo(house, label, { ...DEMO, trackUrl: 'soundcloud kite glass' });
  await look(t, form, 'discord-refused-form', /Track link must be a web address/);
  await form.getByRole('button', { name: 'Correct it' }).click();
  const link = form.getByRole('dialog').getByRole('textbox', { name: 'Track link' });
  t.is(await link.inputValue(), 'soundcloud kite glass');
  await look(t, form, 'discord-form-again', 'Track link');
  await link.fill(DEMO.trackUrl);
  await form.getByRole('button', { name: 'Submit' }).click();
  await look(t, form, 'discord-form-corrected', /Demo #1 is in/);

  const admin = await open(owner, `/channels/${guildId}/${general}`);
  const phone = await open(owner, `/channels/${guildId}/${general}`, true);
  await run(house, owner, general, 'storage');
  await run(house, owner, general, 'setup_db');
  await look(t, admin, 'discord-storage', /15 minutes/);
  await look(t, phone, 'discord-storage-390', /15 minutes/);
  const moving = messageOf(await run(house, owner, general, 'storage', { region: 'us-west' }));
  await waitFor(house, { channelId: general, messageId: moving.id, contains: 'Moved:' });
  await look(t, admin, 'discord-moved', /Moved:/);

  const desk = await openDesk(house, { label });
  const who = { ...desk, tenancy: house.tenancy };
  const own = await connectOwn(t, who, 'postgres', { hasWorker: true });
  await run(house, owner, general, 'db_status');
  await look(t, admin, 'discord-db-status', /PostgreSQL/);
  own.way.cut();
  await submitDemo(house, label, { ...DEMO, trackTitle: 'Paper Lanterns' });
  await look(t, form, 'discord-parked', /safe hands/);
  await run(house, owner, general, 'db_status');
  await look(t, admin, 'discord-db-away', /does not answer/);
  await outageOfLong(house, guildId);
  await dmTo(house, owner, 'your database does not answer');
  const { id } = await house.discord.control.openDmWith({ personId: owner, userId: LOCAL_APP.id });
  const direct = await open(owner, `/channels/@me/${id}`);
  await look(t, direct, 'discord-outage', /does not answer/);
});
