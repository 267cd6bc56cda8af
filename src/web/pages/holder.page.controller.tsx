import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { holderOf } from '../../access/authorisation/grants.ts';
import { HolderSubjects } from '../../access/holder-sign-in/holder-subjects.ts';
import { FormTokens } from '../../access/sessions/form-tokens.ts';
import { SessionAuthenticator } from '../../access/sessions/session-authenticator.ts';
import { CONFIG, type Config } from '../../config/config.ts';
import { maskHolderName } from '../../holders/holder-mask.ts';
import { OwnLicences } from '../../licences/reading/own-licences.service.ts';
import type { Caller } from '../../platform/http/caller.ts';
import { CurrentCaller } from '../../platform/http/current-caller.decorator.ts';
import { Allows, Logged, Public } from '../../platform/http/route-rules.ts';
import { presentLogLine, presentOwnItem, presentOwnLicence } from '../presenters/holder.presenter.ts';
import { HOLDER_TEXTS as T } from '../text/holder-texts.ts';
import {
  HolderLicencePage,
  HolderLicencesPage,
  HolderWelcomePage,
  type SignedIn,
} from '../views/holder-pages.tsx';
import { PageResponder } from './page-responder.ts';

const LicenceId = z.uuid();
const LogQuery = z.object({ after: z.coerce.number().int().min(0).optional() });

/** What holders see of their own. */
@ApiExcludeController()
@Controller('holder')
export class HolderPageController {
  constructor(
    @Inject(OwnLicences) private readonly licences: OwnLicences,
    @Inject(HolderSubjects) private readonly subjects: HolderSubjects,
    @Inject(SessionAuthenticator) private readonly sessions: SessionAuthenticator,
    @Inject(FormTokens) private readonly formTokens: FormTokens,
    @Inject(PageResponder) private readonly responder: PageResponder,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The list for who has signed in, the way in for everybody else. */
  @Get()
  @Public()
  @Logged('page.read')
  async home(
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const main =
      holderOf(caller, 'own-licence.list') === null ? (
        <HolderWelcomePage canSignIn={this.config.identityProvider !== null} />
      ) : (
        <HolderLicencesPage
          licences={(await this.licences.list(caller)).map(presentOwnItem)}
          signedIn={await this.signedIn(caller, request)}
        />
      );
    await this.responder.send(request, reply, { title: T.title, main });
  }

  @Get('licences/:id')
  @Allows('own-licence.read')
  @Logged('own-licence.read')
  async licence(
    @Param('id', { schema: LicenceId }) id: string,
    @Query({ schema: LogQuery }) { after }: z.infer<typeof LogQuery>,
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { licence, log } = await this.licences.detailsWithLog(caller, id, after);
    const name = { zh: licence.licenceType.nameZh, en: licence.licenceType.nameEn };
    const main = (
      <HolderLicencePage
        id={id}
        name={name}
        rows={presentOwnLicence(licence)}
        log={log.entries.map(presentLogLine)}
        olderAfter={log.next}
        signedIn={await this.signedIn(caller, request)}
      />
    );
    await this.responder.send(request, reply, { title: name, main });
  }

  private async signedIn(caller: Caller, request: FastifyRequest): Promise<SignedIn> {
    const [person, session] = await Promise.all([
      this.subjects.personOf(caller.id ?? ''),
      this.sessions.sessionOf(request),
    ]);
    return {
      maskedName: maskHolderName(person?.name ?? '', 'natural-person'),
      formToken: session ? this.formTokens.of(session.id) : '',
    };
  }
}
