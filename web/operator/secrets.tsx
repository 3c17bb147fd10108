import type { AnyOutcome } from '../routing/outcome.ts';
import { useT } from '../strings/use-t.ts';
import { TimeSentence } from '../times/time-sentence.tsx';
import { Timestamp } from '../times/timestamp.tsx';
import { Badge } from './badge.tsx';
import styles from './console.module.css';
import { DataTable, DataTableRow } from './data-table.tsx';
import { ListPage, ListSearch } from './list-page.tsx';
import type { SecretRow } from './operator-view.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { ServerName } from './server-name.tsx';
import { type OperatorTranslate, operatorStrings } from './strings.en.ts';

/** What the page's forms get back. */
export interface SecretsResults {
  change: object;
}

interface Props {
  guildId: string | null;
  secrets: SecretRow[];
  nextBefore: string | null;
  requestId: string;
  outcome: AnyOutcome | undefined;
}

const COLUMNS = ['server', 'path', 'version', 'state', 'age', 'used'] as const;
const TONES = { candidate: 'wait', active: 'good', retired: 'plain', destroyed: 'plain' } as const;

/** The vault path and state of each customer database's credentials. */
export function Secrets({ guildId, secrets, nextBefore, requestId, outcome }: Props) {
  const t = useT(operatorStrings);
  return (
    <>
      <p className={styles.intro}>{t('operator.secrets.intro')}</p>
      <ListSearch
        name="guild"
        label={t('operator.secrets.search')}
        buttonLabel={t('operator.secrets.find')}
        defaultValue={guildId ?? ''}
        inputMode="numeric"
      />
      <ListPage
        count={secrets.length}
        empty={{ title: t('operator.secrets.empty_title'), text: t('operator.secrets.empty_text') }}
        olderQuery={
          nextBefore ? { ...(guildId ? { guild: guildId } : {}), before: nextBefore } : null
        }
      >
        <DataTable
          label={t('operator.nav.secrets')}
          columns={[...COLUMNS.map((key) => t(`operator.secrets.${key}`)), t('operator.actions')]}
          widths="1.4fr 1.7fr 56px 1.2fr 150px 76px 136px"
        >
          {secrets.map((secret) => (
            <DataTableRow
              key={`${secret.ref} ${secret.version}`}
              cells={[...renderCells(t, secret), renderActions(t, secret, requestId, outcome)]}
            />
          ))}
        </DataTable>
      </ListPage>
    </>
  );
}

const renderCells = (t: OperatorTranslate, secret: SecretRow) => [
  <ServerName key="server" id={secret.guildId} name={secret.guildName} detail={secret.server} />,
  <code key="path" className={styles.mono}>
    {secret.ref}
  </code>,
  secret.version,
  <SecretStateCell key="state" secret={secret} />,
  <span key="age">
    <Timestamp at={secret.createdAt} />
    <span className={`${styles.id} ${styles.line}`}>
      {t('operator.by', { who: secret.createdBy })}
    </span>
  </span>,
  secret.lastUsedAt ? <Timestamp key="used" at={secret.lastUsedAt} /> : t('operator.never'),
];

/** Of the one in use also since when its version is, and what became of the version before. */
function SecretStateCell({ secret }: { secret: SecretRow }) {
  const t = useT(operatorStrings);
  const { state, version, changedAt, previousVersion, rotationRequestedAt } = secret;
  const detailClass = `${styles.id} ${styles.line}`;
  return (
    <span>
      <Badge tone={TONES[state]}>{t(`operator.secrets.states.${state}`)}</Badge>
      {state === 'active' && (
        <span className={detailClass}>
          <TimeSentence at={changedAt} format="stamp">
            {(time) => t('operator.secrets.since', { time })}
          </TimeSentence>
        </span>
      )}
      {previousVersion && (
        <span className={detailClass}>
          {previousVersion.state === 'closing' ? (
            <TimeSentence at={previousVersion.endsAt} format="stamp">
              {(time) => t('operator.secrets.previous_closing', { version: version - 1, time })}
            </TimeSentence>
          ) : (
            t('operator.secrets.previous_destroyed', { version: version - 1 })
          )}
        </span>
      )}
      {rotationRequestedAt !== null && (
        <span className={detailClass}>
          <TimeSentence at={rotationRequestedAt}>
            {(time) => t('operator.secrets.requested', { time })}
          </TimeSentence>
        </span>
      )}
    </span>
  );
}

function renderActions(
  t: OperatorTranslate,
  secret: SecretRow,
  requestId: string,
  outcome: AnyOutcome | undefined,
) {
  const changes = {
    candidate: ['revoke'],
    active: ['rotate', 'revoke'],
    retired: ['revoke'],
    destroyed: [],
  } as const;
  return (
    <div className={styles.actions}>
      {changes[secret.state].map((change) => (
        <ReasonDialog
          key={change}
          id={`${change} ${secret.ref}`}
          intent="change"
          fields={{ ref: secret.ref, change }}
          label={t(`operator.secrets.act.${change}`)}
          title={t(`operator.secrets.ask.${change}`)}
          text={t(`operator.secrets.ask_text.${change}`)}
          isDangerous={change === 'revoke'}
          requestId={requestId}
          outcome={outcome}
        />
      ))}
    </div>
  );
}
