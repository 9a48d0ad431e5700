import type { OwnMasterData } from '../clients/masterData'
import type { Schemas } from '../ports/stores'
import type { Entity } from './entity'

/** The app's schemas in Master Data. */
export class MasterDataSchemas implements Schemas {
  constructor(
    private readonly masterdata: OwnMasterData,
    private readonly entities: readonly Entity[]
  ) {}

  async ensure(): Promise<void> {
    await Promise.all(
      this.entities.map(({ name, schema }) => this.masterdata.ensureSchema(name, schema))
    )
  }
}
