import { NIGHTFALL, PEOPLE } from './demo-guilds.ts';

/** Everything that somebody who tries the demo needs; the terminal and the start page show it. */
export interface Guide {
  addresses: { name: string; url: string; note: string }[];
  people: { name: string; role: string; url: string }[];
  steps: string[];
  customerDatabase: { url: string; caFile: string };
  files: { data: string; log: string };
}

/** Where the demo's parts are. */
export interface DemoAddresses {
  startPage: string;
  discord: string;
  dashboard: string;
  customerDatabase: { url: string; caFile: string };
  dataFolder: string;
  logFile: string;
}

/** Whom the local Discord opens as: its client picks somebody without rights. */
export const INITIAL_PERSON = PEOPLE.kite;

export function createGuide(addresses: DemoAddresses): Guide {
  const { discord, dashboard, customerDatabase } = addresses;
  const describePerson = ({ id, globalName }: typeof INITIAL_PERSON, role: string) => ({
    name: globalName,
    role,
    url: `${discord}/channels/${NIGHTFALL.id}?as=${id}`,
  });
  return {
    addresses: [
      { name: 'Start here', url: addresses.startPage, note: 'this text, with links' },
      { name: 'Local Discord', url: discord, note: `opens as ${INITIAL_PERSON.globalName}` },
      { name: 'Dashboard', url: dashboard, note: 'sign in as Mara Voss' },
      { name: 'Operator console', url: `${dashboard}/operator`, note: 'as Mara Voss, too' },
    ],
    people: [
      describePerson(PEOPLE.kite, 'an artist, who sends demos'),
      describePerson(
        PEOPLE.mara,
        `owns the label ${NIGHTFALL.name}, and is the operator of this Vektra`,
      ),
      describePerson(PEOPLE.jonas, 'A&R: staff, who review demos'),
      describePerson(PEOPLE.ines, 'A&R, too'),
      describePerson(PEOPLE.omar, 'owns Basement Tapes, a server where Vektra was just added'),
    ],
    steps: [
      'In the local Discord you are KITE. In #demos type /submit and send a demo.',
      'Press Switch (bottom left) and become Mara Voss. In #demo-desk press Approve.',
      'Open the dashboard and sign in as Mara Voss: the demo is there, approved.',
      'Become KITE again: 30 seconds after the decision, its message is in the DMs. Reply to it.',
      'As Mara Voss type /setup_db: connect a database of the label’s own, and watch its demos move.',
    ],
    customerDatabase,
    files: { data: addresses.dataFolder, log: addresses.logFile },
  };
}
