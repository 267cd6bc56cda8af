import { Controller, Get, Header, Inject, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Logged, Public } from '../platform/http/route-rules.ts';
import { CrlPublisher } from './crl-publisher.ts';
import { CA_NAMES, type CaName } from './development-ca.ts';
import { TrustError } from './trust.errors.ts';
import { TrustService } from './trust.service.ts';

const StatementKeys = z
  .strictObject({
    keys: z.array(
      z.strictObject({
        kid: z.string().describe('Key id of the statement, four hexadecimal digits'),
        kty: z.literal('EC'),
        crv: z.literal('P-256'),
        x: z.string(),
        y: z.string(),
        alg: z.literal('ES256'),
        use: z.literal('sig'),
        notBefore: z
          .string()
          .describe('The key signs from then on; it stays published as long as licences live'),
      }),
    ),
  })
  .meta({ id: 'StatementKeys' });

const BINARY = { schema: { type: 'string', format: 'binary' } } as const;

/** What others need to check our seals and statements without asking us about any one of them. */
@ApiTags('trust')
@Controller('pki')
export class TrustController {
  constructor(
    @Inject(TrustService) private readonly trust: TrustService,
    @Inject(CrlPublisher) private readonly crls: CrlPublisher,
  ) {}

  @Get('ca/:file')
  @Public()
  @Logged('trust.read')
  @Header('Content-Type', 'application/pkix-cert')
  @Header('Cache-Control', 'public, max-age=86400')
  @ApiOperation({ summary: 'CA 证书 / Certificate of a certification authority: root.cer or units.cer, DER' })
  @ApiProduces('application/pkix-cert')
  @ApiOkResponse(BINARY)
  caCertificate(@Param('file') file: string): Buffer {
    return Buffer.from(this.trust.caCertificate(caNameIn(file, '.cer')));
  }

  @Get('crl/:file')
  @Public()
  @Logged('trust.read')
  @Header('Content-Type', 'application/pkix-crl')
  @Header('Cache-Control', 'public, max-age=300')
  @ApiOperation({ summary: '证书吊销列表 / Revocation list in force: root.crl or units.crl, DER' })
  @ApiProduces('application/pkix-crl')
  @ApiOkResponse(BINARY)
  async crl(@Param('file') file: string): Promise<Buffer> {
    return Buffer.from(await this.crls.current(caNameIn(file, '.crl')));
  }

  @Get('statement-keys.json')
  @Public()
  @Logged('trust.read')
  @Header('Cache-Control', 'public, max-age=300')
  @ApiOperation({ summary: '签名声明公钥 / Public keys of the signed statements in QR codes (RFC 7517)' })
  @ApiOkResponse({ standardSchema: StatementKeys })
  statementKeys(): z.infer<typeof StatementKeys> {
    return {
      keys: this.trust.statementKeys().map(({ kid, publicKey, createdAt }) => {
        const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
        return {
          kid: kid.toString(16).padStart(4, '0'),
          kty: 'EC',
          crv: 'P-256',
          x,
          y,
          alg: 'ES256',
          use: 'sig',
          notBefore: createdAt.toISOString(),
        };
      }),
    };
  }
}

/** @throws TrustError trust.not-published for a file that no CA of ours is named by */
function caNameIn(file: string, ending: '.cer' | '.crl'): CaName {
  const name = CA_NAMES.find((candidate) => file === candidate + ending);
  if (!name) throw new TrustError('trust.not-published');
  return name;
}
