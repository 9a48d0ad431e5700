export { createSnapshotsApi } from './api'
export type { RowChange, TableChange } from './diff'
export { createSnapshots, type SnapshotItem, SnapshotProblem, type Snapshots } from './snapshots'
