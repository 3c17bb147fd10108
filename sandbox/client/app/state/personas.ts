import { useEffect, useState } from 'react';
import { callApi } from '../api/call-api.ts';
import type { Member, Person, ServerSummary } from '../api/types.ts';

/** A person one can be, and what they are in the servers they belong to. */
export interface Persona {
  person: Person;
  memberships: { server: ServerSummary; isOwner: boolean; isStaff: boolean; roles: string[] }[];
}

/**
 * Administrator, and what staff are usually given: managing the server, roles, messages or threads.
 */
const STAFF_BITS = (1n << 3n) | (1n << 5n) | (1n << 13n) | (1n << 28n) | (1n << 34n);

export async function loadPersonas(): Promise<Persona[]> {
  const [people, servers] = await Promise.all([
    callApi<Person[]>('GET', '/people'),
    callApi<ServerSummary[]>('GET', '/servers'),
  ]);
  const memberLists = await Promise.all(
    servers.map((server) =>
      callApi<Member[]>('GET', `/servers/${server.id}/members`).catch((): Member[] => []),
    ),
  );
  return people.map((person) => ({
    person,
    memberships: servers.flatMap((server, index) => {
      const member = memberLists[index]!.find((item) => item.user.id === person.id);
      if (!member) return [];
      const roles = server.roles
        .filter((role) => member.roles.includes(role.id))
        .toSorted((a, b) => b.position - a.position);
      const isStaff = roles.some((role) => (BigInt(role.permissions) & STAFF_BITS) !== 0n);
      const isOwner = server.ownerId === person.id;
      return [{ server, isOwner, isStaff, roles: roles.map((role) => role.name) }];
    }),
  }));
}

/** "Owner · Nightfall Records", "Staff · Nightfall Records". */
export function describePersona({ memberships }: Persona): string {
  if (memberships.length === 0) return 'In no server';
  const titles = memberships.map(({ server, isOwner, roles }) => {
    const title = isOwner ? 'Owner' : (roles[0] ?? 'Member');
    return `${title} · ${server.name}`;
  });
  return titles.length > 2
    ? `${titles.slice(0, 2).join(', ')} and ${titles.length - 2} more`
    : titles.join(', ');
}

/** Who a newcomer is: somebody without any power, in a server that has a bot. */
export function pickInitialPersona(personas: Persona[]): Persona | undefined {
  const getRank = ({ memberships }: Persona) => {
    const hasBot = memberships.some((membership) => membership.server.bots.length > 0);
    const isPrivileged = memberships.some((membership) => membership.isOwner || membership.isStaff);
    const hasUserRole = memberships.some((membership) =>
      /artist|member|fan/i.test(membership.roles[0] ?? ''),
    );
    return (
      (hasBot ? 4 : 0) +
      (isPrivileged ? 0 : 2) +
      (hasUserRole ? 1 : 0) +
      (memberships.length > 0 ? 1 : 0)
    );
  };
  return personas.toSorted((a, b) => getRank(b) - getRank(a))[0];
}

/** The people there are, read anew whenever `open` turns true. */
export function usePersonas(isOpen: boolean): Persona[] | null {
  const [personas, setPersonas] = useState<Persona[] | null>(null);
  useEffect(() => {
    if (!isOpen) return;
    let isStale = false;
    loadPersonas().then(
      (read) => isStale || setPersonas(read),
      () => {},
    );
    return () => {
      isStale = true;
    };
  }, [isOpen]);
  return personas;
}
