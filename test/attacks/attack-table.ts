import { APPEARANCE_ATTACKS } from './appearance-attacks.ts';
import { type AttackCase, type AttackClass, SealedFile } from './attack-case.ts';
import { type Judgement, judgeByInspection, judgeByIntegrity } from './attack-judges.ts';
import { type AttackWorld, PROTECTIONS, type Protection, sealingUnder } from './attack-world.ts';
import { BENIGN_TWINS } from './benign-twins.ts';
import { standardDraft, writeDraft } from './draft.ts';
import { FILE_FORMS, type FileForm } from './file-forms.ts';
import { SAVING_ATTACKS } from './saving-attacks.ts';
import { SHADOW_ATTACKS } from './shadow-attacks.ts';
import { SIGNATURE_ATTACKS } from './signature-attacks.ts';
import { STRUCTURE_ATTACKS } from './structure-attacks.ts';

export const ATTACK_CASES: readonly AttackCase[] = [
  ...SIGNATURE_ATTACKS,
  ...SAVING_ATTACKS,
  ...SHADOW_ATTACKS,
  ...APPEARANCE_ATTACKS,
  ...STRUCTURE_ATTACKS,
  ...BENIGN_TWINS,
];

/** One cell of the table. */
export interface AttackedFile {
  readonly attack: AttackCase;
  readonly form: FileForm;
  readonly protection: Protection;
  readonly bytes: Uint8Array;
  readonly byIntegrity: Judgement;
  readonly byInspection: Judgement;
}

/** An attack that is called valid, or a benign step that is not, by either judge. */
export const isJudgedWrongly = ({ attack, byIntegrity, byInspection }: AttackedFile): boolean => {
  const isBenign = attack.class === 'benign';
  return byIntegrity.isValid !== isBenign || byInspection.isValid !== isBenign;
};

export const titleOf = ({ attack, form, protection }: AttackedFile): string =>
  `${attack.class}: ${attack.title} (${form}, ${protection})`;

/** Makes and judges every case, or those of one class, in every form and under every protection that makes sense. */
export async function* attackedFiles(
  world: AttackWorld,
  forms: readonly FileForm[] = FILE_FORMS,
  only?: AttackClass,
): AsyncGenerator<AttackedFile> {
  const standard = new Map<string, SealedFile>();
  for (const attack of ATTACK_CASES.filter((one) => only === undefined || one.class === only)) {
    for (const form of (attack.forms ?? FILE_FORMS).filter((one) => forms.includes(one))) {
      for (const protection of attack.protections ?? PROTECTIONS) {
        const key = `${form} ${protection}`;
        const sealed = attack.prepare
          ? await sealedDraft(world, attack, form, protection)
          : (standard.get(key) ?? (await sealedDraft(world, attack, form, protection)));
        if (!attack.prepare) standard.set(key, sealed);
        const bytes = await attack.carryOut(sealed, world);
        const byInspection = await judgeByInspection(bytes, world.request);
        yield { attack, form, protection, bytes, byIntegrity: judgeByIntegrity(bytes), byInspection };
      }
    }
  }
}

async function sealedDraft(
  world: AttackWorld,
  { prepare }: AttackCase,
  form: FileForm,
  protection: Protection,
): Promise<SealedFile> {
  const draft = standardDraft();
  prepare?.(draft);
  const sealed = await world.seal(writeDraft(form, draft), sealingUnder(protection));
  return new SealedFile(Buffer.from(sealed), form);
}
