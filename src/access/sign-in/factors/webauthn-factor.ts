import { randomBytes } from 'node:crypto';
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  type VerifiedAuthenticationResponse,
  type VerifiedRegistrationResponse,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type {
  FactorChallenge,
  FactorOwner,
  FactorProblemCode,
  FactorProof,
  NewFactor,
  SecondFactor,
  StoredFactor,
} from './second-factor.ts';

/** COSE: ES256, EdDSA, RS256. */
const ALGORITHMS = [-7, -8, -257];
const CHALLENGE_BYTES = 32;
const TIMEOUT_MS = 5 * 60_000;
/** Longer ids are refused by the standard (Web Authentication, §4). */
const CREDENTIAL_ID_MAX_BYTES = 1023;

/** Security keys, telephones and computers by Web Authentication; the person is verified by PIN or finger each time. */
export class WebauthnFactor implements SecondFactor {
  readonly kind = 'webauthn';
  private readonly rpId: string;

  /** @param publicOrigin as browsers know us: keys are bound to its host */
  constructor(private readonly publicOrigin: string) {
    this.rpId = new URL(publicOrigin).hostname;
  }

  /** `told`: PublicKeyCredentialCreationOptionsJSON. */
  async offer(
    { accountId, login, name }: FactorOwner,
    existing: readonly StoredFactor[],
  ): Promise<FactorChallenge> {
    const kept = randomBytes(CHALLENGE_BYTES);
    const told = await generateRegistrationOptions({
      rpName: '照章',
      rpID: this.rpId,
      userName: login,
      userDisplayName: name,
      userID: plainBytes(Buffer.from(accountId)),
      challenge: plainBytes(kept),
      timeout: TIMEOUT_MS,
      attestationType: 'none',
      excludeCredentials: existing.map(credentialOf),
      authenticatorSelection: { residentKey: 'discouraged', userVerification: 'required' },
      supportedAlgorithmIDs: ALGORITHMS,
    });
    return { kept, told: { ...told } };
  }

  async register(answer: unknown, kept: Buffer): Promise<NewFactor | FactorProblemCode> {
    const verified = await quietly<VerifiedRegistrationResponse>(() =>
      verifyRegistrationResponse({
        response: answer as RegistrationResponseJSON,
        expectedChallenge: kept.toString('base64url'),
        expectedOrigin: this.publicOrigin,
        expectedRPID: this.rpId,
        requireUserVerification: true,
        supportedAlgorithmIDs: ALGORITHMS,
      }),
    );
    if (!verified?.verified) return 'factor.answer-wrong';
    const { id, publicKey, counter, transports } = verified.registrationInfo.credential;
    const handle = Buffer.from(id, 'base64url');
    if (handle.length === 0 || handle.length > CREDENTIAL_ID_MAX_BYTES) return 'factor.answer-wrong';
    const data = {
      publicKey: Buffer.from(publicKey).toString('base64'),
      transports: (transports ?? []).filter(isTransport),
    };
    return { handle, data, counter };
  }

  /** `told`: PublicKeyCredentialRequestOptionsJSON. */
  async ask(factors: readonly StoredFactor[]): Promise<FactorChallenge> {
    const kept = randomBytes(CHALLENGE_BYTES);
    const told = await generateAuthenticationOptions({
      rpID: this.rpId,
      challenge: plainBytes(kept),
      timeout: TIMEOUT_MS,
      allowCredentials: factors.map(credentialOf),
      userVerification: 'required',
    });
    return { kept, told: { ...told } };
  }

  /** A counter that does not rise is refused, for then there are two of the key; one that never counts stays 0 (§6.1.1). */
  async prove(
    answer: unknown,
    kept: Buffer | null,
    factors: readonly StoredFactor[],
  ): Promise<FactorProof | null> {
    const factor = factors.find(({ handle }) => handle?.toString('base64url') === idOf(answer));
    if (!factor || !kept) return null;
    const verified = await quietly<VerifiedAuthenticationResponse>(() =>
      verifyAuthenticationResponse({
        response: answer as AuthenticationResponseJSON,
        expectedChallenge: kept.toString('base64url'),
        expectedOrigin: this.publicOrigin,
        expectedRPID: this.rpId,
        requireUserVerification: true,
        credential: {
          ...credentialOf(factor),
          publicKey: plainBytes(Buffer.from(String(factor.data['publicKey']), 'base64')),
          counter: factor.counter,
        },
      }),
    );
    return verified?.verified
      ? { factorId: factor.id, counter: verified.authenticationInfo.newCounter }
      : null;
  }
}

const idOf = (answer: unknown): unknown => (answer as { id?: unknown } | null)?.id;

const isTransport = (transport: unknown): transport is string =>
  typeof transport === 'string' && /^[a-z-]{1,20}$/.test(transport);

/** A key as the browser is told of it. */
function credentialOf({ handle, data }: StoredFactor): { id: string; transports: string[] } {
  const { transports } = data;
  return {
    id: handle?.toString('base64url') ?? '',
    transports: Array.isArray(transports) ? transports.filter(isTransport) : [],
  };
}

/** The library throws for whatever is wrong with an answer, which is the attacker's. */
async function quietly<T>(verify: () => Promise<T>): Promise<T | null> {
  try {
    return await verify();
  } catch {
    return null;
  }
}

/** A copy in memory of its own: the library's types allow no shared memory. */
const plainBytes = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => Uint8Array.from(bytes);
