import { join } from 'node:path';
import { Global, Inject, Module, type OnModuleInit } from '@nestjs/common';
import { CONFIG, type Config } from '../../config/config.ts';
import { Readiness } from '../http/readiness.ts';
import { Secrets } from '../secrets/secrets.ts';
import { FILE_STORE, type FileStore } from './file-store.ts';
import { FolderFileStore } from './folder-file-store.ts';

/** Files of the register, encrypted in the data folder. */
@Global()
@Module({
  providers: [
    {
      provide: FILE_STORE,
      inject: [CONFIG, Secrets],
      useFactory: (config: Config, secrets: Secrets) =>
        new FolderFileStore(join(config.folders.data, 'files'), secrets.sealedBox('storage.file')),
    },
  ],
  exports: [FILE_STORE],
})
export class StorageModule implements OnModuleInit {
  constructor(
    @Inject(FILE_STORE) private readonly files: FileStore,
    @Inject(Readiness) private readonly readiness: Readiness,
  ) {}

  onModuleInit(): void {
    this.readiness.register('storage', () => this.files.probe());
  }
}
