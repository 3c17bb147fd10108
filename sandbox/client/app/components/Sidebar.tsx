import type { Server } from '../api/types.ts';
import { ChannelList } from './ChannelList.tsx';
import { DmList } from './DmList.tsx';

export function Sidebar({ server }: { server: Server | undefined }) {
  return (
    <nav className="sidebar" aria-label={server ? `Channels of ${server.name}` : 'Conversations'}>
      <div className="sidebar-head">
        <h2>{server ? server.name : 'Direct Messages'}</h2>
      </div>
      <div className="sidebar-scroll">{server ? <ChannelList server={server} /> : <DmList />}</div>
    </nav>
  );
}
