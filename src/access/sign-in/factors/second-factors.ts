import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../../config/config.ts';
import { CertificateFactor } from './certificate-factor.ts';
import type { FactorKind, SecondFactor } from './second-factor.ts';
import { TotpFactor } from './totp-factor.ts';
import { WebauthnFactor } from './webauthn-factor.ts';

/** The kinds of second factors, each behind the same interface. */
@Injectable()
export class SecondFactors {
  private readonly byKind: Readonly<Record<FactorKind, SecondFactor>>;

  constructor(@Inject(CONFIG) { publicOrigin }: Config) {
    this.byKind = {
      webauthn: new WebauthnFactor(publicOrigin),
      totp: new TotpFactor(),
      certificate: new CertificateFactor(publicOrigin),
    };
  }

  of(kind: FactorKind): SecondFactor {
    return this.byKind[kind];
  }
}
