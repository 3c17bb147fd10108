import type { DatabaseSecret } from '../control/database-secrets.ts';
import type { OperatorAuditEntry } from '../control/operator-audit.ts';
import type { Outage } from '../control/outages.ts';
import type { ConnectionTestReport, ConnectionTestStep } from '../customer-database/index.ts';
import type { Move, MoveEstimate } from '../moves/index.ts';
import type { Placement } from '../types.ts';

/** An own database as an admin gives it: a URL, or its parts. Parsed here and nowhere else. */
export interface ConnectionInput {
  url?: string | undefined;
  engine?: string | undefined;
  host?: string | undefined;
  port?: string | undefined;
  user?: string | undefined;
  password?: string | undefined;
  database?: string | undefined;
  ca?: string | undefined;
  /** See `CustomerDatabase`. */
  pinnedFingerprint?: string | undefined;
}

/** Called as a test goes on. */
export type OnStep = (step: ConnectionTestStep, hasPassed: boolean) => void;

/** What connecting a tested database means. */
export type ConnectEffect = 'move' | 'rotate';

/** A guild's storage as the control database has it now. */
export interface StorageInfo {
  /** Read, not cached: consistent with `move` right after a switch. */
  placement: Placement;
  /** The secret in use; null for a managed guild. */
  secret: DatabaseSecret | null;
  outage: Outage | null;
  /** Whether demos are deferred while the database is unavailable. */
  isDeferringEnabled: boolean;
  /** When an operator requested new credentials, epoch ms. */
  rotationRequestedAt: number | null;
  /** The running move, or the last one. */
  move: Move | null;
}

/**
 * Where guilds live, and how that is changed. The address of an own database enters here and is
 * kept in Vault; nothing that comes out holds a part of it.
 */
export interface StorageAdmin {
  /**
   * Tests a database; when it passes, keeps it in Vault as a candidate.
   * @returns the secret's ref, the report, and the names of parameters of its URL that change nothing
   * @throws CustomerDatabaseError, ConnectionLimitError, SecretStoreError
   */
  testCandidate(
    guildId: string,
    input: ConnectionInput,
    requestedBy: string,
    onStep: OnStep,
  ): Promise<{ ref: string; report: ConnectionTestReport; ignoredParameters: string[] }>;
  /** What connecting the candidate would do. @throws ConnectionLimitError */
  getConnectEffect(guildId: string, ref: string): Promise<ConnectEffect>;
  /**
   * Takes a candidate into use.
   * @returns what that meant, and the certificate that is pinned with it
   * @throws CustomerDatabaseError, ConnectionLimitError, SecretStoreError, MoveError
   */
  connect(
    guildId: string,
    input: { ref: string; requestedBy: string },
  ): Promise<{ effect: ConnectEffect; pinnedFingerprint: string | null }>;
  /**
   * The certificate that is pinned with a candidate or, without a ref, with the database in use;
   * null: none is. @throws CustomerDatabaseError, SecretStoreError
   */
  getPinnedFingerprint(guildId: string, ref: string | null): Promise<string | null>;
  /** Erases a candidate that is not wanted. */
  discardCandidate(guildId: string, ref: string): Promise<void>;
  /**
   * Tests the database in use. @throws CustomerDatabaseError, ConnectionLimitError,
   * SecretStoreError
   */
  testCurrent(guildId: string, onStep: OnStep): Promise<ConnectionTestReport>;
  /** @throws TenancyError `unknown_guild` */
  getInfo(guildId: string): Promise<StorageInfo>;
  setDeferring(guildId: string, isEnabled: boolean): Promise<void>;
  estimate(guildId: string, to: { region: string } | { ref: string }): Promise<MoveEstimate>;
  /** Begins a move to a region. @throws MoveError */
  moveToRegion(
    guildId: string,
    input: {
      region: string;
      requestedBy: string;
      reason: string;
      /** Of an operator who begins it; see `Moves`. */
      audit?: OperatorAuditEntry;
    },
  ): Promise<Move>;
}
