import type { Ports } from '../../ports'
import type { SaveResult } from '../../useCases/saveConfiguration'
import { viewConnection } from '../../useCases/viewConnection'
import { showConfiguration } from './configuration'
import { showConnection } from './connection'
import { showShop, showVerdict } from './verdict'

/** What became of the form, as `CarrefourSaveResult`. */
export async function showSave(ports: Ports, result: SaveResult) {
  switch (result.kind) {
    case 'saved':
      return {
        __typename: 'CarrefourSaved',
        connection: showConnection(await viewConnection(ports)),
        blocked: result.blocked,
        ...showShop(result.shop),
      }
    case 'invalid':
      return { __typename: 'CarrefourInvalidConfiguration', problems: result.problems }
    case 'refused':
    case 'otherShop':
    case 'unreachable':
      return showVerdict(result)
    case 'shopToConfirm':
      return {
        __typename: 'CarrefourShopToConfirm',
        shop: result.shop,
        formerShopId: result.before?.shopId ?? null,
        formerShopName: result.before?.name || null,
      }
    case 'conflict':
      return {
        __typename: 'CarrefourConfigurationConflict',
        current: result.current && showConfiguration(result.current),
      }
  }
}
