import { Button } from '@mantine/core';
import { Banner } from '../components/banner.tsx';
import { usePolling } from '../live/use-polling.ts';
import settingsStyles from '../shell/settings.module.css';
import { SettingsPage } from '../shell/settings-page.tsx';
import { useShell } from '../shell/shell-context.ts';
import { useT } from '../strings/use-t.ts';
import { TimeSentence } from '../times/time-sentence.tsx';
import { CustomerDatabaseOffer } from './customer-database-offer.tsx';
import { CustomerDatabasePanel } from './customer-database-panel.tsx';
import { DeferredSubmissions } from './deferred-submissions.tsx';
import { MovePanel } from './move-panel.tsx';
import { type Estimate, isInProgress } from './move-view.ts';
import type { StorageOutcome } from './outcome.ts';
import { PlacementSummary } from './placement-summary.tsx';
import { Regions } from './regions.tsx';
import type { Files, Storage } from './storage-view.ts';
import { StoredFiles } from './stored-files.tsx';
import { storageStrings } from './strings.en.ts';

interface Data {
  storage: Storage;
  /** Null while the database does not answer. */
  files: Files | null;
  /** The selected region, and the estimate of a move to it. */
  chosen: string | null;
  estimate: Estimate | null;
  requestIds: Record<
    'move' | 'abort' | 'retest' | 'setup' | 'parking' | 'retestBucket' | 'disconnectBucket',
    string
  >;
  asOf: number;
}

/** Replaced credentials end within minutes. */
const ROTATION_POLL_INTERVAL_MS = 10_000;
/** Files are brought elsewhere for an hour or longer. */
const RELOCATION_POLL_INTERVAL_MS = 30_000;

const isMoving = ({ storage: { move } }: Data) => !!move && isInProgress(move);
const isMovingOrRotating = (data: Data) =>
  isMoving(data) || data.storage.own?.previousVersion?.state === 'closing';

/** What the loader said last. The whole page follows when each of what is polled for ends. */
function usePolledData(data: Data, pageUrl: string): Data {
  const newest = usePolling(
    data,
    pageUrl,
    isMovingOrRotating,
    isMoving(data) ? undefined : ROTATION_POLL_INTERVAL_MS,
  );
  return usePolling(
    newest,
    pageUrl,
    (polled) => polled.storage.isRelocatingFiles && !isMovingOrRotating(polled),
    RELOCATION_POLL_INTERVAL_MS,
  );
}

/** Before the switch; after it, going back is another move. */
const isBeforeSwitch = ({ move }: Storage) =>
  move !== null &&
  (move.canAbort || move.state === 'aborting' || move.step === 'flip') &&
  !move.endedAt;

/** Where the label's data is stored, and how it is moved. */
export function StoragePage({
  data,
  outcome,
}: {
  data: Data;
  outcome: StorageOutcome | undefined;
}) {
  const t = useT(storageStrings);
  const { guildId } = useShell();
  const { storage, files } = usePolledData(data, `/g/${guildId}/settings/storage`);
  const { move, own, place } = storage;
  const { requestIds } = data;
  return (
    <SettingsPage title={t('storage.title')} intro={t('storage.intro')}>
      {storage.leaveBy !== null && (
        <GracePeriodBanner graceEndsAt={storage.leaveBy} asOf={data.asOf} />
      )}
      <PlacementSummary storage={storage} />
      {move && (
        <MovePanel
          key={move.id}
          move={move}
          regions={storage.regions}
          requestId={requestIds.abort}
          outcome={outcome}
        />
      )}
      {own && (
        <>
          <CustomerDatabasePanel
            database={own}
            canUseOwn={storage.canUseOwn}
            requestIds={requestIds}
            outcome={outcome}
          />
          <DeferredSubmissions
            isEnabled={storage.parks}
            deferredCount={storage.parked}
            requestId={requestIds.parking}
            outcome={outcome}
          />
        </>
      )}
      <StoredFiles storage={storage} files={files} requestIds={requestIds} outcome={outcome} />
      {!isBeforeSwitch(storage) && (
        <Regions
          storage={storage}
          estimatedRegion={data.chosen}
          estimate={data.estimate}
          requestId={requestIds.move}
          outcome={outcome}
        />
      )}
      {place.kind === 'managed' && !isBeforeSwitch(storage) && (
        <CustomerDatabaseOffer canUseOwn={storage.canUseOwn} requestId={requestIds.setup} />
      )}
      <section className={settingsStyles.note}>
        <h2>{t('storage.removal.title')}</h2>
        <p>{t('storage.removal.text')}</p>
      </section>
    </SettingsPage>
  );
}

function GracePeriodBanner({ graceEndsAt, asOf }: { graceEndsAt: number; asOf: number }) {
  const t = useT(storageStrings);
  return (
    <Banner
      tone={graceEndsAt > asOf ? 'warn' : 'bad'}
      title={t('storage.leave.title')}
      action={
        <Button component="a" href="#regions">
          {t('storage.leave.act')}
        </Button>
      }
    >
      <TimeSentence at={graceEndsAt} format="day">
        {(time) => t(graceEndsAt > asOf ? 'storage.leave.text' : 'storage.leave.over', { time })}
      </TimeSentence>
    </Banner>
  );
}
