import { green, red, say } from './screen.ts';
import { labelSteps } from './walk/label.ts';
import { storageSteps } from './walk/storage.ts';
import { type Addresses, walkerIn } from './walk/walker.ts';

/**
 * The walk without a person: a fresh server is set up, a demo is sent, approved on Discord, another
 * one rejected on the dashboard, both sides write to each other, and the label moves into a database
 * of its own.
 * @returns whether all of it worked
 */
export async function walk(addresses: Addresses): Promise<boolean> {
  const walker = walkerIn(addresses);
  say('\n  The walk, without a person\n');
  for (const [name, run] of [...labelSteps(walker), ...storageSteps(walker)]) {
    try {
      await run();
      say(`  ${green('✓')} ${name}`);
    } catch (error) {
      say(`  ${red('✗')} ${name}\n    ${(error as Error).message}`);
      return false;
    }
  }
  const unknown = addresses.servers.discord.unknownCalls;
  if (unknown.length > 0) say(`  ${red('✗')} unknown to Discord: ${JSON.stringify(unknown)}`);
  return unknown.length === 0;
}
