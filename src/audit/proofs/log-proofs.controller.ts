import { Controller, Get, Header, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Logged, NotLogged, Public } from '../../platform/http/route-rules.ts';
import { logSizeUnknown } from '../audit.errors.ts';
import { Base64Hash, base64, EntryProofAnswer, entryProofAnswer } from './entry-proof-answer.ts';
import { LogProofs } from './log-proofs.service.ts';

const WATCHERS = 'hashes and signatures alone; each request would make the log grow, and so lead to the next';
const Size = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const Sizes = z.strictObject({ from: Size, to: Size }).meta({ id: 'LogSizes' });

const Consistency = z
  .strictObject({ from: z.int(), to: z.int(), hashes: z.array(Base64Hash) })
  .meta({ id: 'LogConsistency' });

/** What anyone needs to see that the access log is only ever added to. */
@ApiTags('log')
@Controller('api/v1/log')
export class LogProofsController {
  constructor(@Inject(LogProofs) private readonly proofs: LogProofs) {}

  @Get('checkpoint')
  @Public()
  @NotLogged(WATCHERS)
  @Header('content-type', 'text/plain; charset=utf-8')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: '日志检查点 / Newest signed head of the access log (C2SP tlog-checkpoint)' })
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string' } })
  async checkpoint(): Promise<string> {
    const { note } = await this.proofs.newestCheckpoint();
    if (note === null) throw logSizeUnknown(0);
    return note;
  }

  @Get('key.pem')
  @Public()
  @NotLogged(WATCHERS)
  @Header('content-type', 'application/x-pem-file')
  @ApiOperation({ summary: '日志公钥 / Public key of the log (Ed25519, PEM)' })
  @ApiProduces('application/x-pem-file')
  @ApiOkResponse({ schema: { type: 'string' } })
  key(): string {
    return this.proofs.publicKeyPem();
  }

  @Get('consistency')
  @Public()
  @NotLogged(WATCHERS)
  @ApiOperation({
    summary: '一致性证明 / That the log of one size is the beginning of a later one (RFC 9162 2.1.4)',
  })
  @ApiOkResponse({ standardSchema: Consistency })
  async consistency(@Query({ schema: Sizes }) { from, to }: z.infer<typeof Sizes>) {
    const { hashes } = await this.proofs.consistency(from, to);
    return { from, to, hashes: hashes.map(base64) };
  }

  @Get('proofs/:id')
  @Public()
  @Logged('log.prove')
  @ApiOperation({
    summary:
      '日志存在证明 / That an entry stands in the log, by its reference or its request’s id; a signed receipt until a checkpoint covers it',
  })
  @ApiOkResponse({ standardSchema: EntryProofAnswer })
  async entry(@Param('id', { schema: z.uuid() }) id: string): Promise<EntryProofAnswer> {
    return entryProofAnswer(await this.proofs.entry(id));
  }
}
