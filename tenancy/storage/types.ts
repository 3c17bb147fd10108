import type { DatabaseSecret } from '../control/database-secrets.ts';
import type { OperatorAuditEntry } from '../control/operator-audit.ts';
import type { Outage } from '../control/outages.ts';
import type { Move, MoveEstimate } from '../moves/index.ts';
import type { OwnTestReport, OwnTestStep } from '../own/index.ts';

/** An own database as an admin gives it: a URL, or its parts. Parsed here and nowhere else. */
export interface GivenAddress {
  url?: string | undefined;
  engine?: string | undefined;
  host?: string | undefined;
  port?: string | undefined;
  user?: string | undefined;
  password?: string | undefined;
  database?: string | undefined;
  ca?: string | undefined;
}

/** Called as a test goes on. */
export type OnStep = (step: OwnTestStep, passed: boolean) => void;

/** What connecting a tested database means. */
export type ConnectEffect = 'move' | 'rotate';

/** How a guild's storage fares, as far as the control database knows. */
export interface StorageFacts {
  /** The secret in use; null for a managed guild. */
  secret: DatabaseSecret | null;
  outage: Outage | null;
  /** Whether demos are parked while the database is away. */
  parks: boolean;
  /** An operator asked for new credentials. */
  rotationAskedAt: number | null;
  /** The running move, or the last one. */
  move: Move | null;
}

/**
 * Where guilds live, and how that is changed. The address of an own database enters here and is kept
 * in Vault; nothing that comes out holds a part of it.
 */
export interface StorageDoor {
  /**
   * Tests a database; when it passes, keeps it in Vault as a candidate.
   * @returns the secret's ref
   * @throws OwnDatabaseError, OwnBusyError, SecretStoreError
   */
  testCandidate(
    guildId: string,
    given: GivenAddress,
    by: string,
    onStep: OnStep,
  ): Promise<{ ref: string; report: OwnTestReport }>;
  /** What connecting the candidate would do. @throws OwnBusyError */
  effectOf(guildId: string, ref: string): Promise<ConnectEffect>;
  /** Takes a candidate into use. @throws OwnDatabaseError, OwnBusyError, SecretStoreError, MoveError */
  connect(guildId: string, input: { ref: string; by: string }): Promise<ConnectEffect>;
  /** Erases a candidate that is not wanted. */
  discard(guildId: string, ref: string): Promise<void>;
  /** Tests the database in use. @throws OwnDatabaseError, OwnBusyError, SecretStoreError */
  retest(guildId: string, onStep: OnStep): Promise<OwnTestReport>;
  facts(guildId: string): Promise<StorageFacts>;
  setParks(guildId: string, parks: boolean): Promise<void>;
  estimate(guildId: string, to: { region: string } | { ref: string }): Promise<MoveEstimate>;
  /** Begins a move to a region. @throws MoveError */
  moveTo(
    guildId: string,
    input: {
      region: string;
      by: string;
      reason: string;
      /** Of an operator who begins it; see `Moves`. */
      audit?: OperatorAuditEntry;
    },
  ): Promise<Move>;
}
