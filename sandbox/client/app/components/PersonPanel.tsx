import { useRef, useState } from 'react';
import { navigateTo } from '../state/app-location.ts';
import { getUserName } from '../state/names.ts';
import { describePersona, type Persona, usePersonas } from '../state/personas.ts';
import { useClientState, useSession } from '../state/session-context.ts';
import { Avatar } from './Avatar.tsx';
import { SwitchIcon } from './icons.tsx';
import { Menu } from './Menu.tsx';

/** Who one is, and the way to be somebody else. */
export function PersonPanel() {
  const session = useSession();
  const person = useClientState((state) => state.overview!.person);
  const [isOpen, setIsOpen] = useState(false);
  const personas = usePersonas(isOpen);
  const panel = useRef<HTMLDivElement>(null);
  return (
    <section className="person" aria-label="You" ref={panel}>
      <Avatar id={person.id} name={getUserName(person)} size={32} />
      <div className="person-name">
        <strong className="cut">{getUserName(person)}</strong>
        <span className="cut">{person.username}</span>
      </div>
      <button
        type="button"
        className="switch"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-label="Switch person"
        title="Switch person"
        onClick={() => setIsOpen(!isOpen)}
      >
        <SwitchIcon size={18} />
        <span>Switch</span>
      </button>
      {isOpen && personas && panel.current && (
        <Menu
          label="Switch person"
          anchor={panel.current}
          side="above"
          className="cast"
          onClose={() => setIsOpen(false)}
          items={personas.map((actor, index) => ({
            id: actor.person.id,
            ...(index === 0 ? { group: 'Be somebody else' } : {}),
            label: <PersonaLine actor={actor} />,
            isChecked: actor.person.id === session.personId,
            run: () => navigateTo(location.pathname, { as: actor.person.id }),
          }))}
        />
      )}
    </section>
  );
}

function PersonaLine({ actor }: { actor: Persona }) {
  const name = getUserName(actor.person);
  return (
    <span className="actor">
      <Avatar id={actor.person.id} name={name} size={32} />
      <span>
        <strong className="cut">{name}</strong>
        <span className="cut">{describePersona(actor)}</span>
      </span>
    </span>
  );
}
