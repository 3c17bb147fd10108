import { Outlet } from '@remix-run/react';
import { guildLoader } from '../routing/guild-loader.server.ts';
import { presentFrame } from '../shell/frame.server.ts';

export const loader = guildLoader({ needs: 'staff' }, presentFrame);

export default function Guild() {
  return <Outlet />;
}
