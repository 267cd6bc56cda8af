import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LicenceTypeSample } from '../catalogue/samples/licence-type-sample.ts';
import { LICENCE_TYPE_SAMPLES } from '../catalogue/samples/licence-type-samples.ts';
import { readQrCodes } from '../verification/inspection/qr-reader.ts';
import type { VerificationReport } from '../verification/verification-report.ts';
import { degradationOf, degradePicture } from './degrade-picture.ts';
import type { DemoClient } from './demo-client.ts';
import type { DemoReport } from './demo-report.ts';
import { pixelsOf, printPage } from './print-page.ts';
import { issueRequest } from './sample-requests.ts';

const PRINT_DPI = 150;

/** What the service answers to an issue or a change. */
interface IssuedLicence {
  readonly id: string;
  readonly identifier: string;
  readonly number: string;
  readonly version: number;
  readonly token: string;
  readonly checkAddress: string;
}

interface Shown extends IssuedLicence {
  readonly sample: LicenceTypeSample;
  readonly pdf: Uint8Array;
  readonly serial: number;
}

export interface MainJob {
  readonly client: DemoClient;
  readonly report: DemoReport;
  /** Where the PDFs are put. */
  readonly folder: string;
  readonly now: Date;
}

/** Issues, verifies, alters, changes and revokes licences before the reader's eyes, all over HTTP. */
export async function showTheMainJob(job: MainJob): Promise<void> {
  mkdirSync(job.folder, { recursive: true });
  const shown = await issueEachType(job);
  const [first, second, third] = shown;
  if (!first || !second || !third) return;
  await verifyInEveryWay(job, first);
  await findOutTheAltered(job, first);
  await changeOne(job, second);
  await revokeOne(job, third);
}

async function issueEachType(job: MainJob): Promise<Shown[]> {
  job.report.heading('签发 Issue and seal one licence of every type');
  const shown: Shown[] = [];
  for (const [index, sample] of LICENCE_TYPE_SAMPLES.entries()) {
    const { zh, en } = sample.definition.name;
    await job.report.step(`${zh} ${en} · ${sample.issuerName}`, '1.2.156.3005.2.', async () => {
      const licence = await issueOne(job, sample, index);
      shown.push(licence);
      return licence.identifier;
    });
  }
  return shown;
}

async function issueOne(job: MainJob, sample: LicenceTypeSample, index: number): Promise<Shown> {
  const serial = (Math.floor(job.now.getTime() / 1_000) * 10 + index) % 1_000_000;
  const department = departmentOf(job, sample);
  const request = issueRequest(sample, sample.examples[0], serial, job.now);
  const issued = await department.post<IssuedLicence>(
    '/api/v1/licences',
    request,
    `demo-${request.caseNumber}-${index}`,
  );
  const pdf = await department.bytes(`/api/v1/licences/${issued.id}/file`);
  writeFileSync(
    join(job.folder, `${sample.definition.name.zh}-${issued.number.replaceAll('/', '_')}.pdf`),
    pdf,
  );
  return { ...issued, sample, pdf, serial };
}

async function verifyInEveryWay({ client, report }: MainJob, licence: Shown): Promise<void> {
  report.heading(`核验 Verify: ${licence.sample.definition.name.zh} ${licence.number}`);
  const [holder] = licence.sample.examples[0].holders;
  await report.step('按标识和名称 by identifier and name', 'valid', () =>
    verdict(
      client.post('/api/v1/verifications/identifier', { identifier: licence.identifier, name: holder?.name }),
    ),
  );
  await report.step('按文件 by file', 'valid', () => verdict(uploadPdf(client, licence.pdf)));
  await report.step('扫纸上的二维码 by the QR code on a print', 'valid', async () => {
    const codes = await readQrCodes(await pixelsOf(await printPage(licence.pdf, PRINT_DPI)));
    const address = codes.find((code) => /\/V\//.test(code)) ?? '';
    return verdict(client.get(`/api/v1/verifications/token/${address.split('/').at(-1)}`));
  });
  await report.step('拍照上传：倾斜、噪点、压缩 by a bad photo of a print', 'copy-to-compare', async () => {
    const photo = await degradePicture(await printPage(licence.pdf, PRINT_DPI), degradationOf(1));
    return verdict(client.upload('/api/v1/verifications/file', photo, 'photo.jpg', 'image/jpeg'));
  });
}

async function findOutTheAltered({ client, report, folder }: MainJob, licence: Shown): Promise<void> {
  report.heading('识破 Find out an altered copy');
  const altered = Buffer.from(licence.pdf);
  const middle = Math.floor(altered.length / 3);
  altered[middle] = (altered[middle] ?? 0) ^ 1;
  writeFileSync(join(folder, `altered-被改动-${licence.number}.pdf`), altered);
  await report.step('改动一个字节 one bit changed', 'altered', () => verdict(uploadPdf(client, altered)));
}

async function changeOne(job: MainJob, licence: Shown): Promise<void> {
  job.report.heading('变更 Change: version 002 supersedes 001');
  const department = departmentOf(job, licence.sample);
  const {
    licenceType: _type,
    number: _number,
    ...content
  } = issueRequest(licence.sample, licence.sample.examples[0], licence.serial, job.now);
  await job.report.step('换发第2版 version 002', '2', async () => {
    const change = { ...content, reason: '变更登记' };
    const path = `/api/v1/licences/${licence.id}/changes`;
    const changed = await department.post<IssuedLicence>(path, change, `demo-change-${licence.id}`);
    return String(changed.version);
  });
  await job.report.step('旧二维码 the old QR code', 'superseded', () =>
    verdict(job.client.get(`/api/v1/verifications/token/${licence.token}`)),
  );
  await job.report.step('旧文件 the old file', 'superseded', () =>
    verdict(uploadPdf(job.client, licence.pdf)),
  );
}

async function revokeOne(job: MainJob, licence: Shown): Promise<void> {
  job.report.heading('吊销 Revoke');
  const act = {
    reason: '严重违反管理规定',
    legalBasis: '《中华人民共和国行政处罚法》第九条',
    documentReference: '晋市罚决〔2026〕1号',
    actingOfficer: '演示经办人',
  };
  await job.report.step('登记 recorded', 'revoked', async () => {
    const path = `/api/v1/licences/${licence.id}/revocations`;
    const { state } = await departmentOf(job, licence.sample).post<{ state: string }>(
      path,
      act,
      `demo-revoke-${licence.id}`,
    );
    return state;
  });
  await job.report.step('核验 verified', 'revoked', () =>
    verdict(job.client.get(`/api/v1/verifications/token/${licence.token}`)),
  );
}

function departmentOf({ client }: MainJob, { issuerName }: LicenceTypeSample): DemoClient {
  return client.as(issuerName);
}

function uploadPdf(client: DemoClient, pdf: Uint8Array): Promise<VerificationReport> {
  return client.upload('/api/v1/verifications/file', pdf, 'licence.pdf', 'application/pdf');
}

async function verdict(report: Promise<VerificationReport>): Promise<string> {
  return (await report).conclusion.code;
}
