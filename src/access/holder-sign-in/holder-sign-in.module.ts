import { Module } from '@nestjs/common';
import { HoldersModule } from '../../holders/holders.module.ts';
import { HolderAttempts } from './holder-attempts.ts';
import { HolderSignInController } from './holder-sign-in.controller.ts';
import './holder-sign-in.errors.ts';
import { HolderSignInService } from './holder-sign-in.service.ts';
import { HolderSubjects } from './holder-subjects.ts';
import { IdentityProvider } from './identity-provider.ts';

/** How holders sign in (docs/adr/0020-holders.md). */
@Module({
  imports: [HoldersModule],
  controllers: [HolderSignInController],
  providers: [IdentityProvider, HolderAttempts, HolderSubjects, HolderSignInService],
  exports: [HolderSubjects],
})
export class HolderSignInModule {}
