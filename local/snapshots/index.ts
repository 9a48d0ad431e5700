export { createSnapshotsApi } from './api'
export type { RowChange, TableChange } from './diff'
export {
  createSnapshots,
  type LoadedSnapshot,
  type SnapshotItem,
  SnapshotProblem,
  type Snapshots,
} from './snapshots'
