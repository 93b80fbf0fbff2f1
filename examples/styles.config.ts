import { defineConfig } from 'sadpath';
import { styles } from './styles/styles.ts';

export default defineConfig({ clients: styles, seed: 1 });
