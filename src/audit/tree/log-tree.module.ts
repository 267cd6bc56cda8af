import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { CONFIG, type Config } from '../../config/config.ts';
import { HttpModule } from '../../platform/http/http.module.ts';
import { Secrets } from '../../platform/secrets/secrets.ts';
import { CLOCK, type Clock } from '../../shared/clock.ts';
import { CHECKPOINT_STORE, CheckpointDelivery, type CheckpointStore } from './checkpoint-delivery.ts';
import { CheckpointFolder } from './checkpoint-folder.ts';
import { openCheckpointKey } from './checkpoint-key.ts';
import { CHECKPOINT_KEY, CheckpointPublisher } from './checkpoint-publisher.ts';
import { CheckpointTimeStamps } from './checkpoint-time-stamps.ts';
import { CheckpointUrl } from './checkpoint-url.ts';
import { LogTree } from './log-tree.ts';
import { LogTreeKeeper } from './log-tree-keeper.ts';

/** The tree over the access log: who grows it, who signs it, where its checkpoints go. */
@Module({
  imports: [HttpModule],
  providers: [
    LogTree,
    LogTreeKeeper,
    CheckpointPublisher,
    CheckpointTimeStamps,
    CheckpointDelivery,
    { provide: CHECKPOINT_STORE, inject: [CONFIG], useFactory: storeOf },
    {
      provide: CheckpointFolder,
      inject: [CONFIG],
      useFactory: ({ logTree }: Config) => new CheckpointFolder(logTree.checkpointFolder),
    },
    {
      provide: CHECKPOINT_KEY,
      inject: [CONFIG, Secrets, CLOCK],
      useFactory: ({ folders, publicOrigin }: Config, secrets: Secrets, clock: Clock) =>
        openCheckpointKey(
          join(folders.data, 'log'),
          secrets.sealedBox('audit.checkpoint-key'),
          `${new URL(publicOrigin).host}/log`,
          clock.now(),
        ),
    },
  ],
  exports: [LogTree, LogTreeKeeper, CheckpointTimeStamps, CHECKPOINT_KEY],
})
export class LogTreeModule {}

function storeOf({ logTree, folders }: Config): CheckpointStore | null {
  return (
    logTree.checkpointUrl && {
      store: new CheckpointUrl(logTree.checkpointUrl),
      progressPath: join(folders.data, 'log', 'checkpoint-url.json'),
    }
  );
}
