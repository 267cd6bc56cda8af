import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { CspNonce } from '../../platform/http/current-caller.decorator.ts';
import { Logged, NotLogged, Public } from '../../platform/http/route-rules.ts';
import { interfacePage } from './interface-page.ts';

const SAME_FOR_ALL = 'a file of the site, the same for everybody';
const installed = createRequire(import.meta.url);

/** The page that shows the description of the interface to people, with files of our own host alone. */
@ApiExcludeController()
@Controller('api')
export class InterfacePageController {
  private readonly files = new Map<string, Buffer>();

  @Get('docs')
  @Public()
  @Logged('interface.read')
  @Header('content-type', 'text/html; charset=utf-8')
  page(@CspNonce() nonce: string): string {
    return interfacePage(nonce);
  }

  @Get('docs/swagger-ui.css')
  @Public()
  @NotLogged(SAME_FOR_ALL)
  @Header('content-type', 'text/css; charset=utf-8')
  @Header('cache-control', 'public, max-age=86400')
  style(): Buffer {
    return this.fileOf('swagger-ui.css');
  }

  @Get('docs/swagger-ui-bundle.js')
  @Public()
  @NotLogged(SAME_FOR_ALL)
  @Header('content-type', 'text/javascript; charset=utf-8')
  @Header('cache-control', 'public, max-age=86400')
  script(): Buffer {
    return this.fileOf('swagger-ui-bundle.js');
  }

  /** Read when first asked for: 1.5 MB that most processes never serve. */
  private fileOf(name: string): Buffer {
    const known = this.files.get(name) ?? readFileSync(installed.resolve(`swagger-ui-dist/${name}`));
    this.files.set(name, known);
    return known;
  }
}
