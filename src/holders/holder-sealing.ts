import { Inject, Injectable } from '@nestjs/common';
import type { BlindIndex } from '../platform/secrets/blind-index.ts';
import type { SealedBox } from '../platform/secrets/sealed-box.ts';
import { Secrets } from '../platform/secrets/secrets.ts';
import type { Holder, MaskedHolder, NamedHolder, SealedHolder } from './holder.ts';
import { maskHolderCode, maskHolderName } from './holder-mask.ts';
import { normaliseHolderCode, normaliseHolderName } from './holder-name.ts';

/** Names and codes of holders between clear and sealed; nothing else in the service turns the one into the other. */
@Injectable()
export class HolderSealing {
  private readonly names: SealedBox;
  private readonly codes: SealedBox;
  private readonly nameIndex: BlindIndex;
  private readonly codeIndex: BlindIndex;

  constructor(@Inject(Secrets) secrets: Secrets) {
    this.names = secrets.sealedBox('holder.name');
    this.codes = secrets.sealedBox('holder.code');
    this.nameIndex = secrets.blindIndex('holder.name', normaliseHolderName);
    this.codeIndex = secrets.blindIndex('holder.code', normaliseHolderCode);
  }

  /** The holders of a version as its rows keep them; bound to that version, so that none can be moved to another. */
  seal(versionId: string, holders: readonly Holder[]): SealedHolder[] {
    return holders.map((holder, at) => {
      const place = placeOf(versionId, at + 1);
      const { code } = holder;
      return {
        ordinal: at + 1,
        role: holder.role,
        share: holder.share ?? null,
        kind: holder.kind,
        nameSealed: this.names.seal(Buffer.from(holder.name), `${place}/name`),
        nameIndex: this.nameIndex.of(holder.name),
        codeType: holder.codeType ?? null,
        codeSealed: code === undefined ? null : this.codes.seal(Buffer.from(code), `${place}/code`),
        codeIndex: code === undefined ? null : this.codeIndex.of(code),
      };
    });
  }

  /** A holder in clear: for drawing the licence, and for its own issuer with a stated purpose. */
  open(versionId: string, sealed: SealedHolder): Holder {
    const { role, share, kind, codeType } = sealed;
    const name = this.openName(versionId, sealed);
    const code = this.openCode(versionId, sealed);
    return {
      role,
      kind,
      name,
      ...(share !== null && { share }),
      ...(codeType !== null && code !== null && { codeType, code }),
    };
  }

  /** A holder as strangers see it. */
  mask(versionId: string, sealed: SealedHolder): MaskedHolder {
    const { role, share, kind, codeType } = sealed;
    const code = this.openCode(versionId, sealed);
    return {
      role,
      share,
      kind,
      maskedName: this.maskName(versionId, sealed),
      codeType,
      maskedCode: code === null || codeType === null ? null : maskHolderCode(code, codeType),
    };
  }

  /** The masked name alone: the code stays sealed. */
  maskName(versionId: string, sealed: NamedHolder): string {
    return maskHolderName(this.openName(versionId, sealed), sealed.kind);
  }

  /** Whether a holder bears this name, compared after normalising and without opening the sealed one. */
  isNamed(sealed: Pick<SealedHolder, 'nameIndex'>, name: string): boolean {
    return this.nameIndex.candidates(name).some((candidate) => candidate.equals(sealed.nameIndex));
  }

  /** The blind indexes to search a name by (`name_index = any($1)`). */
  nameCandidates(name: string): Buffer[] {
    return this.nameIndex.candidates(name);
  }

  /** The blind indexes to search a code by (`code_index = any($1)`). */
  codeCandidates(code: string): Buffer[] {
    return this.codeIndex.candidates(code);
  }

  private openName(versionId: string, { ordinal, nameSealed }: NamedHolder): string {
    return this.names.open(nameSealed, `${placeOf(versionId, ordinal)}/name`).toString();
  }

  private openCode(versionId: string, { ordinal, codeSealed }: SealedHolder): string | null {
    return codeSealed && this.codes.open(codeSealed, `${placeOf(versionId, ordinal)}/code`).toString();
  }
}

const placeOf = (versionId: string, ordinal: number): string =>
  `licence_version_holders/${versionId}/${ordinal}`;
