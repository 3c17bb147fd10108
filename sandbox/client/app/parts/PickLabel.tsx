import { Avatar } from '../components/Avatar.tsx';
import type { Pick } from './picks.ts';

export function PickLabel({ pick }: { pick: Pick }) {
  return (
    <span className="pick-label">
      {pick.avatar && <Avatar id={pick.value} name={pick.label} size={24} />}
      {pick.emoji && (
        <span className="emoji" aria-hidden="true">
          {pick.emoji}
        </span>
      )}
      <span className="pick-words">
        <span className="cut" style={{ color: pick.color }}>
          {pick.label}
        </span>
        {pick.description && <small className="cut">{pick.description}</small>}
      </span>
    </span>
  );
}
