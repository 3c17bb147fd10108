import { Button, VisuallyHidden } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { useNetwork } from '@mantine/hooks';
import { useFetcher } from '@remix-run/react';
import { renderTemplate } from '../../domain/templates/template.ts';
import { Banner } from '../components/banner.tsx';
import { DiscordText } from '../components/discord-text.tsx';
import { IconCheck, IconClock, IconPaperclip } from '../components/icons.ts';
import { escapeDiscordText } from '../components/parse-discord-text.ts';
import { RequestId } from '../components/request-id.tsx';
import { describeFieldProblem, describeProblem } from '../errors/problem-text.ts';
import { AccountMenu } from '../shell/account-menu.tsx';
import { SiteHeader } from '../shell/site-header.tsx';
import { formatBytes } from '../strings/format-bytes.ts';
import { useT } from '../strings/use-t.ts';
import type { UploadOutcome } from './outcome.ts';
import { uploadsStrings } from './strings.en.ts';
import styles from './upload-page.module.css';
import { UploadRow } from './upload-row.tsx';
import type { UploadView } from './upload-view.ts';
import { useUploadQueue } from './use-upload-queue.ts';

interface Props {
  guildId: string;
  session: UploadView;
  requestId: string;
  /** When the page was loaded, epoch ms. */
  asOf: number;
  outcome: UploadOutcome | undefined;
}

/** Where an artist uploads the files of a demo, and sends it. */
export function UploadPage({ guildId, session, requestId, asOf, outcome }: Props) {
  const isOver = session.sentNumber === null && session.expiresAt <= asOf;
  return (
    <div className={styles.page}>
      <SiteHeader>
        <AccountMenu />
      </SiteHeader>
      <main id="main" className={styles.main} tabIndex={-1}>
        {session.sentNumber !== null ? (
          <Sent session={session} number={session.sentNumber} />
        ) : isOver ? (
          <Expired />
        ) : (
          <Files
            endpoint={`/upload/${guildId}/${session.id}/files`}
            session={session}
            requestId={requestId}
            outcome={outcome}
          />
        )}
      </main>
    </div>
  );
}

function Sent({ session, number }: { session: UploadView; number: number }) {
  const t = useT(uploadsStrings);
  const isAdded = session.number !== null;
  const text = t(isAdded ? 'uploads.sent.added_text' : 'uploads.sent.text', {
    label: session.labelName,
  });
  const success = isAdded
    ? ''
    : renderTemplate(session.successTemplate, {
        artist: escapeDiscordText(session.artistName),
        title: escapeDiscordText(session.trackTitle),
        label: escapeDiscordText(session.labelName),
        number: `#${number}`,
      });
  return (
    <div className={styles.over} role="status">
      <span className={styles.sign} aria-hidden="true">
        <IconCheck size={32} stroke={1.5} />
      </span>
      <h1 className={styles.title}>
        {t(isAdded ? 'uploads.sent.added_title' : 'uploads.sent.title', { number })}
      </h1>
      <p className={styles.text}>{text}</p>
      {success !== '' && (
        <div className={styles.text}>
          <DiscordText text={success} />
        </div>
      )}
    </div>
  );
}

function Expired() {
  const t = useT(uploadsStrings);
  return (
    <div className={styles.over}>
      <span className={styles.sign} aria-hidden="true">
        <IconClock size={32} stroke={1.5} />
      </span>
      <h1 className={styles.title}>{t('uploads.expired.title')}</h1>
      <p className={styles.text}>{t('uploads.expired.text')}</p>
    </div>
  );
}

function Files({
  endpoint,
  session,
  requestId,
  outcome,
}: {
  endpoint: string;
  session: UploadView;
  requestId: string;
  outcome: UploadOutcome | undefined;
}) {
  const t = useT(uploadsStrings);
  const { online } = useNetwork();
  const { items, add, retry, remove } = useUploadQueue(endpoint, session.uploads);
  const { number, artistName, trackTitle, labelName, limits } = session;
  const kept = items.filter(({ state }) => state !== 'failed');
  const isUploaded = kept.every(({ state }) => state === 'done');
  const missing = kept.length === 0 ? 'files' : isUploaded ? null : 'uploads';
  return (
    <>
      <header className={styles.header}>
        <h1 className={styles.title}>{t('uploads.for_demo', { title: trackTitle })}</h1>
        <p className={styles.text}>
          {number === null
            ? t('uploads.for_new', { artist: artistName, label: labelName })
            : t('uploads.for_number', { number, artist: artistName, label: labelName })}
        </p>
      </header>
      {!online && <Banner tone="warn" role="status" title={t('uploads.offline')} />}
      <noscript>
        <Banner tone="warn" title={t('uploads.no_script')} />
      </noscript>
      <Dropzone
        onDrop={add}
        className={styles.drop ?? ''}
        inputProps={{ 'aria-label': t('uploads.choose') }}
      >
        <IconPaperclip size={28} stroke={1.5} aria-hidden="true" />
        <p className={styles.dropTitle}>{t('uploads.drop')}</p>
        <p className={styles.dropHint}>
          {t('uploads.drop_hint', { size: formatBytes(t, limits.maxFileBytes) })}
        </p>
      </Dropzone>
      {items.length > 0 && (
        <ul className={styles.list} aria-label={t('uploads.reading')}>
          {items.map((item) => (
            <UploadRow
              key={item.key}
              item={item}
              limits={limits}
              onRetry={retry}
              onRemove={remove}
            />
          ))}
        </ul>
      )}
      <VisuallyHidden role="status">
        {items
          .filter(({ state }) => state === 'done' || state === 'failed')
          .map(({ name, state }) => t(`uploads.announce.${state as 'done' | 'failed'}`, { name }))
          .at(-1)}
      </VisuallyHidden>
      <SendForm
        uploadIds={kept.flatMap(({ id }) => id ?? [])}
        missing={missing}
        number={number}
        requestId={requestId}
        outcome={outcome}
      />
      <p className={styles.small}>
        {t('uploads.privacy', { label: labelName })} {t('uploads.resume')}
      </p>
    </>
  );
}

function SendForm({
  uploadIds,
  missing,
  number,
  requestId,
  outcome,
}: {
  uploadIds: readonly string[];
  /** What has to come before it can be sent. */
  missing: 'files' | 'uploads' | null;
  number: number | null;
  requestId: string;
  outcome: UploadOutcome | undefined;
}) {
  const t = useT(uploadsStrings);
  const fetcher = useFetcher<UploadOutcome>({ key: 'send-upload' });
  const result = fetcher.data ?? outcome;
  const isSending = fetcher.state !== 'idle';
  const label = number === null ? t('uploads.send') : t('uploads.add', { number });
  return (
    <>
      <fetcher.Form method="post" className={styles.actions}>
        <input type="hidden" name="intent" value="send" />
        <input type="hidden" name="uploadIds" value={uploadIds.join(',')} />
        <RequestId initialId={requestId} outcome={fetcher.data} />
        <Button
          type="submit"
          variant="accent"
          size="lg"
          disabled={missing !== null}
          loading={isSending}
        >
          {isSending ? t('uploads.sending') : label}
        </Button>
        {missing && <p className={styles.small}>{t(`uploads.send_missing.${missing}`)}</p>}
      </fetcher.Form>
      {result && !result.ok && (
        <Banner tone="bad" role="alert" title={describeProblem(t, result.problem).title}>
          {describeFieldProblem(t, result.problem, 'files') ??
            describeProblem(t, result.problem).text}
        </Banner>
      )}
    </>
  );
}
