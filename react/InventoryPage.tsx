export { Inventory as default } from './pages/inventory/Inventory'
