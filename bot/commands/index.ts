import type { SlashCommand } from '../dispatch/types.ts';
import { help, invite, premium, staffStatus } from './info.ts';
import { mySubs, submission, withdraw } from './my-submissions.ts';
import { queue, reply, status } from './review.ts';
import { setup } from './setup.ts';
import { setupStaff } from './setup-staff.ts';
import { start } from './start.ts';
import { dbStatus, setupDb, storage } from './storage.ts';
import { submit } from './submit.ts';

/** Every slash command; what is not in here does not exist. */
export const commands: ReadonlyMap<string, SlashCommand> = new Map(
  [
    start,
    setupStaff,
    setup,
    submit,
    mySubs,
    submission,
    withdraw,
    queue,
    status,
    reply,
    dbStatus,
    setupDb,
    storage,
    staffStatus,
    help,
    invite,
    premium,
  ].map((command) => [command.data.name, command]),
);
