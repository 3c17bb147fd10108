import { green, print, red } from '../terminal.ts';
import { createLabelSteps } from './label-steps.ts';
import { createRunner, type DemoEnvironment } from './runner.ts';
import { createStorageSteps } from './storage-steps.ts';

/**
 * The walkthrough, automated: a new server is set up, a demo is approved on Discord, another one
 * rejected on the dashboard, both sides exchange messages, and the label moves into its own
 * database.
 * @returns whether every step passed
 */
export async function runSmokeTest(addresses: DemoEnvironment): Promise<boolean> {
  const runner = createRunner(addresses);
  print('\n  Walkthrough\n');
  for (const [name, run] of [...createLabelSteps(runner), ...createStorageSteps(runner)]) {
    try {
      await run();
      print(`  ${green('✓')} ${name}`);
    } catch (error) {
      print(`  ${red('✗')} ${name}\n${(error as Error).message.replace(/^/gm, '    ')}`);
      return false;
    }
  }
  const unknownRequests = addresses.servers.discord.unknownCalls;
  if (unknownRequests.length > 0)
    print(`  ${red('✗')} unknown to Discord: ${JSON.stringify(unknownRequests)}`);
  return unknownRequests.length === 0;
}
