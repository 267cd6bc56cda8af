import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.ts';
import { CatalogueModule } from '../catalogue/catalogue.module.ts';
import { CONFIG, type Config } from '../config/config.ts';
import { LicencesModule } from '../licences/licences.module.ts';
import { PROBLEM_PAGE } from '../platform/http/problem-page.ts';
import { ProblemReportsModule } from '../problem-reports/problem-reports.module.ts';
import { ReceiptsModule } from '../receipts/receipts.module.ts';
import { TrustModule } from '../trust/trust.module.ts';
import { VerificationModule } from '../verification/verification.module.ts';
import { AssetsController } from './pages/assets.controller.ts';
import { ASSETS, type Assets, loadAssets } from './pages/assets.ts';
import { CheckPageController } from './pages/check.page.controller.tsx';
import { HolderPageController } from './pages/holder.page.controller.tsx';
import { HtmlProblemPage } from './pages/html-problem-page.tsx';
import { IssuersPageController } from './pages/issuers.page.controller.tsx';
import { LogProofPageController } from './pages/log-proof.page.controller.tsx';
import { OfflinePageController } from './pages/offline.page.controller.tsx';
import { PageRenderer } from './pages/page-renderer.tsx';
import { PageResponder } from './pages/page-responder.ts';
import { PkiPageController } from './pages/pki.page.controller.tsx';
import { ProblemReportPageController } from './pages/problem-report.page.controller.tsx';
import { PublishedRegister } from './pages/published-register.ts';
import { ReceiptPageController } from './pages/receipt.page.controller.tsx';
import { ResultPageController } from './pages/result.page.controller.ts';
import { ResultResponder } from './pages/result-responder.tsx';
import { StaffAccountPageController } from './pages/staff-account.page.controller.tsx';
import { StaffAttemptCookie } from './pages/staff-attempt-cookie.ts';
import { StaffEnrolPageController } from './pages/staff-enrol.page.controller.tsx';
import { StaffPageResponder } from './pages/staff-page-responder.ts';
import { StaffSignInPageController } from './pages/staff-sign-in.page.controller.tsx';
import { ReceiptDrawer } from './receipt/receipt-drawer.ts';

/** Pages for people. */
@Module({
  imports: [
    AccessModule,
    CatalogueModule,
    LicencesModule,
    ProblemReportsModule,
    ReceiptsModule,
    TrustModule,
    VerificationModule,
  ],
  controllers: [
    AssetsController,
    CheckPageController,
    ResultPageController,
    OfflinePageController,
    LogProofPageController,
    HolderPageController,
    IssuersPageController,
    PkiPageController,
    StaffSignInPageController,
    StaffEnrolPageController,
    StaffAccountPageController,
    ProblemReportPageController,
    ReceiptPageController,
  ],
  providers: [
    { provide: ASSETS, useFactory: loadAssets },
    {
      provide: PageRenderer,
      inject: [CONFIG, ASSETS],
      useFactory: ({ publicOrigin, mode }: Config, { css }: Assets) =>
        new PageRenderer({ domain: new URL(publicOrigin).host, trial: mode === 'trial', css }),
    },
    PageResponder,
    StaffPageResponder,
    StaffAttemptCookie,
    ResultResponder,
    ReceiptDrawer,
    PublishedRegister,
    HtmlProblemPage,
    { provide: PROBLEM_PAGE, useExisting: HtmlProblemPage },
  ],
  exports: [PROBLEM_PAGE],
})
export class WebModule {}
