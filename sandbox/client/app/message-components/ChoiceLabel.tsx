import { Avatar } from '../components/Avatar.tsx';
import type { SelectChoice } from './choices.ts';

export function ChoiceLabel({ choice }: { choice: SelectChoice }) {
  return (
    <span className="pick-label">
      {choice.hasAvatar && <Avatar id={choice.value} name={choice.label} size={24} />}
      {choice.emoji && (
        <span className="emoji" aria-hidden="true">
          {choice.emoji}
        </span>
      )}
      <span className="pick-words">
        <span className="cut" style={{ color: choice.color }}>
          {choice.label}
        </span>
        {choice.description && <small className="cut">{choice.description}</small>}
      </span>
    </span>
  );
}
