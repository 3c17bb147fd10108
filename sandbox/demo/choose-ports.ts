import { findFreePort, isPortFree } from '../machine/ports.ts';
import { printWarning } from './terminal.ts';

/** The ports that people open, and the options that set them. */
const PUBLIC_PORTS = {
  startPage: { name: 'the start page', option: 'start-port', preferred: 4000 },
  discord: { name: 'the local Discord', option: 'discord-port', preferred: 4100 },
  dashboard: { name: 'the dashboard', option: 'dashboard-port', preferred: 3000 },
} as const;

export type PublicPort = keyof typeof PUBLIC_PORTS;

/** Ports by their option's name, as they were given on the command line. */
export type PortOptions = Partial<Record<'start-port' | 'discord-port' | 'dashboard-port', string>>;

/**
 * The port that was asked for; without one the preferred one, or the next that is free.
 * @throws Error when the port that was asked for is taken, or is none
 */
export async function choosePort(key: PublicPort, options: PortOptions): Promise<number> {
  const { name, option, preferred } = PUBLIC_PORTS[key];
  const wanted = options[option];
  if (wanted === undefined)
    return findFreePort(preferred, (taken, used) =>
      printWarning(
        `Port ${taken} for ${name} is in use by another program: using ${used} (--${option} sets it).`,
      ),
    );
  const port = Number(wanted);
  if (!/^\d+$/.test(wanted) || port < 1 || port > 65_535)
    throw new Error(`--${option} must be a port from 1 to 65535, not “${wanted}”.`);
  if (!(await isPortFree(port)))
    throw new Error(`Port ${port} (--${option}) is in use by another program: choose another one.`);
  return port;
}
