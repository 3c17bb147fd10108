import { green, print, red } from '../terminal.ts';
import { createLabelSteps } from './label-steps.ts';
import { createRunner, type DemoEnvironment } from './runner.ts';
import { createStorageSteps } from './storage-steps.ts';

/**
 * The walk without a person: a fresh server is set up, a demo is sent, approved on Discord, another
 * one rejected on the dashboard, both sides write to each other, and the label moves into a database
 * of its own.
 * @returns whether all of it worked
 */
export async function runSmokeTest(addresses: DemoEnvironment): Promise<boolean> {
  const runner = createRunner(addresses);
  print('\n  The walk, without a person\n');
  for (const [name, run] of [...createLabelSteps(runner), ...createStorageSteps(runner)]) {
    try {
      await run();
      print(`  ${green('✓')} ${name}`);
    } catch (error) {
      print(`  ${red('✗')} ${name}\n    ${(error as Error).message}`);
      return false;
    }
  }
  const unknownRequests = addresses.servers.discord.unknownCalls;
  if (unknownRequests.length > 0)
    print(`  ${red('✗')} unknown to Discord: ${JSON.stringify(unknownRequests)}`);
  return unknownRequests.length === 0;
}
