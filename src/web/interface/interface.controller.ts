import { existsSync, readFileSync } from 'node:fs';
import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Logged, Public } from '../../platform/http/route-rules.ts';

/** Beside the source tree and beside the built one. */
const PLACES = ['../../../docs/openapi.json', '../../../../docs/openapi.json'];

/** The description of the interface, as it was generated and checked. */
@ApiTags('service')
@Controller('api')
export class InterfaceController {
  private readonly description = readDescription();

  @Get('openapi.json')
  @Public()
  @Logged('interface.read')
  @Header('content-type', 'application/json; charset=utf-8')
  @ApiOperation({ summary: '本接口的说明（OpenAPI 3.1） / This description' })
  @ApiOkResponse({ schema: { type: 'object' } })
  document(): Buffer {
    return this.description;
  }
}

function readDescription(): Buffer {
  const place = PLACES.map((path) => new URL(path, import.meta.url)).find((url) => existsSync(url));
  if (!place) throw new Error('docs/openapi.json is missing: it belongs beside the program');
  return readFileSync(place);
}
