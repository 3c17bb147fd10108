import { operatorT } from '../catalogues/operator.ts';
import type { SecretRow } from '../presenters/operator.ts';
import type { Outcome } from '../routing/outcome.ts';
import { When } from '../times/when.tsx';
import { Ask } from './ask.tsx';
import look from './console.module.css';
import { Listing, Search } from './listing.tsx';
import { Row, Rows } from './rows.tsx';
import { ServerName } from './server-name.tsx';
import { Tag } from './tag.tsx';

interface Props {
  guildId: string | null;
  secrets: SecretRow[];
  nextBefore: string | null;
  requestId: string;
  outcome: Outcome | undefined;
}

const COLUMNS = ['server', 'path', 'version', 'state', 'age', 'used'] as const;
const TONES = { candidate: 'wait', active: 'good', retired: 'plain', destroyed: 'plain' } as const;

/** Where each log-in lies and how it fares. */
export function Secrets({ guildId, secrets, nextBefore, requestId, outcome }: Props) {
  return (
    <>
      <p className={look.intro}>{operatorT('secrets.intro')}</p>
      <Search
        name="guild"
        label={operatorT('secrets.search')}
        button={operatorT('secrets.find')}
        defaultValue={guildId ?? ''}
        inputMode="numeric"
      />
      <Listing
        count={secrets.length}
        empty={{ title: operatorT('secrets.empty_title'), text: operatorT('secrets.empty_text') }}
        older={nextBefore ? { ...(guildId ? { guild: guildId } : {}), before: nextBefore } : null}
      >
        <Rows
          label={operatorT('nav.secrets')}
          columns={[...COLUMNS.map((key) => operatorT(`secrets.${key}`)), operatorT('actions')]}
          widths="1.6fr 1.9fr 56px 110px 160px 76px 136px"
        >
          {secrets.map((secret) => (
            <Row
              key={`${secret.ref} ${secret.version}`}
              cells={[...cellsOf(secret), actsOf(secret, requestId, outcome)]}
            />
          ))}
        </Rows>
      </Listing>
    </>
  );
}

const cellsOf = (secret: SecretRow) => [
  <ServerName key="server" id={secret.guildId} name={secret.guildName} more={secret.server} />,
  <code key="path" className={look.mono}>
    {secret.ref}
  </code>,
  secret.version,
  <Tag key="state" tone={TONES[secret.state]}>
    {operatorT(`secrets.states.${secret.state}`)}
  </Tag>,
  <span key="age">
    <When at={secret.createdAt} />
    <span className={`${look.id} ${look.line}`}>{operatorT('by', { who: secret.createdBy })}</span>
  </span>,
  secret.lastUsedAt ? <When key="used" at={secret.lastUsedAt} /> : operatorT('never'),
];

function actsOf(secret: SecretRow, requestId: string, outcome: Outcome | undefined) {
  const changes = {
    candidate: ['revoke'],
    active: ['rotate', 'revoke'],
    retired: ['revoke'],
    destroyed: [],
  } as const;
  return (
    <div className={look.acts}>
      {changes[secret.state].map((change) => (
        <Ask
          key={change}
          id={`${change} ${secret.ref}`}
          intent="change"
          fields={{ ref: secret.ref, change }}
          label={operatorT(`secrets.act.${change}`)}
          title={operatorT(`secrets.ask.${change}`)}
          text={operatorT(`secrets.ask_text.${change}`)}
          isDangerous={change === 'revoke'}
          requestId={requestId}
          outcome={outcome}
        />
      ))}
    </div>
  );
}
