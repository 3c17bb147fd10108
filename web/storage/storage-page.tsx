import { Button } from '@mantine/core';
import { storageT } from '../catalogues/storage.ts';
import { Banner } from '../components/banner.tsx';
import { type Estimate, isUnderWay } from '../presenters/move.ts';
import type { Storage } from '../presenters/storage.ts';
import type { Outcome } from '../routing/outcome.ts';
import settings from '../settings/settings.module.css';
import { SettingsPage } from '../settings/settings-page.tsx';
import { useShell } from '../shell/shell-context.ts';
import { dayOf } from '../times/day.ts';
import { MovePanel } from './move-panel.tsx';
import { OwnOffer } from './own-offer.tsx';
import { OwnPanel } from './own-panel.tsx';
import { Parking } from './parking.tsx';
import { Regions } from './regions.tsx';
import { useFresh } from './use-fresh.ts';
import { Where } from './where.tsx';

interface Data {
  storage: Storage;
  /** The region that was asked about, and what moving there takes. */
  chosen: string | null;
  estimate: Estimate | null;
  requestIds: Record<'move' | 'abort' | 'retest' | 'setup' | 'parking', string>;
  asOf: number;
}

/** Until the switch: after it the way back is a move like any other. */
const isMoving = ({ move }: Storage) =>
  move !== null &&
  (move.canAbort || move.state === 'aborting' || move.step === 'flip') &&
  !move.endedAt;

/** Where the label's data is, how it gets elsewhere, and what happens meanwhile. */
export function StoragePage({ data, outcome }: { data: Data; outcome: Outcome | undefined }) {
  const { guildId } = useShell();
  const address = `/g/${guildId}/settings/storage`;
  const { storage } = useFresh(
    data,
    address,
    ({ storage: { move } }) => !!move && isUnderWay(move),
  );
  const { move, own, place } = storage;
  const { requestIds } = data;
  return (
    <SettingsPage title={storageT('title')} intro={storageT('intro')}>
      {storage.leaveBy !== null && <Leave by={storage.leaveBy} asOf={data.asOf} />}
      <Where storage={storage} />
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
          <OwnPanel
            own={own}
            canUseOwn={storage.canUseOwn}
            requestIds={requestIds}
            outcome={outcome}
          />
          <Parking
            parks={storage.parks}
            parked={storage.parked}
            requestId={requestIds.parking}
            outcome={outcome}
          />
        </>
      )}
      {!isMoving(storage) && (
        <Regions
          storage={storage}
          chosen={data.chosen}
          estimate={data.estimate}
          requestId={requestIds.move}
          outcome={outcome}
        />
      )}
      {place.kind === 'managed' && !isMoving(storage) && (
        <OwnOffer canUseOwn={storage.canUseOwn} requestId={requestIds.setup} />
      )}
      <section className={settings.note}>
        <h2>{storageT('removal.title')}</h2>
        <p>{storageT('removal.text')}</p>
      </section>
    </SettingsPage>
  );
}

function Leave({ by, asOf }: { by: number; asOf: number }) {
  return (
    <Banner
      tone={by > asOf ? 'warn' : 'bad'}
      title={storageT('leave.title')}
      act={
        <Button component="a" href="#regions">
          {storageT('leave.act')}
        </Button>
      }
    >
      {storageT(by > asOf ? 'leave.text' : 'leave.over', { date: dayOf(by) })}
    </Banner>
  );
}
