import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Unit } from '../../access/units/unit.ts';
import { UnitsQueries } from '../../access/units/units.queries.ts';
import { CatalogueQueries, type Issuance } from '../../catalogue/catalogue.queries.ts';
import { Logged, Public } from '../../platform/http/route-rules.ts';
import { joinTexts, same } from '../text/bilingual.ts';
import { ISSUERS_TEXTS as T } from '../text/list-page-texts.ts';
import { IssuersPage, type IssuerView } from '../views/issuers-page.tsx';
import { PageResponder } from './page-responder.ts';

/** /issuers: who issues what, so that a name on a paper can be held against the list. */
@ApiExcludeController()
@Controller('issuers')
export class IssuersPageController {
  constructor(
    @Inject(UnitsQueries) private readonly units: UnitsQueries,
    @Inject(CatalogueQueries) private readonly catalogue: CatalogueQueries,
    @Inject(PageResponder) private readonly responder: PageResponder,
  ) {}

  @Get()
  @Public()
  @Logged('page.read')
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const [units, issuances] = await Promise.all([this.units.issuing(), this.catalogue.issuances()]);
    const issuers = units.map((unit) =>
      presentIssuer(
        unit,
        issuances.filter(({ unitId }) => unitId === unit.id),
      ),
    );
    await this.responder.send(request, reply, { title: T.title, main: <IssuersPage issuers={issuers} /> });
  }
}

function presentIssuer({ nameZh, nameEn, uscc, phone }: Unit, issues: readonly Issuance[]): IssuerView {
  const types = issues.map((type) => ({ zh: type.nameZh, en: type.nameEn }));
  return {
    name: { zh: nameZh, en: nameEn },
    rows: [
      { label: T.uscc, value: same(uscc), code: true },
      ...(types.length === 0 ? [] : [{ label: T.issues, value: joinTexts(types, { zh: '、', en: ', ' }) }]),
      ...(phone === null ? [] : [{ label: T.phone, value: same(phone) }]),
    ],
  };
}
